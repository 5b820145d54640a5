/** What a network says to each image of a part, one by one. */
import type { ImageSamples, Samples } from "../data/dataset.js";
import type { Encoding } from "../encoding/encoding.js";
import type { Engine } from "../engine/engine.js";
import type { Network } from "../network/network.js";
import type { GridImage } from "../plots/image-grid.js";
import { batchOf, chunks } from "../training/batches.js";

/** The label with the largest readout for each sample, [count], on the same spikes as `evaluate` shows. */
export async function decide(
	network: Network,
	samples: Samples,
	encoding: Encoding,
	seed: number,
	engine: Engine,
): Promise<Uint8Array> {
	const decisions = new Uint8Array(samples.count);
	const order = Uint32Array.from(decisions.keys());
	for (const positions of chunks(order, 256)) {
		const batch = batchOf(samples, positions, { encoding, seed, epoch: 0 });
		const { logits } = await engine.forward(network, batch);
		const labels = logits.length / positions.length;
		for (const [b, position] of positions.entries()) {
			const scores = logits.subarray(b * labels, (b + 1) * labels);
			decisions[position] = scores.indexOf(Math.max(...scores));
		}
	}
	return decisions;
}

/** Positions of the samples on which decision and label differ. */
export function mistakes(samples: Samples, decisions: Uint8Array): number[] {
	return [...decisions.keys()].filter(
		(k) => decisions[k] !== samples.labels[k],
	);
}

/** The samples at `positions` as images for `imageGrid`, each with its title. */
export function gridImages(
	samples: ImageSamples,
	positions: readonly number[],
	title: (position: number) => string,
): GridImage[] {
	const pixels = samples.images.length / samples.count;
	return positions.map((k) => ({
		pixels: samples.images.subarray(k * pixels, (k + 1) * pixels),
		title: title(k),
	}));
}

/** One sample's image, [pixels]. */
export function imageOf(samples: ImageSamples, position: number): Uint8Array {
	const pixels = samples.images.length / samples.count;
	return samples.images.subarray(position * pixels, (position + 1) * pixels);
}
