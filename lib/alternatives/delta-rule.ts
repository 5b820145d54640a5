/**
 * Local learning: ten LIF neurons, one a label, each told how often it should have fired. A weight changes by what is known where it
 * is: how often its input spiked, how often its neuron did, and that teacher. Nothing is sent back through anything (Widrow and Hoff 1960).
 */
import { lif } from "../cells/lif.js";
import { type ImageDataset, imageOf } from "../data/dataset.js";
import { encodeSample } from "../encoding/encode.js";
import { type RateEncoding, totalSteps } from "../encoding/encoding.js";
import { countsByLine } from "../encoding/statistics.js";
import type { Engine } from "../engine/engine.js";
import { createNetwork, type Network } from "../network/network.js";
import { leakyReadout } from "../network/readout.js";
import { batchOf, chunks, shuffled } from "../training/batches.js";

/** Change of a weight: η (y − f) x, from the share of steps in which its input spiked (x), its neuron did (f) and should have (y). */
export function deltaRule(
	rate: number,
	wanted: number,
	fired: number,
	incoming: number,
): number {
	return rate * (wanted - fired) * incoming;
}

export interface DeltaRulePlan {
	readonly encoding: RateEncoding;
	readonly seed: number;
	readonly epochs: number;
	/** η. */
	readonly rate: number;
	/** Share of steps in which the label's own neuron should fire; the others should not. */
	readonly wanted: number;
	/** Images between two updates. */
	readonly batchSize: number;
}

/** One layer of ten LIF neurons without bias; a logit is the number of spikes of its neuron. */
export function countingNetwork(
	inputs: number,
	classes: number,
	seed: number,
): Network {
	const layers = [lif(classes, { bias: false })];
	const readout = leakyReadout(classes, { leak: 1, own: 1, other: 0 });
	return createNetwork({ inputs, layers, readout }, seed);
}

/** Trains such a network on the training images. */
export async function trainByDeltaRule(
	{ train, inputs, classes }: ImageDataset,
	plan: DeltaRulePlan,
	engine: Engine,
): Promise<Network> {
	const { encoding, seed, epochs, batchSize, rate, wanted } = plan;
	const network = countingNetwork(inputs, classes, seed);
	const weights = network.parameters.get("0.weights")?.values as Float32Array;
	const steps = totalSteps(encoding);
	for (let epoch = 1; epoch <= epochs; epoch++)
		for (const positions of chunks(
			shuffled(train.count, seed, epoch),
			batchSize,
		)) {
			const batch = batchOf(train, positions, { encoding, seed, epoch });
			const { logits: spikes } = await engine.forward(network, batch);
			for (const [b, position] of positions.entries()) {
				const incoming = countsByLine(
					encodeSample(encoding, imageOf(train, position), {
						seed,
						epoch,
						sample: train.first + position,
					}),
				);
				for (let i = 0; i < inputs; i++) {
					if (incoming[i] === 0) continue;
					for (let j = 0; j < classes; j++)
						weights[i * classes + j] += deltaRule(
							rate / positions.length,
							train.labels[position] === j ? wanted : 0,
							spikes[b * classes + j] / steps,
							incoming[i] / steps,
						);
				}
			}
		}
	return network;
}
