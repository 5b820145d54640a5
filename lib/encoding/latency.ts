/** Latency code: each pixel brighter than the threshold spikes once, the earlier the brighter. */
import type { LatencyEncoding } from "./encoding.js";
import type { SpikeTrain } from "./spike-train.js";

/**
 * Encodes an image ([pixels], 0 … 255) after an empty prefix: intensity 1 spikes at the first stimulus step, an intensity just above the
 * threshold at the last one, those between at the nearest step of the straight line.
 */
export function encodeLatency(
	encoding: LatencyEncoding,
	image: Uint8Array,
): SpikeTrain {
	const { threshold, prefix, steps } = encoding;
	const byStep: number[][] = Array.from({ length: prefix + steps }, () => []);
	image.forEach((value, pixel) => {
		const intensity = value / 255;
		if (intensity <= threshold) return;
		const delay = (1 - intensity) / (1 - threshold);
		byStep[prefix + Math.round(delay * (steps - 1))].push(pixel);
	});
	const offsets = new Uint32Array(byStep.length + 1);
	byStep.forEach((pixels, t) => {
		offsets[t + 1] = offsets[t] + pixels.length;
	});
	return {
		steps: byStep.length,
		inputs: image.length,
		offsets,
		indices: Uint16Array.from(byStep.flat()),
	};
}
