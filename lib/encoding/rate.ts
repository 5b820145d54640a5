/** Rate code: at each stimulus step each pixel spikes with probability gain × intensity, independently. */
import { Purpose, type PurposeCode, philox } from "../random/philox.js";
import type { RateEncoding } from "./encoding.js";
import type { SampleAddress } from "./sample-address.js";
import type { SpikeTrain } from "./spike-train.js";

/** One Philox block holds 16 bytes: as many steps of one pixel. */
export const STEPS_PER_PHILOX_BLOCK = 16;

/** A pixel spikes when its 16-bit draw is below this: 0 never … 65,536 always. */
export function rateThreshold(gain: number, intensity: number): number {
	return Math.round(((gain * intensity) / 255) * 65536);
}

/**
 * Encodes an image ([pixels], 0 … 255) as independent spikes after an empty prefix.
 *
 * The draw of pixel p at stimulus step t (0-based, prefix not counted) has a fixed address, which every engine reproduces bit for bit.
 * Its high byte is byte t mod 16 (the lowest of word 0 first) of the Philox block of key (seed, Purpose.spikes) and counter
 * (p, ⌊t / 16⌋, sample, epoch); its low byte is at the same place under Purpose.spikesLow. The low byte is needed only where the high
 * byte equals that of the threshold, once in 256 draws. Pixels of intensity 0 are not drawn.
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
	// spiking[k]: bit b is set when pixel k spikes at step b of the block.
	const spiking = new Uint16Array(pixels.length);
	const words = new Uint32Array(4);
	const lowWords = new Uint32Array(4);
	let events = 0;
	for (let start = 0; start < steps; start += STEPS_PER_PHILOX_BLOCK) {
		const draw = (out: Uint32Array, purpose: PurposeCode, pixel: number) =>
			philox(
				out,
				address.seed,
				purpose,
				pixel,
				start / STEPS_PER_PHILOX_BLOCK,
				address.sample,
				address.epoch,
			);
		for (let k = 0; k < pixels.length; k++) {
			draw(words, Purpose.spikes, pixels[k]);
			const highByte = thresholds[k] >>> 8;
			let lowDrawn = false;
			let bits = 0;
			for (let b = 0; b < STEPS_PER_PHILOX_BLOCK; b++) {
				const drawn = byteOf(words, b);
				let below = drawn < highByte;
				if (drawn === highByte) {
					if (!lowDrawn) draw(lowWords, Purpose.spikesLow, pixels[k]);
					lowDrawn = true;
					below = byteOf(lowWords, b) < (thresholds[k] & 255);
				}
				if (below) bits |= 1 << b;
			}
			spiking[k] = bits;
		}
		const end = Math.min(start + STEPS_PER_PHILOX_BLOCK, steps);
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

/** Byte b of words, the lowest of the first word first. */
function byteOf(words: Uint32Array, b: number): number {
	return (words[b >> 2] >>> (8 * (b & 3))) & 255;
}
