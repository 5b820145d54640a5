/** Trains a network by mini-batch gradient descent; validates each epoch, reads the test set once at the end. */
import type { Dataset, Samples } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";
import { createNetwork, type Network } from "../network/network.js";
import { notebookKernel } from "../notebook/kernel.js";
import { Adam } from "./adam.js";
import { batchOf, chunks, shuffled } from "./batches.js";
import {
	removeCheckpoint,
	restoreCheckpoint,
	saveCheckpoint,
	type TrainingState,
} from "./checkpoint.js";
import { clipByGlobalNorm } from "./clip.js";
import { type Evaluation, evaluate } from "./evaluate.js";
import type { TrainingPlan } from "./plan.js";
import {
	type EpochRecord,
	makeRecord,
	type RunRecord,
	requestOf,
	runId,
} from "./record.js";
import { rateFactor } from "./schedule.js";

/** Where a training is. */
export interface Progress {
	readonly phase: "training" | "validation" | "test";
	/** 1 … epochs. */
	readonly epoch: number;
	readonly epochs: number;
	/** Samples done and to do in this phase. */
	readonly done: number;
	readonly all: number;
	/** Running mean of this epoch (training) or of the last finished one. */
	readonly loss: number;
	readonly accuracy: number;
	readonly curve: readonly EpochRecord[];
}

export interface TrainOptions {
	readonly onProgress?: (progress: Progress) => void;
	/** Ends the training after the current batch with the signal's reason; by default the interruption of the notebook's cell. */
	readonly signal?: AbortSignal;
	/** File written after each epoch and gone on from where it exists; removed at the end. */
	readonly checkpoint?: string;
}

export interface TrainedRun {
	readonly network: Network;
	readonly record: RunRecord;
}

/**
 * Trains a fresh network as the plan says.
 * @throws if the training diverges (a loss that is not a number), the signal aborts it, or the checkpoint is another run's.
 */
export async function train(
	plan: TrainingPlan,
	dataset: Dataset,
	engine: Engine,
	options: TrainOptions = {},
): Promise<TrainedRun> {
	const { encoding, seed, epochs, batchSize } = plan;
	const { checkpoint, signal = notebookKernel()?.interruption() } = options;
	const id = runId(plan, requestOf(dataset));
	const state: TrainingState = {
		network: createNetwork(plan.network, seed),
		adam: new Adam(plan.adam),
		curve: [],
	};
	if (checkpoint) await restoreCheckpoint(checkpoint, id, state);
	const { network, curve } = state;

	let epoch = curve.length + 1;
	let means: Means = { loss: Number.NaN, accuracy: Number.NaN };
	const report: Report = (phase, done, all, now) => {
		means = now ?? means;
		signal?.throwIfAborted();
		const place = { phase, epoch, epochs, done, all };
		options.onProgress?.({ ...place, ...means, curve });
	};
	const look = (samples: Samples<"validation" | "test">): Promise<Evaluation> =>
		evaluate(network, samples, encoding, seed, engine, batchSize, (done, all) =>
			report(samples.role, done, all),
		);

	for (; epoch <= epochs; epoch++) {
		const started = Date.now();
		const trained = await trainEpoch(
			plan,
			epoch,
			state,
			dataset.train,
			engine,
			report,
		);
		const validation =
			dataset.validation.count > 0 ? await look(dataset.validation) : undefined;
		curve.push({
			epoch,
			trainLoss: trained.loss,
			trainAccuracy: trained.accuracy,
			validationLoss: validation?.loss ?? null,
			validationAccuracy: validation?.accuracy ?? null,
			layers: validation?.layers ?? [],
			seconds: (Date.now() - started) / 1000,
		});
		if (checkpoint) await saveCheckpoint(checkpoint, id, state);
	}
	epoch = epochs;
	const test = await look(dataset.test);
	const record = makeRecord(plan, dataset, engine.name, curve, test);
	if (checkpoint) await removeCheckpoint(checkpoint);
	return { network, record };
}

interface Means {
	/** Softmax cross-entropy (nat). */
	readonly loss: number;
	readonly accuracy: number;
}

type Report = (
	phase: Progress["phase"],
	done: number,
	all: number,
	now?: Means,
) => void;

/** One pass over the training samples; the network and the optimiser in `state` change. */
async function trainEpoch(
	plan: TrainingPlan,
	epoch: number,
	{ network, adam }: TrainingState,
	samples: Samples<"train">,
	engine: Engine,
	report: Report,
): Promise<Means> {
	const { encoding, seed, epochs, batchSize, clip, schedule } = plan;
	const { count } = samples;
	let done = 0;
	let loss = 0;
	let correct = 0;
	for (const positions of chunks(shuffled(count, seed, epoch), batchSize)) {
		const batch = batchOf(samples, positions, { encoding, seed, epoch });
		const result = await engine.gradient(network, batch);
		if (!Number.isFinite(result.loss))
			throw new Error(
				`the loss became ${result.loss} in epoch ${epoch}: lower the learning rate (now ${plan.adam.rate}) or set a gradient clip`,
			);
		if (clip !== null) clipByGlobalNorm(result.gradients, clip);
		const share = (epoch - 1 + done / count) / epochs;
		adam.update(network, result.gradients, rateFactor(schedule, share));
		done += positions.length;
		loss += result.loss * positions.length;
		correct += result.correct;
		report("training", done, count, {
			loss: loss / done,
			accuracy: correct / done,
		});
	}
	return { loss: loss / count, accuracy: correct / count };
}
