/** The event-driven product: each row of the result is a (weighted) sum of the matrix rows that its events name. */
import { multiplyAdd, splat, VECTOR } from "./vector";

/** Seven sums and, since V8 loads them all before it adds, their seven operands fill the vector registers. */
const WIDEST: i32 = 7;

/**
 * out[row] += Σ_e values[e] · matrix[indices[e]] over the events e of each row.
 * @param stride bytes of a row of `matrix` and of `out`
 * @param vectors of four floats a row
 */
export function gather(
	offsets: usize,
	indices: usize,
	values: usize,
	rows: i32,
	matrix: usize,
	out: usize,
	stride: usize,
	vectors: i32,
): void {
	// One block of columns after the other, so that its share of the matrix stays in the first cache.
	const blocks = (vectors + WIDEST - 1) / WIDEST;
	let done = 0;
	for (let block = 0; block < blocks; block++) {
		const width = (vectors - done + blocks - block - 1) / (blocks - block);
		const from = matrix + (<usize>done) * VECTOR;
		const to = out + (<usize>done) * VECTOR;
		if (values == 0) gatherSpikes(width, offsets, indices, rows, from, to, stride);
		else gatherGraded(width, offsets, indices, values, rows, from, to, stride);
		done += width;
	}
}

function gatherSpikes(width: i32, offsets: usize, indices: usize, rows: i32, matrix: usize, out: usize, stride: usize): void {
	switch (width) {
		case 1: return sum(1, false, offsets, indices, 0, rows, matrix, out, stride);
		case 2: return sum(2, false, offsets, indices, 0, rows, matrix, out, stride);
		case 3: return sum(3, false, offsets, indices, 0, rows, matrix, out, stride);
		case 4: return sum(4, false, offsets, indices, 0, rows, matrix, out, stride);
		case 5: return sum(5, false, offsets, indices, 0, rows, matrix, out, stride);
		case 6: return sum(6, false, offsets, indices, 0, rows, matrix, out, stride);
		default: return sum(7, false, offsets, indices, 0, rows, matrix, out, stride);
	}
}

function gatherGraded(width: i32, offsets: usize, indices: usize, values: usize, rows: i32, matrix: usize, out: usize, stride: usize): void {
	switch (width) {
		case 1: return sum(1, true, offsets, indices, values, rows, matrix, out, stride);
		case 2: return sum(2, true, offsets, indices, values, rows, matrix, out, stride);
		case 3: return sum(3, true, offsets, indices, values, rows, matrix, out, stride);
		case 4: return sum(4, true, offsets, indices, values, rows, matrix, out, stride);
		case 5: return sum(5, true, offsets, indices, values, rows, matrix, out, stride);
		case 6: return sum(6, true, offsets, indices, values, rows, matrix, out, stride);
		default: return sum(7, true, offsets, indices, values, rows, matrix, out, stride);
	}
}

// @ts-ignore: decorator
@inline
function plus(graded: bool, sum: v128, factor: v128, term: v128): v128 {
	return graded ? multiplyAdd(factor, term, sum) : f32x4.add(sum, term);
}

/** One block of columns; `width` and `graded` are literals, so each call compiles to its own loop without branches. */
// @ts-ignore: decorator
@inline
function sum(width: i32, graded: bool, offsets: usize, indices: usize, values: usize, rows: i32, matrix: usize, out: usize, stride: usize): void {
	let e: u32 = load<u32>(offsets);
	for (let row = 0; row < rows; row++) {
		const end = load<u32>(offsets + ((<usize>row + 1) << 2));
		if (e == end) continue;
		const to = out + (<usize>row) * stride;
		let a0 = v128.load(to);
		let a1 = width > 1 ? v128.load(to, 16) : a0;
		let a2 = width > 2 ? v128.load(to, 32) : a0;
		let a3 = width > 3 ? v128.load(to, 48) : a0;
		let a4 = width > 4 ? v128.load(to, 64) : a0;
		let a5 = width > 5 ? v128.load(to, 80) : a0;
		let a6 = width > 6 ? v128.load(to, 96) : a0;
		const last = indices + ((<usize>end) << 1);
		for (let at = indices + ((<usize>e) << 1); at < last; at += 2) {
			const from = matrix + (<usize>load<u16>(at)) * stride;
			const factor = graded ? v128.load32_splat(values + ((at - indices) << 1)) : splat(1);
			a0 = plus(graded, a0, factor, v128.load(from));
			if (width > 1) a1 = plus(graded, a1, factor, v128.load(from, 16));
			if (width > 2) a2 = plus(graded, a2, factor, v128.load(from, 32));
			if (width > 3) a3 = plus(graded, a3, factor, v128.load(from, 48));
			if (width > 4) a4 = plus(graded, a4, factor, v128.load(from, 64));
			if (width > 5) a5 = plus(graded, a5, factor, v128.load(from, 80));
			if (width > 6) a6 = plus(graded, a6, factor, v128.load(from, 96));
		}
		e = end;
		v128.store(to, a0);
		if (width > 1) v128.store(to, a1, 16);
		if (width > 2) v128.store(to, a2, 32);
		if (width > 3) v128.store(to, a3, 48);
		if (width > 4) v128.store(to, a4, 64);
		if (width > 5) v128.store(to, a5, 80);
		if (width > 6) v128.store(to, a6, 96);
	}
}
