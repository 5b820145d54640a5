/** Trains a network by mini-batch gradient descent; validates each epoch, reads the test set once at the end or never. */
import { checkDataset } from "../data/check-samples.js";
import type { Dataset, Samples } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";
import { createNetwork, type Network } from "../network/network.js";
import { requireNetwork } from "../network/require-network.js";
import { notebookKernel } from "../notebook/kernel.js";
import { Adam } from "./adam.js";
import {
	type CheckpointOwner,
	restoreCheckpoint,
	saveCheckpoint,
	type TrainingState,
} from "./checkpoint.js";
import { trainEpoch } from "./epoch.js";
import { type Evaluation, evaluate } from "./evaluate.js";
import { notFinite } from "./not-finite.js";
import { checkPlan, type TrainingPlan } from "./plan.js";
import {
	type Means,
	type Progress,
	type Report,
	shareDone,
} from "./progress.js";
import {
	makeRecord,
	type RunRecord,
	requestOf,
	runId,
	type TestResult,
} from "./record.js";
import { requireCells } from "./require-cells.js";
import { requireLowerGradient } from "./require-lower-gradient.js";
import { requireOpened } from "./require-opened.js";
import { parametersHash, startFrom } from "./start.js";

export interface TrainOptions {
	readonly onProgress?: (progress: Progress) => void;
	/** Ends the training after the current batch with the signal's reason; by default the interruption of the notebook's cell. */
	readonly signal?: AbortSignal;
	/** File written after each epoch and gone on from where it exists; it stays at the end, for `removeCheckpoint` once the result is saved. */
	readonly checkpoint?: string;
	/**
	 * What training begins with in place of fresh parameters, e.g. what `loadWeights` reads: a network of the plan's specification, which is copied and
	 * stays as it is. Its constants count as well as its weights; the seed decides spikes and order only. The run has an id of its own.
	 */
	readonly start?: Network;
}

export interface TrainedRun<Test extends TestResult = Evaluation> {
	readonly network: Network;
	readonly record: RunRecord<Test>;
}

/**
 * Trains a fresh network as the plan says, or a copy of `start`; Adam's moments begin at zero in either case.
 * @throws if a number of the plan is out of its range, the engine is not open, lacks its cells or passes other gradients down, the training diverges (a loss, gradient or parameter that is not a number), the signal aborts it, the
 * checkpoint is another run's or of other data, `start` is no network of the plan's, there are no training or test samples, or the data set does not fit itself (`checkDataset`).
 */
export async function train(
	plan: TrainingPlan,
	dataset: Dataset,
	engine: Engine,
	options: TrainOptions = {},
): Promise<TrainedRun> {
	checkDataset(dataset);
	if (dataset.test.count === 0)
		throw new Error(
			`${dataset.title} was loaded without test samples: load some, or train with trainUntested`,
		);
	return trainAnd((look) => look(dataset.test), plan, dataset, engine, options);
}

/**
 * As `train`, for a search of settings: it never looks at the test set, and the record says so.
 * @throws as `train`, but if there are test samples
 */
export async function trainUntested(
	plan: TrainingPlan,
	dataset: Dataset,
	engine: Engine,
	options: TrainOptions = {},
): Promise<TrainedRun<null>> {
	checkDataset(dataset);
	const { title, test } = dataset;
	if (test.count > 0)
		throw new Error(
			`${title} was loaded with ${test.count} test samples, which a search must not see: load it with the limit "test: 0"`,
		);
	return trainAnd(async () => null, plan, dataset, engine, options);
}

type Look = (samples: Samples<"validation" | "test">) => Promise<Evaluation>;

/** @param test what is to be found out in the end */
async function trainAnd<Test extends TestResult>(
	test: (look: Look) => Promise<Test>,
	plan: TrainingPlan,
	dataset: Dataset,
	engine: Engine,
	options: TrainOptions,
): Promise<TrainedRun<Test>> {
	checkPlan(plan);
	if (dataset.train.count === 0)
		throw new Error(
			`${dataset.title} was loaded without training samples: load at least one`,
		);
	requireOpened(engine);
	requireCells(plan, engine);
	requireLowerGradient(plan, engine);
	const { encoding, seed, epochs, batchSize } = plan;
	const { checkpoint, signal = notebookKernel()?.interruption() } = options;
	if (options.start) requireNetwork(options.start, "start of a training");
	const start = options.start && parametersHash(options.start);
	const owner: CheckpointOwner = {
		id: runId(plan, requestOf(dataset), start),
		engine: engine.name,
		dataset: dataset.checksum,
	};
	const fresh = createNetwork(plan.network, seed);
	const state: TrainingState = {
		network: options.start ? startFrom(fresh, options.start) : fresh,
		adam: new Adam(plan.adam),
		curve: [],
	};
	if (checkpoint) await restoreCheckpoint(checkpoint, owner, state);
	const { network, curve } = state;
	const wrong = notFinite(network);
	if (wrong)
		throw new Error(
			`the parameter "${wrong.name}" is ${wrong.value} before epoch ${curve.length + 1}: what training begins with, and options such as weightGain, must be finite numbers`,
		);

	let epoch = curve.length + 1;
	let means: Means = { loss: Number.NaN, accuracy: Number.NaN, layers: [] };
	const report: Report = (phase, done, all, now) => {
		means = now ?? means;
		const share = shareDone(dataset, epochs, curve.length, phase, done);
		const place = { phase, epoch, epochs, done, all, share };
		options.onProgress?.({ ...place, ...means, curve, network });
		signal?.throwIfAborted();
	};
	const look: Look = (samples) =>
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
		if (checkpoint) await saveCheckpoint(checkpoint, owner, state);
	}
	epoch = epochs;
	const result = await test(look);
	const record = makeRecord(plan, dataset, engine.name, curve, result, start);
	return { network, record };
}
