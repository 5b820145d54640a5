/** The gradient that a layer hands down, delta · Wᵀ: exact, or of the entries that hold most of its energy. */
import { allocateEvents, type EventList } from "./events.js";
import type { Kernels } from "./kernels.js";
import type { LayerContext } from "./layer.js";
import {
	type Allocator,
	FLOAT,
	PANEL,
	rowBytes,
	rowVectors,
	VECTOR,
	vectorsOf,
} from "./memory.js";
import type { Place } from "./places.js";

export interface LowerProduct {
	/** Once a batch, when the weights have been written. */
	prepare(k: Kernels): void;
	/** out [steps × vectors of the input] = delta · Wᵀ. */
	run(k: Kernels, delta: number, out: number): void;
}

/** What hands down the gradient of a layer above others; the lowest layer has none, nor has a forward run. */
export function createExactLowerProduct(
	context: LayerContext,
	weights: Place,
	shared: Allocator,
): LowerProduct | undefined {
	return context.gradient && context.index > 0
		? new ExactLowerProduct(context, weights, shared)
		: undefined;
}

/** The same as the context's option wants it; `alpha` is the leak of the reverse scan that makes delta, or 0. */
export function createLowerProduct(
	context: LayerContext,
	weights: Place,
	alpha: number,
	shared: Allocator,
	arena: Allocator,
): LowerProduct | undefined {
	const { lowerGradient, gradient, index } = context;
	return lowerGradient.kind === "sparse" && gradient && index > 0
		? new SparseLowerProduct(
				context,
				weights,
				lowerGradient.energy,
				alpha,
				shared,
				arena,
			)
		: createExactLowerProduct(context, weights, shared);
}

class ExactLowerProduct implements LowerProduct {
	/** Wᵀ in panels. */
	private readonly packed: number;
	/** Bytes from one row of W to the next, and its columns. */
	private readonly row: number;
	private readonly columns: number;

	constructor(
		private readonly context: LayerContext,
		private readonly weights: Place,
		shared: Allocator,
	) {
		const { units, groups } = weights;
		this.row = rowBytes(units, groups);
		this.columns = (groups * vectorsOf(units) * VECTOR) / FLOAT;
		const panels = Math.ceil(vectorsOf(context.inputs) / 2);
		this.packed = shared.take(panels * PANEL * this.columns);
	}

	prepare(k: Kernels): void {
		const { weights, row, columns } = this;
		k.packTransposed(weights.address, weights.rows, columns, row, this.packed);
	}

	run(k: Kernels, delta: number, out: number): void {
		const { inputs, steps } = this.context;
		const outRow = rowBytes(inputs);
		const { columns } = this;
		k.clear(out, steps * outRow);
		k.matmul(
			steps,
			columns,
			vectorsOf(inputs),
			delta,
			this.row,
			FLOAT,
			this.packed,
			columns * PANEL,
			PANEL,
			out,
			outRow,
		);
	}
}

/** Bytes that the kernel `strongest` sums squares in. */
const CLASSES = 16384;

class SparseLowerProduct implements LowerProduct {
	/** Wᵀ, row by row. */
	private readonly transposed: number;
	private readonly chosen: EventList;
	private readonly scratch: number;

	/** @param alpha the leak of the reverse scan that made delta */
	constructor(
		private readonly context: LayerContext,
		private readonly weights: Place,
		private readonly energy: number,
		private readonly alpha: number,
		shared: Allocator,
		arena: Allocator,
	) {
		const { steps, inputs } = context;
		const row = rowBytes(weights.units);
		this.transposed = shared.take((row / FLOAT) * rowBytes(inputs));
		this.chosen = allocateEvents(arena, steps, steps * (row / FLOAT));
		this.scratch = arena.take(CLASSES);
	}

	prepare(k: Kernels): void {
		const { weights } = this;
		k.transpose(
			weights.address,
			weights.rows,
			weights.units,
			rowBytes(weights.units),
			this.transposed,
			rowBytes(this.context.inputs),
		);
	}

	run(k: Kernels, delta: number, out: number): void {
		const { chosen, alpha } = this;
		const { inputs, steps } = this.context;
		const row = rowBytes(inputs);
		k.strongest(
			steps,
			rowVectors(this.weights.units),
			delta,
			alpha,
			this.energy,
			this.scratch,
			chosen.offsets,
			chosen.indices,
			chosen.values,
		);
		k.clear(out, steps * row);
		k.gather(
			chosen.offsets,
			chosen.indices,
			chosen.values,
			steps,
			this.transposed,
			out,
			row,
			vectorsOf(inputs),
		);
		if (alpha !== 0) k.reverseScan(steps, rowVectors(inputs), alpha, out);
	}
}
