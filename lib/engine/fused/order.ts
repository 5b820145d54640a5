/** An order of samples that does not depend on the batch's, so that sums over them do not either. */
import type { SpikeTrain } from "../../encoding/spike-train.js";
import type { Batch } from "../engine.js";

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A number made from the bytes of the arrays (FNV-1a over 32-bit words). */
function fingerprint(...arrays: readonly ArrayLike<number>[]): number {
	let hash = FNV_START;
	for (const array of arrays)
		for (let k = 0; k < array.length; k++)
			hash = Math.imul(hash ^ array[k], FNV_PRIME);
	return hash >>> 0;
}

/** A number made from all events of a train. */
function contents({ offsets, indices, values }: SpikeTrain): number {
	return fingerprint(
		offsets,
		indices,
		values ? new Uint32Array(values.slice().buffer) : [],
	);
}

/** [B]: batch positions sorted by the samples' numbers, or by contents where trains have none; equal samples are interchangeable. */
export function canonicalOrder({ stimuli, labels }: Batch): Uint32Array {
	const keys =
		stimuli.kind === "images"
			? stimuli.samples
			: (stimuli.addresses?.samples ?? stimuli.trains.map(contents));
	return Uint32Array.from(labels.keys()).sort(
		(a, b) => keys[a] - keys[b] || labels[a] - labels[b] || a - b,
	);
}
