/** Where a parameter lies in the engine's memory: rows of groups of units, each group filled up to whole vectors. */
import type { Parameter } from "../../cells/parameters.js";
import {
	type Allocator,
	FLOAT,
	rowBytes,
	VECTOR,
	vectorsOf,
} from "./memory.js";

export interface Place {
	/** Full name of the parameter, "0.weights". */
	readonly name: string;
	readonly rows: number;
	/** Gates side by side; 1 for cells with one drive. */
	readonly groups: number;
	readonly units: number;
	readonly address: number;
	/** Where its gradient lies within a block of gradients; absent for constants of the model. */
	readonly gradient?: number;
	/** What the units that do not exist hold. */
	readonly padding: number;
}

/** Hands out places for parameters and, in step, for their gradients. */
export class PlaceAllocator {
	readonly places: Place[] = [];

	constructor(
		private readonly shared: Allocator,
		private readonly gradients: Allocator,
		private readonly owner: string,
	) {}

	/** A learned parameter [rows × groups · units]. */
	learned(symbol: string, rows: number, units: number, groups = 1): Place {
		const bytes = rows * rowBytes(units, groups);
		return this.keep({
			name: `${this.owner}.${symbol}`,
			rows,
			groups,
			units,
			address: this.shared.take(bytes),
			gradient: this.gradients.take(bytes),
			padding: 0,
		});
	}

	/** Parameters [units] that kernels read as consecutive rows; the address of the first. */
	consecutive(
		symbols: readonly string[],
		units: number,
		padding: number,
		learned: (symbol: string) => boolean,
	): number {
		const bytes = rowBytes(units);
		const first = this.shared.take(symbols.length * bytes);
		for (const [k, symbol] of symbols.entries())
			this.keep({
				name: `${this.owner}.${symbol}`,
				rows: 1,
				groups: 1,
				units,
				address: first + k * bytes,
				...(learned(symbol) ? { gradient: this.gradients.take(bytes) } : {}),
				padding: symbol === "bias" ? padding : 0,
			});
		return first;
	}

	private keep(place: Place): Place {
		this.places.push(place);
		return place;
	}
}

/** Calls `copy` with the range of each group, in the parameter's own layout and from the place's start (in floats). */
function eachGroup(
	place: Place,
	copy: (own: number, padded: number, units: number) => void,
): void {
	const { rows, groups, units } = place;
	const padded = (vectorsOf(units) * VECTOR) / FLOAT;
	const row = rowBytes(units, groups) / FLOAT;
	if (row === groups * units) copy(0, 0, rows * row);
	else
		for (let n = 0; n < rows; n++)
			for (let group = 0; group < groups; group++)
				copy((n * groups + group) * units, n * row + group * padded, units);
}

/** Copies a parameter's values to its place. */
export function writePlace(
	f32: Float32Array,
	place: Place,
	parameter: Parameter,
): void {
	const at = place.address / FLOAT;
	const { rows, groups, units, padding } = place;
	if (padding !== 0)
		f32.fill(padding, at, at + (rows * rowBytes(units, groups)) / FLOAT);
	eachGroup(place, (own, padded, count) => {
		f32.set(parameter.values.subarray(own, own + count), at + padded);
	});
}

/** A copy of the gradient of a learned parameter, in the parameter's layout; in the array `spent`, if that fits. */
export function readGradient(
	f32: Float32Array,
	place: Place,
	block: number,
	spent?: Float32Array,
): Float32Array {
	const size = place.rows * place.groups * place.units;
	const values = spent?.length === size ? spent : new Float32Array(size);
	const at = (block + (place.gradient ?? 0)) / FLOAT;
	eachGroup(place, (own, padded, count) => {
		values.set(f32.subarray(at + padded, at + padded + count), own);
	});
	return values;
}
