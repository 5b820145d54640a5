/** Rate code: at each stimulus step each pixel spikes with probability gain × intensity, independently. */
import type { RateEncoding } from "./encoding.js";
import { Purpose, philox } from "./random.js";
import type { SpikeTrain } from "./spike-train.js";

/** Which presentation of which sample: together with pixel and step it fixes every random draw. Unsigned 32-bit integers. */
export interface SampleAddress {
	readonly seed: number;
	readonly epoch: number;
	/** Number of the sample in the whole data set (`samples.first + k`). */
	readonly sample: number;
}

/** One Philox block holds four words of two 16-bit draws each: eight steps of one pixel. */
const STEPS_PER_BLOCK = 8;

/** A pixel spikes when its 16-bit draw is below this: 0 never … 65,536 always. */
export function rateThreshold(gain: number, intensity: number): number {
	return Math.round(((gain * intensity) / 255) * 65536);
}

/**
 * Encodes an image ([pixels], 0 … 255) as independent spikes after an empty prefix.
 *
 * The draw of pixel p at stimulus step t (0-based, prefix not counted) has a fixed address, which every engine reproduces bit for bit:
 * Philox key (seed, Purpose.spikes), counter (p, ⌊t / 8⌋, sample, epoch), word ⌊(t mod 8) / 2⌋, its low 16 bits when t is even and its
 * high 16 bits when t is odd. Pixels of intensity 0 are not drawn.
 */
export function encodeRate(
	encoding: RateEncoding,
	image: Uint8Array,
	address: SampleAddress,
): SpikeTrain {
	const { gain, prefix, steps } = encoding;
	const pixels = Uint16Array.from(image.keys()).filter((p) => image[p] > 0);
	const thresholds = Uint32Array.from(pixels, (p) =>
		rateThreshold(gain, image[p]),
	);
	const offsets = new Uint32Array(prefix + steps + 1);
	const indices = new Uint16Array(pixels.length * steps);
	const words = new Uint32Array(4);
	// spiking[k]: bit b is set when pixel k spikes at step b of the block.
	const spiking = new Uint8Array(pixels.length);
	let events = 0;
	for (let start = 0; start < steps; start += STEPS_PER_BLOCK) {
		for (let k = 0; k < pixels.length; k++) {
			philox(
				words,
				address.seed,
				Purpose.spikes,
				pixels[k],
				start / STEPS_PER_BLOCK,
				address.sample,
				address.epoch,
			);
			let bits = 0;
			for (let pair = 0; pair < 4; pair++) {
				if ((words[pair] & 0xffff) < thresholds[k]) bits |= 1 << (2 * pair);
				if (words[pair] >>> 16 < thresholds[k]) bits |= 2 << (2 * pair);
			}
			spiking[k] = bits;
		}
		const end = Math.min(start + STEPS_PER_BLOCK, steps);
		for (let t = start; t < end; t++) {
			const bit = 1 << (t - start);
			for (let k = 0; k < pixels.length; k++) {
				if (spiking[k] & bit) indices[events++] = pixels[k];
			}
			offsets[prefix + t + 1] = events;
		}
	}
	return {
		steps: prefix + steps,
		inputs: image.length,
		offsets,
		indices: indices.slice(0, events),
	};
}
