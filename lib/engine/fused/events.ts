/** What passes between layers for one sample: events by step and by unit, or levels that are never 0. */
import type { Kernels } from "./kernels.js";
import { type Allocator, FLOAT, rowBytes } from "./memory.js";

/** Addresses of one list of events: offsets [rows + 1] u32, indices u16, values f32. */
export interface EventList {
	readonly offsets: number;
	readonly indices: number;
	readonly values: number;
}

/** Kernels write events four at a time, so up to four places after the last one. */
const SPARE = 4;

/** Takes the memory of a list of at most `capacity` events. */
export function allocateEvents(
	arena: Allocator,
	rows: number,
	capacity: number,
): EventList {
	return {
		offsets: arena.take(4 * (rows + 1)),
		indices: arena.take(2 * (capacity + SPARE)),
		values: arena.take(FLOAT * (capacity + SPARE)),
	};
}

/** The output of `units` units over all steps of one sample. */
export class Signal {
	readonly byStep: EventList;
	readonly byUnit: EventList;
	/** [steps × stride bytes]; holds the signal only where `dense` says so. */
	readonly matrix: number;
	readonly stride: number;
	/** Whether events have amplitudes; without, each is 1. */
	graded = true;
	/** Which of its forms hold the present sample. */
	private sorted = false;
	private dense = false;

	/** @param capacity greatest number of events of a sample; 0 for levels, which live in `matrix` alone */
	constructor(
		readonly steps: number,
		readonly units: number,
		readonly capacity: number,
		arena: Allocator,
	) {
		this.byStep = allocateEvents(arena, steps, capacity);
		this.byUnit = allocateEvents(arena, units, capacity);
		this.stride = rowBytes(units);
		this.matrix = arena.take(steps * this.stride);
	}

	/** Declares that `byStep` holds a new sample. */
	renew(graded: boolean): void {
		this.graded = graded;
		this.sorted = false;
		this.dense = false;
	}

	/** Whether the signal is levels, which have no events. */
	get levels(): boolean {
		return this.capacity === 0;
	}

	/** Share of (step, unit) with an event. */
	density(k: Kernels): number {
		if (this.levels) return 1;
		return this.count(k) / (this.steps * this.units);
	}

	count(k: Kernels): number {
		return k.u32[this.byStep.offsets / 4 + this.steps];
	}

	/** Address of the amplitudes of a list, 0 when all are 1. */
	values(list: EventList): number {
		return this.graded ? list.values : 0;
	}

	/** The events by unit. */
	sortByUnit(k: Kernels): EventList {
		const { byStep, byUnit } = this;
		if (!this.sorted)
			k.transposeEvents(
				byStep.offsets,
				byStep.indices,
				this.values(byStep),
				this.steps,
				byUnit.offsets,
				byUnit.indices,
				byUnit.values,
				this.units,
			);
		this.sorted = true;
		return byUnit;
	}

	/** The events by step, from events by unit (all of amplitude 1) that were just written. */
	sortByStep(k: Kernels): void {
		const { byStep, byUnit } = this;
		this.renew(false);
		k.transposeEvents(
			byUnit.offsets,
			byUnit.indices,
			0,
			this.units,
			byStep.offsets,
			byStep.indices,
			byStep.values,
			this.steps,
		);
		this.sorted = true;
	}

	/** Address of the signal as a matrix [steps × units]. */
	spread(k: Kernels): number {
		const { byStep, matrix, steps, stride } = this;
		if (!this.dense && !this.levels) {
			k.clear(matrix, steps * stride);
			k.scatterEvents(
				byStep.offsets,
				byStep.indices,
				this.values(byStep),
				steps,
				matrix,
				stride,
			);
		}
		this.dense = true;
		return matrix;
	}
}
