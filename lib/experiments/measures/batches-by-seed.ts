/** What measurements of untrained networks look at: the first training images, their spikes drawn anew for each seed. */
import type { Batch } from "../../engine/engine.js";
import { batchOf } from "../../training/batches.js";
import { dataOf, encodingOf, seeds } from "../protocol.js";
import type { MeasureContext } from "./measure.js";

export interface SeededBatch {
	readonly seed: number;
	readonly batch: Batch;
	/** Name of the data set. */
	readonly data: string;
}

/** The first `images` of MNIST under seeds 1 … `count`, one batch a seed; `say` tells which. */
export async function* batchesBySeed(
	{ scale, load, say }: MeasureContext,
	name: string,
	{ images, count }: { readonly images: number; readonly count: number },
): AsyncGenerator<SeededBatch> {
	const request = { ...dataOf("mnist", scale, images), validation: 1, test: 1 };
	const { train, name: data } = await load(request);
	const positions = Uint32Array.from({ length: images }, (_, k) => k);
	const encoding = encodingOf(scale);
	for (const seed of seeds(count)) {
		say(`${name}: seed ${seed} …`);
		const batch = batchOf(train, positions, { encoding, seed, epoch: 1 });
		yield { seed, batch, data };
	}
}
