/** What a network says to each image of a part, one by one. */
import {
	type ImageSamples,
	imageOf,
	type Samples,
} from "../../data/dataset.js";
import type { Encoding } from "../../encoding/encoding.js";
import { decisionOf } from "../../engine/decision.js";
import type { Engine } from "../../engine/engine.js";
import type { Network } from "../../network/network.js";
import { requireNetwork } from "../../network/require-network.js";
import type { GridImage } from "../../plots/image-grid.js";
import { batchOf, chunks } from "../../training/batches.js";

/**
 * The readout at the last step, [count × labels], on the same spikes as `evaluate` shows.
 * @throws if what is given is no network, or the samples do not fit themselves, the encoding or the network
 */
export async function readouts(
	network: Network,
	samples: Samples,
	encoding: Encoding,
	seed: number,
	engine: Engine,
): Promise<Float32Array> {
	requireNetwork(network, "readouts");
	const { labels } = network.spec.readout;
	const found = new Float32Array(samples.count * labels);
	const order = Uint32Array.from({ length: samples.count }, (_, k) => k);
	let from = 0;
	for (const positions of chunks(order, 256)) {
		const batch = batchOf(samples, positions, { encoding, seed, epoch: 0 });
		const { logits } = await engine.forward(network, batch);
		found.set(logits, from);
		from += logits.length;
	}
	return found;
}

/** The label with the largest readout for each sample, [count]. @throws as `readouts` */
export async function decide(
	network: Network,
	samples: Samples,
	encoding: Encoding,
	seed: number,
	engine: Engine,
): Promise<Uint8Array> {
	const all = await readouts(network, samples, encoding, seed, engine);
	const labels = all.length / samples.count;
	return Uint8Array.from({ length: samples.count }, (_, k) =>
		decisionOf(all.subarray(k * labels, (k + 1) * labels)),
	);
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
	return positions.map((k) => ({
		pixels: imageOf(samples, k),
		title: title(k),
	}));
}
