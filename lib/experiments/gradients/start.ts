/** Notebook 04's failure: what the derivative of the ReLU does to a network that starts in silence. */
import type { SRCSpec } from "../../cells/spec.js";
import { src } from "../../cells/src.js";
import type { Dataset, Role } from "../../data/dataset.js";
import type { Batch, Engine } from "../../engine/engine.js";
import { createNetwork } from "../../network/network.js";
import { globalNorm } from "../../training/clip.js";
import type { TrainingPlan } from "../../training/plan.js";
import { type TrainedRun, train } from "../../training/train.js";
import { firstNetworkPlan } from "../first-network.js";
import { type Line, progressPanel } from "../live/progress-panel.js";
import { LAST } from "../protocol.js";
import type { Scale } from "../scale.js";

/** A gain of the starting weights at which no neuron ever spikes, a fourteenth of the usual one. */
export const SILENT_GAIN = 0.1;

interface Budget {
	/** Samples of each part. */
	readonly limit: Readonly<Record<Role, number>>;
	readonly epochs: number;
}

const SMALL: Budget = {
	limit: { train: 200, validation: 100, test: 100 },
	epochs: 2,
};

/** A fraction of the first network's budget: the outcome shows at once. */
export function startBudget(scale: Scale): Budget {
	return scale === "smoke"
		? SMALL
		: { limit: { train: 2000, validation: 500, test: 500 }, epochs: 3 };
}

/** The first network's SRC plan with starting weights of this gain and this derivative of s_out = ReLU(h). */
function startPlan(
	weightGain: number,
	outputGradient: SRCSpec["outputGradient"],
	scale: Scale,
): TrainingPlan {
	const plan = firstNetworkPlan("src", 1, scale);
	const layers = [src(LAST, { weightGain, outputGradient })];
	return {
		...plan,
		experiment: "start",
		network: { ...plan.network, layers },
		epochs: startBudget(scale).epochs,
	};
}

/** Trains by that plan; nothing is saved, it is no result. */
export async function trainFromStart(
	weightGain: number,
	outputGradient: SRCSpec["outputGradient"],
	scale: Scale,
	dataset: Dataset,
	engine: Engine,
	line: Line,
): Promise<TrainedRun> {
	const plan = startPlan(weightGain, outputGradient, scale);
	const name = `weight gain ${weightGain.toFixed(1)}, ${outputGradient}`;
	const onProgress = progressPanel(name, line);
	const run = await train(plan, dataset, engine, { onProgress });
	await line.done();
	return run;
}

/** Euclidean norm of the first gradient that this start gives on a batch. */
export async function startGradient(
	weightGain: number,
	outputGradient: SRCSpec["outputGradient"],
	scale: Scale,
	batch: Batch,
	engine: Engine,
): Promise<number> {
	const plan = startPlan(weightGain, outputGradient, scale);
	const network = createNetwork(plan.network, plan.seed);
	const { gradients } = await engine.gradient(network, batch);
	return globalNorm(gradients);
}
