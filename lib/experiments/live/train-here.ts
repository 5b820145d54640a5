/** Trains planned networks here and now, one after another, and says where it is: what a notebook does live. */
import type { Dataset } from "../../data/dataset.js";
import { requestLoader } from "../../data/load-request.js";
import type { DataRequest } from "../../data/request.js";
import type { Engine } from "../../engine/engine.js";
import type { Progress } from "../../training/progress.js";
import type { TrainedRun } from "../../training/train.js";
import type { PlannedTraining } from "../experiment.js";
import { trainLive } from "./live-training.js";
import type { Line } from "./progress-panel.js";

/** A training that was planned and is done. */
export interface TrainedHere extends TrainedRun {
	readonly variant: string;
	readonly dataset: Dataset;
}

export interface TrainHereOptions {
	/** From a request to its data; `requestLoader()` unless given. */
	readonly load?: (request: DataRequest) => Promise<Dataset>;
	/** After each batch, e.g. to keep snapshots. */
	readonly onProgress?: (run: PlannedTraining, progress: Progress) => void;
	/** After each training, e.g. to save its record. */
	readonly onFinished?: (run: TrainedHere) => Promise<unknown>;
}

/**
 * Leaves no record by itself: small live trainings are no results. Interrupting the cell ends it with the trainings that are finished.
 * @param line shows the panel of the training that runs, one after another in the same place
 */
export async function trainHere(
	runs: readonly PlannedTraining[],
	engine: Engine,
	line: Line,
	{ load = requestLoader(), onProgress, onFinished }: TrainHereOptions = {},
): Promise<TrainedHere[]> {
	const finished: TrainedHere[] = [];
	for (const [k, run] of runs.entries()) {
		const { variant, data, plan } = run;
		const dataset = await load(data);
		const place =
			runs.length > 1 ? `training ${k + 1} of ${runs.length}: ` : "";
		const { network, record } = await trainLive(plan, dataset, engine, {
			line,
			name: `${variant}, seed ${plan.seed}`,
			title: `${place}${variant}, ${dataset.title}`,
			onProgress: (progress) => onProgress?.(run, progress),
		});
		if (!record) break;
		const done = { network, record, variant, dataset };
		await onFinished?.(done);
		finished.push(done);
	}
	return finished;
}

/** The trainings of this variant, one a seed. @throws with the variants there are, if there is none */
export function ofVariant<Run extends { readonly variant: string }>(
	runs: readonly Run[],
	variant: string,
): Run[] {
	const found = runs.filter((run) => run.variant === variant);
	if (found.length > 0) return found;
	throw new Error(
		`there is no "${variant}": choose from ${[...new Set(runs.map((run) => run.variant))].join(", ")}`,
	);
}

/** Test accuracies (%) of finished trainings. */
export function percentsOf(runs: readonly TrainedRun[]): number[] {
	return runs.map(({ record }) => 100 * record.test.accuracy);
}
