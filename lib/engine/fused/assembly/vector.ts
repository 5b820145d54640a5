/** Functions of four floats at once. */

/** Bytes of one vector of four floats. */
export const VECTOR: usize = 16;

// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
	return f32x4.splat(x);
}

/**
 * Coefficients of tanh(x) ≈ x P(x²) / Q(x²), a minimax fit of degree 9 / 8 on |x| ≤ 9.25 with absolute error 2.4e-8; the limits
 * ±8.3, where it rounds to exactly ±1; the numbers 1 and ½; and the least gradient.
 *
 * They are loaded, because V8 builds a vector constant from five instructions wherever it is used; four times each, because V8 spends
 * an instruction more on the address of what it loads into all lanes; and from an address that is no constant to the compiler (hence
 * exported and mutable), because V8 keeps each constant address in a register of its own. Kernels take it once, as `table`.
 */
export let TABLE: usize = memory.data<f32>([
	0.9999998795, 0.9999998795, 0.9999998795, 0.9999998795,
	0.1335634126, 0.1335634126, 0.1335634126, 0.1335634126,
	0.003466673243, 0.003466673243, 0.003466673243, 0.003466673243,
	0.00002014866086, 0.00002014866086, 0.00002014866086, 0.00002014866086,
	1.274500368e-8, 1.274500368e-8, 1.274500368e-8, 1.274500368e-8,
	1, 1, 1, 1,
	0.4668962839, 0.4668962839, 0.4668962839, 0.4668962839,
	0.02576595321, 0.02576595321, 0.02576595321, 0.02576595321,
	0.0003239017856, 0.0003239017856, 0.0003239017856, 0.0003239017856,
	7.521066579e-7, 7.521066579e-7, 7.521066579e-7, 7.521066579e-7,
	8.3, 8.3, 8.3, 8.3,
	-8.3, -8.3, -8.3, -8.3,
	1, 1, 1, 1,
	0.5, 0.5, 0.5, 0.5,
	1e-18, 1e-18, 1e-18, 1e-18,
]);

/** a b + c; with relaxed SIMD in one instruction and with one rounding, where the machine has it. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
	return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** c − a b, likewise. */
// @ts-ignore: decorator
@inline
export function multiplySubtract(a: v128, b: v128, c: v128): v128 {
	return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_nmadd(a, b, c) : f32x4.sub(c, f32x4.mul(a, b));
}

/**
 * tanh with absolute error < 3e-7, most of it rounding; exactly ±1 from ±8.3 on. The polynomials are evaluated in pairs of terms
 * (Estrin), since the time of a step is a chain of these. (`pmin` and `pmax` are one instruction, `min` and `max` six.)
 */
// @ts-ignore: decorator
@inline
export function tanh(table: usize, a: v128): v128 {
	const x = f32x4.pmax(f32x4.pmin(a, v128.load(table, 160)), v128.load(table, 176));
	const y = f32x4.mul(x, x);
	const y2 = f32x4.mul(y, y);
	const p01 = multiplyAdd(v128.load(table, 16), y, v128.load(table));
	const p23 = multiplyAdd(v128.load(table, 48), y, v128.load(table, 32));
	const xp = multiplyAdd(multiplyAdd(v128.load(table, 64), y2, p23), f32x4.mul(x, y2), f32x4.mul(x, p01));
	const q01 = multiplyAdd(v128.load(table, 96), y, v128.load(table, 80));
	const q23 = multiplyAdd(v128.load(table, 128), y, v128.load(table, 112));
	const q = multiplyAdd(multiplyAdd(v128.load(table, 144), y2, q23), y2, q01);
	return f32x4.div(xp, q);
}

/** 1 in each lane. */
// @ts-ignore: decorator
@inline
export function one(table: usize): v128 {
	return v128.load(table, 192);
}

/** ½ in each lane. */
// @ts-ignore: decorator
@inline
export function half(table: usize): v128 {
	return v128.load(table, 208);
}

/** The least gradient that counts: a step of Adam, whose ε is 1e-8, moves no weight by less. */
export const LEAST: f64 = 1e-18;

/**
 * A gradient, or 0 where it is less than 1e-18. Whatever vanishes over steps and layers, and all of a sample that is learned, would
 * else end in subnormal numbers, with which processors calculate up to a hundred times more slowly.
 */
// @ts-ignore: decorator
@inline
export function flushed(table: usize, gradient: v128): v128 {
	return v128.and(gradient, f32x4.gt(f32x4.abs(gradient), v128.load(table, 224)));
}

/** σ(a) = ½ + ½ tanh(a / 2). */
// @ts-ignore: decorator
@inline
export function sigmoid(table: usize, a: v128): v128 {
	return multiplyAdd(half(table), tanh(table, f32x4.mul(half(table), a)), half(table));
}

/** 1 − y². */
// @ts-ignore: decorator
@inline
export function oneMinusSquare(table: usize, y: v128): v128 {
	return multiplySubtract(y, y, one(table));
}

/** The sum of four integers. */
// @ts-ignore: decorator
@inline
export function sumLanes(x: v128): u32 {
	return i32x4.extract_lane(x, 0) + i32x4.extract_lane(x, 1) + i32x4.extract_lane(x, 2) + i32x4.extract_lane(x, 3);
}
