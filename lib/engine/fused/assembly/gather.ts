/** The event-driven product: each row of the result is a (weighted) sum of the matrix rows that its events name. */
import { splat, VECTOR } from "./vector";

/** As many accumulators as fit into the 16 vector registers beside a factor and a product. */
const WIDEST: i32 = 13;

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
		case 7: return sum(7, false, offsets, indices, 0, rows, matrix, out, stride);
		case 8: return sum(8, false, offsets, indices, 0, rows, matrix, out, stride);
		case 9: return sum(9, false, offsets, indices, 0, rows, matrix, out, stride);
		case 10: return sum(10, false, offsets, indices, 0, rows, matrix, out, stride);
		case 11: return sum(11, false, offsets, indices, 0, rows, matrix, out, stride);
		case 12: return sum(12, false, offsets, indices, 0, rows, matrix, out, stride);
		default: return sum(13, false, offsets, indices, 0, rows, matrix, out, stride);
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
		case 7: return sum(7, true, offsets, indices, values, rows, matrix, out, stride);
		case 8: return sum(8, true, offsets, indices, values, rows, matrix, out, stride);
		case 9: return sum(9, true, offsets, indices, values, rows, matrix, out, stride);
		case 10: return sum(10, true, offsets, indices, values, rows, matrix, out, stride);
		case 11: return sum(11, true, offsets, indices, values, rows, matrix, out, stride);
		case 12: return sum(12, true, offsets, indices, values, rows, matrix, out, stride);
		default: return sum(13, true, offsets, indices, values, rows, matrix, out, stride);
	}
}

// @ts-ignore: decorator
@inline
function term(graded: bool, factor: v128, row: usize): v128 {
	return graded ? f32x4.mul(factor, v128.load(row)) : v128.load(row);
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
		let a7 = width > 7 ? v128.load(to, 112) : a0;
		let a8 = width > 8 ? v128.load(to, 128) : a0;
		let a9 = width > 9 ? v128.load(to, 144) : a0;
		let a10 = width > 10 ? v128.load(to, 160) : a0;
		let a11 = width > 11 ? v128.load(to, 176) : a0;
		let a12 = width > 12 ? v128.load(to, 192) : a0;
		for (; e < end; e++) {
			const from = matrix + (<usize>load<u16>(indices + ((<usize>e) << 1))) * stride;
			const factor = graded ? v128.load32_splat(values + ((<usize>e) << 2)) : splat(1);
			a0 = f32x4.add(a0, term(graded, factor, from));
			if (width > 1) a1 = f32x4.add(a1, term(graded, factor, from + 16));
			if (width > 2) a2 = f32x4.add(a2, term(graded, factor, from + 32));
			if (width > 3) a3 = f32x4.add(a3, term(graded, factor, from + 48));
			if (width > 4) a4 = f32x4.add(a4, term(graded, factor, from + 64));
			if (width > 5) a5 = f32x4.add(a5, term(graded, factor, from + 80));
			if (width > 6) a6 = f32x4.add(a6, term(graded, factor, from + 96));
			if (width > 7) a7 = f32x4.add(a7, term(graded, factor, from + 112));
			if (width > 8) a8 = f32x4.add(a8, term(graded, factor, from + 128));
			if (width > 9) a9 = f32x4.add(a9, term(graded, factor, from + 144));
			if (width > 10) a10 = f32x4.add(a10, term(graded, factor, from + 160));
			if (width > 11) a11 = f32x4.add(a11, term(graded, factor, from + 176));
			if (width > 12) a12 = f32x4.add(a12, term(graded, factor, from + 192));
		}
		v128.store(to, a0);
		if (width > 1) v128.store(to, a1, 16);
		if (width > 2) v128.store(to, a2, 32);
		if (width > 3) v128.store(to, a3, 48);
		if (width > 4) v128.store(to, a4, 64);
		if (width > 5) v128.store(to, a5, 80);
		if (width > 6) v128.store(to, a6, 96);
		if (width > 7) v128.store(to, a7, 112);
		if (width > 8) v128.store(to, a8, 128);
		if (width > 9) v128.store(to, a9, 144);
		if (width > 10) v128.store(to, a10, 160);
		if (width > 11) v128.store(to, a11, 176);
		if (width > 12) v128.store(to, a12, 192);
	}
}
