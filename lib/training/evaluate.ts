/** Accuracy, loss and activity of a network on one part of a data set. */
import { checkSamples } from "../data/check-samples.js";
import type { Samples } from "../data/dataset.js";
import type { Encoding } from "../encoding/encoding.js";
import { totalSteps } from "../encoding/encoding.js";
import {
	type ActivitySummary,
	addActivity,
	summariseActivity,
} from "../engine/activity.js";
import type { Engine, LayerActivity } from "../engine/engine.js";
import type { Network } from "../network/network.js";
import { requireNetwork } from "../network/require-network.js";
import { batchOf, chunks } from "./batches.js";
import { notFinite } from "./not-finite.js";
import { requireOpened } from "./require-opened.js";

export interface Evaluation {
	/** How many samples were looked at. */
	readonly samples: number;
	/** Share of right decisions, 0 … 1. */
	readonly accuracy: number;
	/** Mean softmax cross-entropy (nat). */
	readonly loss: number;
	/** One entry a layer. */
	readonly layers: readonly ActivitySummary[];
}

/**
 * Runs all samples once, in order, with the evaluation spikes of (seed, epoch 0).
 * @throws if what is given is no network, the engine is not open, there are no samples, they do not fit themselves, or a parameter or a loss is not a finite number: the network has diverged
 */
export async function evaluate(
	network: Network,
	samples: Samples,
	encoding: Encoding,
	seed: number,
	engine: Engine,
	batchSize = 256,
	onProgress?: (done: number, all: number) => void,
): Promise<Evaluation> {
	requireNetwork(network, "evaluate");
	checkSamples(samples);
	requireOpened(engine);
	if (samples.count === 0)
		throw new Error(
			`there are no ${samples.role} samples to evaluate on: load at least one`,
		);
	const assertFinite = (what: string, value: number): void => {
		if (!Number.isFinite(value))
			throw new Error(
				`${what} is ${value}: the network's weights have diverged; train it with a lower learning rate or a gradient clip`,
			);
	};
	const wrong = notFinite(network);
	if (wrong) assertFinite(`the parameter "${wrong.name}"`, wrong.value);
	const order = Uint32Array.from({ length: samples.count }, (_, k) => k);
	let correct = 0;
	let loss = 0;
	let done = 0;
	let activity: LayerActivity[] = [];
	for (const positions of chunks(order, batchSize)) {
		const batch = batchOf(samples, positions, { encoding, seed, epoch: 0 });
		const result = await engine.forward(network, batch);
		assertFinite(`the loss on ${samples.role} samples`, result.loss);
		correct += result.correct;
		loss += result.loss * positions.length;
		activity = addActivity(activity, result.activity);
		done += positions.length;
		onProgress?.(done, samples.count);
	}
	const steps = totalSteps(encoding);
	return {
		samples: samples.count,
		accuracy: correct / samples.count,
		loss: loss / samples.count,
		layers: activity.map((layer) => summariseActivity(layer, steps)),
	};
}
