/** The dense product, blocked into registers: four rows by two vectors of the result at a time. */
import { multiplyAdd, VECTOR } from "./vector";

/**
 * c[m] += Σ_k a[m, k] · b[k], m < rows, k < depth. Column pair p of row k of b lies at b + p panelStride + k bStride, so that b
 * can be packed (see `packTransposed`) or plain (panelStride 32). All strides in bytes.
 */
export function matmul(
	rows: i32,
	depth: i32,
	vectors: i32,
	a: usize,
	aRowStride: usize,
	aDepthStride: usize,
	b: usize,
	panelStride: usize,
	bStride: usize,
	c: usize,
	cStride: usize,
): void {
	for (let v = 0; v < vectors; v += 2) {
		let from = a;
		let to = c + (<usize>v) * VECTOR;
		let row = 0;
		if (v + 1 < vectors) {
			for (; row + 4 <= rows; row += 4, from += 4 * aRowStride, to += 4 * cStride)
				block4(true, depth, from, aRowStride, aDepthStride, b, bStride, to, cStride);
			for (; row < rows; row++, from += aRowStride, to += cStride) block1(true, depth, from, aDepthStride, b, bStride, to);
		} else {
			for (; row + 4 <= rows; row += 4, from += 4 * aRowStride, to += 4 * cStride)
				block4(false, depth, from, aRowStride, aDepthStride, b, bStride, to, cStride);
			for (; row < rows; row++, from += aRowStride, to += cStride) block1(false, depth, from, aDepthStride, b, bStride, to);
		}
		b += panelStride;
	}
}

/** Four rows of the result by one pair of vectors, or by a single one. */
// @ts-ignore: decorator
@inline
function block4(pair: bool, depth: i32, a: usize, aRowStride: usize, aDepthStride: usize, b: usize, bStride: usize, c: usize, cStride: usize): void {
	const c1 = c + cStride;
	const c2 = c1 + cStride;
	const c3 = c2 + cStride;
	const a1 = a + aRowStride;
	const a2 = a1 + aRowStride;
	const a3 = a2 + aRowStride;
	let s00 = v128.load(c);
	let s10 = v128.load(c1);
	let s20 = v128.load(c2);
	let s30 = v128.load(c3);
	let s01 = pair ? v128.load(c, 16) : s00;
	let s11 = pair ? v128.load(c1, 16) : s00;
	let s21 = pair ? v128.load(c2, 16) : s00;
	let s31 = pair ? v128.load(c3, 16) : s00;
	let at: usize = 0;
	for (let k = 0; k < depth; k++, at += aDepthStride, b += bStride) {
		const b0 = v128.load(b);
		const b1 = pair ? v128.load(b, 16) : b0;
		let x = v128.load32_splat(a + at);
		s00 = multiplyAdd(x, b0, s00);
		if (pair) s01 = multiplyAdd(x, b1, s01);
		x = v128.load32_splat(a1 + at);
		s10 = multiplyAdd(x, b0, s10);
		if (pair) s11 = multiplyAdd(x, b1, s11);
		x = v128.load32_splat(a2 + at);
		s20 = multiplyAdd(x, b0, s20);
		if (pair) s21 = multiplyAdd(x, b1, s21);
		x = v128.load32_splat(a3 + at);
		s30 = multiplyAdd(x, b0, s30);
		if (pair) s31 = multiplyAdd(x, b1, s31);
	}
	v128.store(c, s00);
	v128.store(c1, s10);
	v128.store(c2, s20);
	v128.store(c3, s30);
	if (pair) {
		v128.store(c, s01, 16);
		v128.store(c1, s11, 16);
		v128.store(c2, s21, 16);
		v128.store(c3, s31, 16);
	}
}

/** One row of the result by one pair of vectors, or by a single one. */
// @ts-ignore: decorator
@inline
function block1(pair: bool, depth: i32, a: usize, aDepthStride: usize, b: usize, bStride: usize, c: usize): void {
	let s0 = v128.load(c);
	let s1 = pair ? v128.load(c, 16) : s0;
	for (let k = 0; k < depth; k++, a += aDepthStride, b += bStride) {
		const x = v128.load32_splat(a);
		s0 = multiplyAdd(x, v128.load(b), s0);
		if (pair) s1 = multiplyAdd(x, v128.load(b, 16), s1);
	}
	v128.store(c, s0);
	if (pair) v128.store(c, s1, 16);
}

/**
 * The transpose of a matrix [rows × columns], row stride in bytes, packed for `matmul`: panels of two vectors, in each panel
 * one pair of vectors a column. Places beyond `rows` are left as they are (zero).
 */
export function packTransposed(from: usize, rows: i32, columns: i32, stride: usize, to: usize): void {
	const panel = (<usize>columns) << 5;
	for (let row = 0; row < rows; row++) {
		let at = to + (<usize>(row >> 3)) * panel + ((<usize>(row & 7)) << 2);
		const start = from + (<usize>row) * stride;
		for (let column = 0; column < columns; column++, at += 32)
			store<f32>(at, load<f32>(start + ((<usize>column) << 2)));
	}
}
