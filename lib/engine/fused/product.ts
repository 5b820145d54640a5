/** The products of a layer's weights with its input, over events where those are few and dense where that is faster. */
import type { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import type { LayerContext } from "./layer.js";
import { FLOAT, PANEL, rowBytes, vectorsOf } from "./memory.js";
import type { Place, PlaceAllocator } from "./places.js";

/** Density of events from which the dense product is faster: measured by `npm run bench -- --sweeps`. */
export const DENSE_FROM = 0.6;

export class InputProduct {
	readonly weights: Place;
	/** Vectors of a row of weights, and bytes from one to the next. */
	private readonly vectors: number;
	private readonly row: number;

	/** Takes the place of "weights" [inputs × groups · units]. */
	constructor(
		context: LayerContext,
		units: number,
		groups: number,
		places: PlaceAllocator,
	) {
		this.weights = places.learned("weights", context.inputs, units, groups);
		this.vectors = groups * vectorsOf(units);
		this.row = rowBytes(units, groups);
	}

	/** drive [steps × vectors] = input · W. */
	forward(k: Kernels, input: Signal, drive: number): void {
		if (input.density(k) < DENSE_FROM) this.gatherRows(k, input, drive);
		else this.multiply(k, input, drive);
	}

	/** Adds inputᵀ · delta to the gradient of W; delta [steps × vectors]. */
	weightGradient(
		k: Kernels,
		input: Signal,
		delta: number,
		gradients: number,
	): void {
		if (input.density(k) < DENSE_FROM)
			this.gatherDeltas(k, input, delta, gradients);
		else this.multiplyDeltas(k, input, delta, gradients);
	}

	/** `forward`, a row of weights for each event. */
	gatherRows(k: Kernels, input: Signal, drive: number): void {
		const { vectors, row, weights } = this;
		const { steps, byStep } = input;
		k.clear(drive, steps * row);
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
	}

	/** `forward`, over everything. */
	multiply(k: Kernels, input: Signal, drive: number): void {
		const { vectors, row, weights } = this;
		const { steps, units } = input;
		k.clear(drive, steps * row);
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

	/** `weightGradient`, a row of `delta` for each event. */
	gatherDeltas(
		k: Kernels,
		input: Signal,
		delta: number,
		gradients: number,
	): void {
		const byUnit = input.sortByUnit(k);
		k.gather(
			byUnit.offsets,
			byUnit.indices,
			input.values(byUnit),
			input.units,
			delta,
			this.gradientIn(gradients),
			this.row,
			this.vectors,
		);
	}

	/** `weightGradient`, over everything. */
	multiplyDeltas(
		k: Kernels,
		input: Signal,
		delta: number,
		gradients: number,
	): void {
		const { vectors, row } = this;
		k.matmul(
			input.units,
			input.steps,
			vectors,
			input.spread(k),
			FLOAT,
			input.stride,
			delta,
			PANEL,
			row,
			this.gradientIn(gradients),
			row,
		);
	}

	private gradientIn(gradients: number): number {
		return gradients + (this.weights.gradient ?? 0);
	}
}
