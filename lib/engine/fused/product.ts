/** The three products of a layer with its input, over events where those are few and dense where that is faster. */
import type { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import { FLOAT, VECTOR } from "./memory.js";

/** Density of events from which the dense product is faster. */
const DENSE_FROM = 0.6;

/** Bytes of two vectors: how wide a panel of the dense product is. */
const PANEL = 2 * VECTOR;

/** drive [steps × vectors] = input · weights [units of the input × vectors]. */
export function inputProduct(
	k: Kernels,
	input: Signal,
	weights: number,
	vectors: number,
	drive: number,
): void {
	const stride = vectors * VECTOR;
	const { steps, units, byStep } = input;
	k.u8.fill(0, drive, drive + steps * stride);
	if (input.density(k) < DENSE_FROM)
		k.gather(
			byStep.offsets,
			byStep.indices,
			input.values(byStep),
			steps,
			weights,
			drive,
			stride,
			vectors,
		);
	else
		k.matmul(
			steps,
			units,
			vectors,
			input.spread(k),
			input.stride,
			FLOAT,
			weights,
			PANEL,
			stride,
			drive,
			stride,
		);
}

/** gradient += inputᵀ · delta, delta [steps × vectors]. */
export function weightGradient(
	k: Kernels,
	input: Signal,
	delta: number,
	vectors: number,
	gradient: number,
): void {
	const stride = vectors * VECTOR;
	const { steps, units } = input;
	if (input.density(k) < DENSE_FROM) {
		const byUnit = input.sortByUnit(k);
		k.gather(
			byUnit.offsets,
			byUnit.indices,
			input.values(byUnit),
			units,
			delta,
			gradient,
			stride,
			vectors,
		);
	} else
		k.matmul(
			units,
			steps,
			vectors,
			input.spread(k),
			FLOAT,
			input.stride,
			delta,
			PANEL,
			stride,
			gradient,
			stride,
		);
}

/** Bytes of weightsᵀ, packed by `packTransposed`: `columns` rows of the transpose, `rows` wide. */
export function packedBytes(rows: number, columns: number): number {
	return Math.ceil(rows / 8) * PANEL * columns;
}

/** out [steps × vectors] = delta [steps × units] · weightsᵀ, packed. */
export function inputGradient(
	k: Kernels,
	steps: number,
	delta: number,
	deltaStride: number,
	units: number,
	packed: number,
	vectors: number,
	out: number,
): void {
	const stride = vectors * VECTOR;
	k.u8.fill(0, out, out + steps * stride);
	k.matmul(
		steps,
		units,
		vectors,
		delta,
		deltaStride,
		FLOAT,
		packed,
		units * PANEL,
		PANEL,
		out,
		stride,
	);
}
