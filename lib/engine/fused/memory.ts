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
/** Bytes of two vectors: how wide a panel of the dense product is. */
export const PANEL: number = 2 * VECTOR;

/** Vectors of four floats that `units` numbers fill. */
export function vectorsOf(units: number): number {
	return Math.ceil(units / 4);
}

/** Rows of that many bytes and more are moved apart, so that no column of a matrix competes for a few places of the first cache. */
const WIDE = 1024;

/** Bytes from one row of `groups` × `units` numbers to the next: whole vectors, and for wide rows no multiple of two cache lines. */
export function rowBytes(units: number, groups = 1): number {
	const bytes = groups * vectorsOf(units) * VECTOR;
	return bytes >= WIDE && bytes % (2 * LINE) === 0 ? bytes + LINE : bytes;
}

/** Vectors of such a row, those between the rows included: what element-wise kernels run over. */
export function rowVectors(units: number, groups = 1): number {
	return rowBytes(units, groups) / VECTOR;
}
