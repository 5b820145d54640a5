/** From a part of a data set to the batches an engine runs. */
import { isPositiveInteger } from "../checks/require-range.js";
import { checkSamples } from "../data/check-samples.js";
import { imageOf, type Samples } from "../data/dataset.js";
import { encodeSample, expectImageCode } from "../encoding/encode.js";
import type { Encoding } from "../encoding/encoding.js";
import type { Batch, Stimuli } from "../engine/engine.js";
import { Purpose, RandomStream } from "../random/philox.js";

/** How samples become stimuli: code, seed of the spikes, and epoch (0: evaluation). */
export interface Presentation {
	readonly encoding: Encoding;
	readonly seed: number;
	readonly epoch: number;
}

/** The samples at `positions` of a part as one batch. Throws when the samples do not fit themselves, have no such position, or the encoding is not one for them. */
export function batchOf(
	samples: Samples,
	positions: Uint32Array,
	presentation: Presentation,
): Batch {
	checkSamples(samples);
	const { role, count } = samples;
	const beyond = positions.find((position) => position >= count);
	if (beyond !== undefined)
		throw new Error(
			`position ${beyond} of the ${role} part: its ${count} samples have the positions 0 … ${count - 1}`,
		);
	return {
		stimuli: stimuliOf(samples, positions, presentation),
		labels: Uint8Array.from(positions, (position) => samples.labels[position]),
	};
}

function stimuliOf(
	samples: Samples,
	positions: Uint32Array,
	{ encoding, seed, epoch }: Presentation,
): Stimuli {
	if (samples.kind === "recordings") {
		const numbers = Uint32Array.from(
			positions,
			(position) => samples.numbers[position],
		);
		const trains = Array.from(positions, (position, b) => {
			const recording = samples.recording(position);
			const sample = numbers[b];
			return encodeSample(encoding, recording, { seed, epoch, sample });
		});
		const addresses = { samples: numbers, seed, epoch };
		return { kind: "trains", trains, addresses };
	}
	expectImageCode(encoding);
	const pixels = samples.images.length / samples.count;
	const images = new Uint8Array(positions.length * pixels);
	const identities = new Uint32Array(positions.length);
	for (const [b, position] of positions.entries()) {
		images.set(imageOf(samples, position), b * pixels);
		identities[b] = samples.first + position;
	}
	return { kind: "images", images, samples: identities, encoding, seed, epoch };
}

/** Positions in shuffled order for a training epoch, a pure function of (seed, epoch). */
export function shuffled(
	count: number,
	seed: number,
	epoch: number,
): Uint32Array {
	return new RandomStream(seed, Purpose.order, epoch).permutation(count);
}

/** Cuts an order into batches of at most `size` positions. @throws unless that is a positive integer */
export function* chunks(
	order: Uint32Array,
	size: number,
): Generator<Uint32Array> {
	if (!isPositiveInteger(size))
		throw new Error(`the batch size is ${size}: it must be a positive integer`);
	for (let from = 0; from < order.length; from += size)
		yield order.subarray(from, from + size);
}
