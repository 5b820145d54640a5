/** A plain network without spikes or time, pixels → hidden ReLUs → logits, trained by stochastic gradient descent: what conversion starts from. */
import { uniform } from "../cells/initial.js";
import { type ImageSamples, imageOf } from "../data/dataset.js";
import { decisionOf } from "../engine/decision.js";
import { Purpose, RandomStream } from "../random/philox.js";
import { shuffled } from "../training/batches.js";

/** One layer: a = W p + b. */
export interface DenseLayer {
	/** [inputs × units]. */
	readonly weights: Float32Array;
	/** [units]. */
	readonly bias: Float32Array;
}

export interface ReLUNetwork {
	readonly hidden: DenseLayer;
	readonly output: DenseLayer;
}

export interface ReLUPlan {
	/** Hidden units. */
	readonly units: number;
	readonly seed: number;
	readonly epochs: number;
	readonly rate: number;
}

/** Weights and biases start uniformly within ±1/√inputs. */
function freshLayer(
	random: RandomStream,
	inputs: number,
	units: number,
): DenseLayer {
	const bound = 1 / Math.sqrt(inputs);
	return {
		weights: uniform(random, inputs * units, -bound, bound),
		bias: uniform(random, units, -bound, bound),
	};
}

/** a = W p + b, [units]. */
export function affine(
	{ weights, bias }: DenseLayer,
	input: ArrayLike<number>,
): Float64Array {
	const units = bias.length;
	const sums = Float64Array.from(bias);
	for (let i = 0; i < input.length; i++) {
		if (input[i] === 0) continue;
		for (let j = 0; j < units; j++)
			sums[j] += input[i] * weights[i * units + j];
	}
	return sums;
}

/** Hidden ReLUs and logits for one image of intensities 0 … 1. */
export function reluForward(
	{ hidden, output }: ReLUNetwork,
	intensities: ArrayLike<number>,
): { activations: Float64Array; logits: Float64Array } {
	const activations = affine(hidden, intensities).map((a) => Math.max(0, a));
	return { activations, logits: affine(output, activations) };
}

/** Pixels 0 … 255 of one image as intensities 0 … 1. */
export function intensitiesOf(
	samples: ImageSamples,
	position: number,
): Float32Array {
	return Float32Array.from(imageOf(samples, position), (value) => value / 255);
}

/** Trains on softmax cross-entropy, one image at a time. */
export function trainReLUNetwork(
	samples: ImageSamples<"train">,
	classes: number,
	{ units, seed, epochs, rate }: ReLUPlan,
): ReLUNetwork {
	const inputs = samples.images.length / samples.count;
	const random = new RandomStream(seed, Purpose.weights);
	const network = {
		hidden: freshLayer(random, inputs, units),
		output: freshLayer(random, units, classes),
	};
	for (let epoch = 1; epoch <= epochs; epoch++)
		for (const position of shuffled(samples.count, seed, epoch)) {
			const input = intensitiesOf(samples, position);
			const { activations, logits } = reluForward(network, input);
			const errors = softmax(logits);
			errors[samples.labels[position]] -= 1;
			// the error of a hidden unit, through the weights before they change
			const back = activations.map((a, i) => {
				if (a <= 0) return 0;
				let sum = 0;
				for (let j = 0; j < classes; j++)
					sum += network.output.weights[i * classes + j] * errors[j];
				return sum;
			});
			descend(network.output, activations, errors, rate);
			descend(network.hidden, input, back, rate);
		}
	return network;
}

function softmax(logits: Float64Array): Float64Array {
	const top = Math.max(...logits);
	const powers = logits.map((logit) => Math.exp(logit - top));
	const sum = powers.reduce((total, power) => total + power);
	return powers.map((power) => power / sum);
}

function descend(
	{ weights, bias }: DenseLayer,
	input: ArrayLike<number>,
	errors: Float64Array,
	rate: number,
): void {
	const units = bias.length;
	for (let j = 0; j < units; j++) bias[j] -= rate * errors[j];
	for (let i = 0; i < input.length; i++) {
		if (input[i] === 0) continue;
		for (let j = 0; j < units; j++)
			weights[i * units + j] -= rate * input[i] * errors[j];
	}
}

/** Share of right decisions. */
export function reluAccuracy(
	network: ReLUNetwork,
	samples: ImageSamples,
): number {
	let right = 0;
	for (let k = 0; k < samples.count; k++) {
		const { logits } = reluForward(network, intensitiesOf(samples, k));
		if (decisionOf(logits) === samples.labels[k]) right++;
	}
	return right / samples.count;
}
