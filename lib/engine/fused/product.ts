/** The three products of a layer's weights with its input, over events where those are few and dense where that is faster. */
import type { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import type { LayerContext } from "./layer.js";
import { type Allocator, FLOAT, VECTOR, vectorsOf } from "./memory.js";
import { type Place, type PlaceAllocator, rowBytes } from "./places.js";

/** Density of events from which the dense product is faster. */
const DENSE_FROM = 0.6;

/** Bytes of two vectors: how wide a panel of the dense product is. */
const PANEL = 2 * VECTOR;

export class InputProduct {
	private readonly weights: Place;
	/** Vectors and bytes of a row of weights. */
	private readonly vectors: number;
	private readonly row: number;
	/** Wᵀ in panels, for the gradient of the input; 0 where none is asked for. */
	private readonly packed: number;

	/** Takes the place of "weights" [inputs × groups · units]. */
	constructor(
		private readonly context: LayerContext,
		units: number,
		groups: number,
		places: PlaceAllocator,
		shared: Allocator,
	) {
		const { index, inputs, gradient } = context;
		this.weights = places.learned("weights", inputs, units, groups);
		this.vectors = groups * vectorsOf(units);
		this.row = rowBytes(units, groups);
		const panels = Math.ceil(vectorsOf(inputs) / 2);
		this.packed =
			gradient && index > 0
				? shared.take(panels * PANEL * (this.row / FLOAT))
				: 0;
	}

	/** Once a batch, when the weights have been written. */
	prepare(k: Kernels): void {
		if (this.packed !== 0)
			k.packTransposed(
				this.weights.address,
				this.context.inputs,
				this.row / FLOAT,
				this.row,
				this.packed,
			);
	}

	/** drive [steps × vectors] = input · W. */
	forward(k: Kernels, input: Signal, drive: number): void {
		const { vectors, row, weights } = this;
		const { steps, units, byStep } = input;
		k.u8.fill(0, drive, drive + steps * row);
		if (input.density(k) < DENSE_FROM)
			k.gather(
				byStep.offsets,
				byStep.indices,
				input.values(byStep),
				steps,
				weights.address,
				drive,
				row,
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
				weights.address,
				PANEL,
				row,
				drive,
				row,
			);
	}

	/** Adds inputᵀ · delta to the gradient of W; delta [steps × vectors]. */
	weightGradient(
		k: Kernels,
		input: Signal,
		delta: number,
		gradients: number,
	): void {
		const { vectors, row } = this;
		const { steps, units } = input;
		const gradient = gradients + (this.weights.gradient ?? 0);
		if (input.density(k) < DENSE_FROM) {
			const byUnit = input.sortByUnit(k);
			k.gather(
				byUnit.offsets,
				byUnit.indices,
				input.values(byUnit),
				units,
				delta,
				gradient,
				row,
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
				row,
				gradient,
				row,
			);
	}

	/** out [steps × vectors of the input] = delta · Wᵀ. */
	inputGradient(k: Kernels, delta: number, out: number): void {
		const { inputs, steps } = this.context;
		const outRow = rowBytes(inputs);
		const columns = this.row / FLOAT;
		k.u8.fill(0, out, out + steps * outRow);
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
