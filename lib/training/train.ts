/** Trains a network by mini-batch gradient descent; validates each epoch, reads the test set once at the end. */
import type { Dataset } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";
import { createNetwork, type Network } from "../network/network.js";
import { Adam } from "./adam.js";
import { batchOf, chunks, shuffled } from "./batches.js";
import { clipByGlobalNorm } from "./clip.js";
import { type Evaluation, evaluate } from "./evaluate.js";
import type { TrainingPlan } from "./plan.js";
import { type EpochRecord, makeRecord, type RunRecord } from "./record.js";

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
	/** Ends the training after the current batch with an AbortError. */
	readonly signal?: AbortSignal;
}

export interface TrainedRun {
	readonly network: Network;
	readonly record: RunRecord;
}

/**
 * Trains a fresh network as the plan says.
 * @throws if the training diverges (a loss that is not a number) or the signal aborts it.
 */
export async function train(
	plan: TrainingPlan,
	dataset: Dataset,
	engine: Engine,
	options: TrainOptions = {},
): Promise<TrainedRun> {
	const started = Date.now();
	const { encoding, seed, epochs, batchSize } = plan;
	const network = createNetwork(plan.network, seed);
	const adam = new Adam(plan.adam);
	const curve: EpochRecord[] = [];
	let epoch = 1;
	const report = (
		phase: Progress["phase"],
		done: number,
		all: number,
		loss: number,
		accuracy: number,
	): void => {
		options.signal?.throwIfAborted();
		options.onProgress?.({
			phase,
			epoch,
			epochs,
			done,
			all,
			loss,
			accuracy,
			curve,
		});
	};
	const look = (
		phase: "validation" | "test",
		loss: number,
		accuracy: number,
	): Promise<Evaluation> =>
		evaluate(
			network,
			dataset[phase],
			encoding,
			seed,
			engine,
			batchSize,
			(done, all) => report(phase, done, all, loss, accuracy),
		);

	for (; epoch <= epochs; epoch++) {
		const epochStarted = Date.now();
		const { count } = dataset.train;
		let done = 0;
		let lossSum = 0;
		let correct = 0;
		for (const positions of chunks(shuffled(count, seed, epoch), batchSize)) {
			const batch = batchOf(dataset.train, positions, {
				encoding,
				seed,
				epoch,
			});
			const result = await engine.gradient(network, batch);
			if (!Number.isFinite(result.loss))
				throw new Error(
					`the loss became ${result.loss} in epoch ${epoch}: lower the learning rate (now ${plan.adam.rate}) or set a gradient clip`,
				);
			if (plan.clip !== null) clipByGlobalNorm(result.gradients, plan.clip);
			adam.update(network, result.gradients);
			done += positions.length;
			lossSum += result.loss * positions.length;
			correct += result.correct;
			report("training", done, count, lossSum / done, correct / done);
		}
		const validation = await look(
			"validation",
			lossSum / count,
			correct / count,
		);
		curve.push({
			epoch,
			trainLoss: lossSum / count,
			trainAccuracy: correct / count,
			validationLoss: validation.loss,
			validationAccuracy: validation.accuracy,
			layers: validation.layers,
			seconds: (Date.now() - epochStarted) / 1000,
		});
	}
	epoch = epochs;
	const last = curve.at(-1);
	const test = await look(
		"test",
		last?.trainLoss ?? Number.NaN,
		last?.trainAccuracy ?? Number.NaN,
	);
	return {
		network,
		record: makeRecord(plan, dataset, engine.name, curve, test, started),
	};
}
