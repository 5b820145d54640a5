/** A training that shows itself in the cell that runs it, and keeps what it has learned when it is interrupted. */
import type { Dataset } from "../../data/dataset.js";
import type { Engine } from "../../engine/engine.js";
import type { Network } from "../../network/network.js";
import { notebookKernel } from "../../notebook/kernel.js";
import type { TrainingPlan } from "../../training/plan.js";
import type { Progress } from "../../training/progress.js";
import type { EpochRecord, RunRecord } from "../../training/record.js";
import { type TrainOptions, train } from "../../training/train.js";
import { live } from "../../values/display.js";
import { runTable, runTitle } from "../../values/run.js";
import { type Line, progressCard, progressPanel } from "./progress-panel.js";

export interface LiveTraining {
	/** As it is at the end, or as it was when the training was interrupted. */
	readonly network: Network;
	/** The finished epochs. */
	readonly curve: readonly EpochRecord[];
	/** null where the training was interrupted: that is no result. */
	readonly record: RunRecord | null;
}

export interface LiveOptions extends TrainOptions {
	/** Where the panel is shown; an output of the cell's own unless given. */
	readonly line?: Line;
	/** What is trained; network and seed unless given. */
	readonly name?: string;
	/** What the panel is called while it trains; `name` unless given. */
	readonly title?: string;
}

/**
 * Trains as `train` does, in sight. Interrupting the cell ends the training after the batch it is at, and the cell goes on with what was learned.
 * @throws what `train` throws for other reasons
 */
export async function trainLive(
	plan: TrainingPlan,
	dataset: Dataset,
	engine: Engine,
	options: LiveOptions = {},
): Promise<LiveTraining> {
	const { line = live(), ...rest } = options;
	const signal = options.signal ?? notebookKernel()?.interruption();
	const { name = runTitle(plan), title = name } = options;
	const panel = progressPanel(title, line);
	let last: Progress | undefined;
	const release = options.signal ? undefined : notebookKernel()?.endsByItself();
	try {
		const { network, record } = await train(plan, dataset, engine, {
			...rest,
			...(signal ? { signal } : {}),
			onProgress: (progress) => {
				last = progress;
				panel(progress);
				options.onProgress?.(progress);
			},
		});
		await line.update(runTable(record, name));
		return { network, curve: record.curve, record };
	} catch (error) {
		if (!last || !signal?.aborted || error !== signal.reason) throw error;
		const note = "interrupted; the network keeps what it learned";
		await line.update(progressCard(title, last, note));
		return { network: last.network, curve: [...last.curve], record: null };
	} finally {
		release?.();
		await line.done();
	}
}
