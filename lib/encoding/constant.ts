/** Constant code: each pixel injects the same graded current at every stimulus step; no spikes, no noise. */
import type { ConstantEncoding } from "./encoding.js";
import type { SpikeTrain } from "./spike-train.js";

/** Encodes an image ([pixels], 0 … 255) as events of amplitude gain × intensity at every step after an empty prefix. */
export function encodeConstant(
	encoding: ConstantEncoding,
	image: Uint8Array,
): SpikeTrain {
	const { gain, prefix, steps } = encoding;
	const pixels = Uint16Array.from(image.keys()).filter((p) => image[p] > 0);
	const currents = Float32Array.from(pixels, (p) => (gain * image[p]) / 255);
	const offsets = new Uint32Array(prefix + steps + 1);
	const indices = new Uint16Array(pixels.length * steps);
	const values = new Float32Array(pixels.length * steps);
	for (let t = 0; t < steps; t++) {
		indices.set(pixels, t * pixels.length);
		values.set(currents, t * pixels.length);
		offsets[prefix + t + 1] = (t + 1) * pixels.length;
	}
	return {
		steps: prefix + steps,
		inputs: image.length,
		offsets,
		indices,
		values,
	};
}
