/**
 * From a trained network of ReLUs to one of spikes, without training: a neuron that integrates without leak and is reset by subtraction
 * fires, in the long run, in the share ReLU(a) / θ of the steps (Diehl et al. 2015; Rueckauer et al. 2017).
 */
import { lif } from "../cells/lif.js";
import type { ImageSamples } from "../data/dataset.js";
import type { ConstantEncoding } from "../encoding/encoding.js";
import type { Engine } from "../engine/engine.js";
import { createNetwork, type Network } from "../network/network.js";
import { leakyReadout } from "../network/readout.js";
import { evaluate } from "../training/evaluate.js";
import {
	intensitiesOf,
	type ReLUNetwork,
	reluForward,
} from "./relu-network.js";

/** Thresholds are this quantile of the activations: a few stronger ones saturate, in exchange all others fire more often. */
const QUANTILE = 0.999;

/**
 * The network of spiking neurons. Each threshold is as large as its layer's activations get on `samples`, and the output's weights grow
 * by the hidden threshold, for a spike stands for that much. Logits are counts of spikes; inputs are currents, `conversionCode`.
 */
export function toSpikes(network: ReLUNetwork, samples: ImageSamples): Network {
	const hidden: number[] = [];
	const output: number[] = [];
	for (let k = 0; k < samples.count; k++) {
		const { activations, logits } = reluForward(
			network,
			intensitiesOf(samples, k),
		);
		hidden.push(...activations);
		output.push(...logits);
	}
	const thresholds = [hidden, output].map((values) => quantile(values));
	const sizes = [network.hidden.bias.length, network.output.bias.length];
	const integrator = (units: number, threshold: number) =>
		lif(units, { beta: 1, threshold });
	const spiking = createNetwork(
		{
			inputs: network.hidden.weights.length / sizes[0],
			layers: sizes.map((units, k) => integrator(units, thresholds[k])),
			readout: leakyReadout(sizes[1], { leak: 1, own: 1, other: 0 }),
		},
		0,
	);
	const set = (name: string, values: Float32Array) =>
		spiking.parameters.get(name)?.values.set(values);
	set("0.weights", network.hidden.weights);
	set("0.bias", network.hidden.bias);
	set(
		"1.weights",
		network.output.weights.map((w) => w * thresholds[0]),
	);
	set("1.bias", network.output.bias);
	return spiking;
}

/** The pixels as constant currents, for `steps` steps. */
export function conversionCode(steps: number): ConstantEncoding {
	return { code: "constant", gain: 1, prefix: 0, steps };
}

function quantile(values: number[]): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.floor(QUANTILE * (sorted.length - 1))];
}

/** Accuracy (0 … 1) of a converted network after each of these numbers of steps. @throws as `evaluate` */
export async function accuracyByTime(
	network: Network,
	samples: ImageSamples,
	steps: readonly number[],
	engine: Engine,
): Promise<number[]> {
	const accuracies: number[] = [];
	for (const count of steps) {
		const code = conversionCode(count);
		accuracies.push(
			(await evaluate(network, samples, code, 0, engine)).accuracy,
		);
	}
	return accuracies;
}
