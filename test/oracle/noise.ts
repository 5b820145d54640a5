/** The noise on r and r_s in float64, written from the description of its addresses. */
import { type Batch, philox } from "spiking-recurrent-cell";

/** [n of r, n of r_s] of one neuron at one step (0-based). */
export type Noise = (step: number, neuron: number) => [number, number];

const KEY_OF_STEP_GAINS = 7;

/** Irwin and Hall's sum of a word's bytes, with its cubic term. */
function normal(word: number): number {
	let sum = 0;
	for (let byte = 0; byte < 4; byte++)
		sum += Math.floor(word / 256 ** byte) % 256;
	const d = sum - 510;
	return 6.437437632626789e-3 * d + 5.502611224543439e-9 * d ** 3;
}

/** By batch, sample and layer: central differences ask for the same numbers thousands of times. */
const drawn = new WeakMap<Batch, Noise[][]>();

/** The noise of sample b of a batch in one layer. */
export function noiseOf(batch: Batch, b: number, layer: number): Noise {
	const ofBatch = drawn.get(batch) ?? [];
	drawn.set(batch, ofBatch);
	ofBatch[b] ??= [];
	ofBatch[b][layer] ??= remembered(noiseAt(batch, b, layer));
	return ofBatch[b][layer];
}

function remembered(noise: Noise): Noise {
	const known: [number, number][][] = [];
	return (step, neuron) => {
		known[step] ??= [];
		known[step][neuron] ??= noise(step, neuron);
		return known[step][neuron];
	};
}

function noiseAt({ stimuli }: Batch, b: number, layer: number): Noise {
	const addresses = stimuli.kind === "images" ? stimuli : stimuli.addresses;
	return (step, neuron) => {
		if (!addresses) throw new Error("the samples have no addresses");
		const { samples, seed, epoch } = addresses;
		const words = new Uint32Array(4);
		philox(
			words,
			seed,
			KEY_OF_STEP_GAINS + layer * 256,
			neuron,
			step >> 1,
			samples[b],
			epoch,
		);
		return step % 2 === 0
			? [normal(words[0]), normal(words[1])]
			: [normal(words[2]), normal(words[3])];
	};
}
