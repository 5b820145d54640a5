/** Whether what a layer says is about the image: one image, shown twice with different spikes, should be answered alike. */
import type { ImageSamples } from "../../data/dataset.js";
import type { RateEncoding } from "../../encoding/encoding.js";
import type { Engine } from "../../engine/engine.js";
import { createNetwork, type Network } from "../../network/network.js";
import { leakyReadout } from "../../network/readout.js";
import { batchOf } from "../../training/batches.js";

/**
 * For each layer, the lowest first, the share of what its answers to different images differ in that comes back when the same images are shown anew:
 * with c the summed output of each neuron [N], less its mean over all answers, Σ c₁ · c₂ / Σ ½ (|c₁|² + |c₂|²) over the images' first and second
 * showing. 1: the image alone decides; 0: chance alone, or silence. (Of few images, chance makes it a few hundredths more or less.)
 * @param leak of the sum, a step: 1 takes the whole showing, 0.8 about its last five steps
 */
export async function repeatabilityByLayer(
	network: Network,
	samples: ImageSamples,
	encoding: RateEncoding,
	engine: Engine,
	leak = 1,
): Promise<number[]> {
	const positions = Uint32Array.from({ length: samples.count }, (_, k) => k);
	const shares: number[] = [];
	for (let depth = 1; depth <= network.spec.layers.length; depth++) {
		const lower = lowerLayers(network, depth, leak);
		const showings: Float32Array[] = [];
		for (const epoch of [1, 2]) {
			const batch = batchOf(samples, positions, { encoding, seed: 1, epoch });
			// No image has a label here: the readout's labels are neurons.
			const labels = new Uint8Array(samples.count);
			const { logits } = await engine.forward(lower, { ...batch, labels });
			showings.push(logits);
		}
		shares.push(repeatability(showings[0], showings[1], samples.count));
	}
	return shares;
}

/** The lowest layers, with a readout that sums up the output of each neuron of the last of them. */
function lowerLayers(
	{ spec, parameters }: Network,
	depth: number,
	leak: number,
): Network {
	const layers = spec.layers.slice(0, depth);
	const { units } = layers[depth - 1];
	const readout = leakyReadout(units, { leak, own: 1, other: 0 });
	const lower = createNetwork({ ...spec, layers, readout }, 0);
	return {
		spec: lower.spec,
		parameters: new Map(
			[...lower.parameters].map(([name, parameter]) => [
				name,
				name.startsWith("readout.")
					? parameter
					: (parameters.get(name) ?? parameter),
			]),
		),
	};
}

/** Of two showings, [images × neurons] each. */
function repeatability(
	first: Float32Array,
	second: Float32Array,
	images: number,
): number {
	const neurons = first.length / images;
	let common = 0;
	let all = 0;
	for (let n = 0; n < neurons; n++) {
		let mean = 0;
		for (let k = n; k < first.length; k += neurons)
			mean += (first[k] + second[k]) / (2 * images);
		for (let k = n; k < first.length; k += neurons) {
			const [a, b] = [first[k] - mean, second[k] - mean];
			common += a * b;
			all += (a * a + b * b) / 2;
		}
	}
	return all > 0 ? common / all : 0;
}
