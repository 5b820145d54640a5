/** Where things lie: a planner of addresses that never holds the memory itself. */

/** A cache line, so that no two threads write to the same one. */
const LINE = 64;

export class Allocator {
	private next: number;

	constructor(start: number) {
		this.next = start;
	}

	/** The address of `bytes` more bytes, aligned to a cache line. */
	take(bytes: number): number {
		const address = this.next;
		this.next = address + Math.ceil(bytes / LINE) * LINE;
		return address;
	}

	/** The first byte after everything taken. */
	get end(): number {
		return this.next;
	}
}

/** Bytes of a float, and of a vector of four. */
export const FLOAT = 4;
export const VECTOR = 16;

/** Vectors of four floats that `units` numbers fill. */
export function vectorsOf(units: number): number {
	return Math.ceil(units / 4);
}
