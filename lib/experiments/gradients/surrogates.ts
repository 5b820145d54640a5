/** Notebook 04's first question: what becomes of a LIF network under one derivative of the spike or another. */
import * as tf from "@tensorflow/tfjs-core";
import { lif } from "../../cells/lif.js";
import { spike } from "../../cells/operations.js";
import type { LIFSpec } from "../../cells/spec.js";
import type { Dataset } from "../../data/dataset.js";
import type { Engine } from "../../engine/engine.js";
import { openBackend } from "../../engine/tensorflow/backend.js";
import { createNetwork, learnedParameters } from "../../network/network.js";
import type { TrainingPlan } from "../../training/plan.js";
import { type TrainedRun, train } from "../../training/train.js";
import { firstNetworkPlan } from "../first-network.js";
import { type Line, progressPanel } from "../live/progress-panel.js";
import { LAST } from "../protocol.js";
import type { Scale } from "../scale.js";
import { startBudget } from "./start.js";

export type SurrogateChoice = Pick<LIFSpec, "surrogate" | "surrogateSlope">;

/**
 * The true derivative of a spike, 0 at every value of the potential that a computer meets: a fast sigmoid so sharp that less than
 * 1e-14 of it is left a millionth from the threshold.
 */
export const TRUE_DERIVATIVE: SurrogateChoice = {
	surrogate: "fast-sigmoid",
	surrogateSlope: 1e13,
};

/** The made-up derivative of a spike against the distance U of the potential from its threshold. */
export async function surrogateShape(
	{ surrogate, surrogateSlope }: SurrogateChoice,
	distances: readonly number[],
): Promise<number[]> {
	await openBackend();
	return tf.tidy(() => {
		const derivative = tf.grad((u) => spike(u, surrogate, surrogateSlope));
		return [...derivative(tf.tensor1d([...distances])).dataSync()];
	});
}

/** The first network's LIF plan with this derivative, on a fraction of its budget. */
function surrogatePlan(choice: SurrogateChoice, scale: Scale): TrainingPlan {
	const plan = firstNetworkPlan("lif", 1, scale);
	return {
		...plan,
		experiment: "surrogates",
		network: { ...plan.network, layers: [lif(LAST, choice)] },
		epochs: startBudget(scale).epochs,
	};
}

/** Trains by that plan; nothing is saved, it is no result. */
export async function trainWithSurrogate(
	choice: SurrogateChoice,
	scale: Scale,
	dataset: Dataset,
	engine: Engine,
	line: Line,
): Promise<TrainedRun> {
	const plan = surrogatePlan(choice, scale);
	const name =
		choice === TRUE_DERIVATIVE
			? "true derivative"
			: `${choice.surrogate}, slope ${choice.surrogateSlope}`;
	const onProgress = progressPanel(name, line);
	const run = await train(plan, dataset, engine, { onProgress });
	await line.done();
	return run;
}

/** The largest change of any learned value between the start of a run and its end. */
export function largestChange({ network, record }: TrainedRun): number {
	const start = createNetwork(record.plan.network, record.plan.seed);
	return learnedParameters(network).reduce((largest, { name, values }) => {
		const before = start.parameters.get(name)?.values ?? values;
		return values.reduce(
			(most, value, k) => Math.max(most, Math.abs(value - before[k])),
			largest,
		);
	}, 0);
}
