/** Noise on the feedback gains of the SRC, drawn anew for each neuron at each step of each sample: r[t] = r + σ n[t], likewise r_s. */
import type { SampleAddresses } from "../encoding/sample-address.js";
import { nearlyNormal } from "../random/normal.js";
import { Purpose, philox } from "../random/philox.js";
import type { LayerSpec } from "./spec.js";

/** One Philox block holds four words: r and r_s of one neuron at two steps. */
const STEPS_PER_BLOCK = 2;

/** Whether a layer's gains differ from step to step. */
export function drawsAtEachStep(spec: LayerSpec): boolean {
	return (
		spec.cell === "src" &&
		spec.noise === "step" &&
		(spec.rDeviation > 0 || spec.rsDeviation > 0)
	);
}

/** The second key word of a layer's draws. */
export function gainPurpose(layer: number): number {
	return Purpose.stepGains + 256 * layer;
}

/** @throws if it is unknown which samples the stimuli are. */
export function requireAddresses(
	addresses: SampleAddresses | undefined,
): SampleAddresses {
	if (!addresses)
		throw new Error(
			'noise "step" needs to know which samples the spike trains are: give them `addresses`, or draw the noise once a neuron',
		);
	return addresses;
}

/**
 * The n[t] of r and of r_s, nearly normal numbers ([B × units] each), at step t (0-based, prefix counted) of a layer.
 *
 * The draws of neuron k have a fixed address, which every engine reproduces bit for bit: Philox key (seed, Purpose.stepGains +
 * 256 layer), counter (k, ⌊t / 2⌋, sample, epoch), word 2 (t mod 2) for r and the one after it for r_s, made normal by `nearlyNormal`.
 */
export function drawGainNoise(
	{ samples, seed, epoch }: SampleAddresses,
	layer: number,
	units: number,
	t: number,
): { r: Float32Array; rs: Float32Array } {
	const r = new Float32Array(samples.length * units);
	const rs = new Float32Array(samples.length * units);
	const block = Math.floor(t / STEPS_PER_BLOCK);
	const word = 2 * (t % STEPS_PER_BLOCK);
	const words = new Uint32Array(4);
	for (const [b, sample] of samples.entries())
		for (let k = 0; k < units; k++) {
			philox(words, seed, gainPurpose(layer), k, block, sample, epoch);
			r[b * units + k] = nearlyNormal(words[word]);
			rs[b * units + k] = nearlyNormal(words[word + 1]);
		}
	return { r, rs };
}
