/** Whether two engines compute the same thing. */
import type { Batch, Engine } from "../../engine/engine.js";
import type { Network } from "../../network/network.js";

export interface Agreement {
	/** |loss of a − loss of b| over that of b; 0 where both are 0. */
	readonly loss: number;
	/** ‖gradient of a − gradient of b‖ over that of b, the largest of all learned parameters; 0 where both are zero. */
	readonly gradient: number;
}

/** Relative differences between the engines on one batch. */
export async function compareEngines(
	a: Engine,
	b: Engine,
	network: Network,
	batch: Batch,
): Promise<Agreement> {
	const first = await a.gradient(network, batch);
	const second = await b.gradient(network, batch);
	const distances = [...second.gradients].map(([name, values]) =>
		relativeDistance(first.gradients.get(name) ?? new Float32Array(), values),
	);
	return {
		loss: shareOf(Math.abs(first.loss - second.loss), Math.abs(second.loss)),
		gradient: Math.max(...distances),
	};
}

/** ‖a − b‖ / ‖b‖; infinite when the lengths differ, or b alone is zero. */
function relativeDistance(a: Float32Array, b: Float32Array): number {
	if (a.length !== b.length) return Number.POSITIVE_INFINITY;
	let difference = 0;
	let size = 0;
	for (let k = 0; k < b.length; k++) {
		difference += (a[k] - b[k]) ** 2;
		size += b[k] ** 2;
	}
	return Math.sqrt(shareOf(difference, size));
}

/** The quotient; 0 where there is no difference, also from 0. */
function shareOf(difference: number, size: number): number {
	return difference === 0 ? 0 : difference / size;
}
