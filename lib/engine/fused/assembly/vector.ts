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
 * ±8.3, where it rounds to exactly ±1; the numbers 1 and ½. They are loaded, because V8 builds a vector constant from five
 * instructions wherever it is used.
 */
const TABLE: usize = memory.data<f32>([
	0.9999998795, 0.1335634126, 0.003466673243, 0.00002014866086, 1.274500368e-8,
	1, 0.4668962839, 0.02576595321, 0.0003239017856, 7.521066579e-7,
	8.3, -8.3, 1, 0.5,
]);

// @ts-ignore: decorator
@inline
function horner(y: v128, p: v128, coefficient: v128): v128 {
	return f32x4.add(f32x4.mul(p, y), coefficient);
}

/** tanh with absolute error < 3e-7, most of it rounding; exactly ±1 from ±8.3 on. (`pmin` and `pmax` are one instruction, `min` and `max` are six.) */
// @ts-ignore: decorator
@inline
export function tanh(a: v128): v128 {
	const x = f32x4.pmax(f32x4.pmin(a, v128.load32_splat(TABLE, 40)), v128.load32_splat(TABLE, 44));
	const y = f32x4.mul(x, x);
	let p = v128.load32_splat(TABLE, 16);
	p = horner(y, p, v128.load32_splat(TABLE, 12));
	p = horner(y, p, v128.load32_splat(TABLE, 8));
	p = horner(y, p, v128.load32_splat(TABLE, 4));
	p = horner(y, p, v128.load32_splat(TABLE));
	let q = v128.load32_splat(TABLE, 36);
	q = horner(y, q, v128.load32_splat(TABLE, 32));
	q = horner(y, q, v128.load32_splat(TABLE, 28));
	q = horner(y, q, v128.load32_splat(TABLE, 24));
	q = horner(y, q, v128.load32_splat(TABLE, 20));
	return f32x4.div(f32x4.mul(x, p), q);
}

/** 1 in each lane. */
// @ts-ignore: decorator
@inline
export function one(): v128 {
	return v128.load32_splat(TABLE, 48);
}

/** ½ in each lane. */
// @ts-ignore: decorator
@inline
export function half(): v128 {
	return v128.load32_splat(TABLE, 52);
}

/** σ(a) = ½ + ½ tanh(a / 2). */
// @ts-ignore: decorator
@inline
export function sigmoid(a: v128): v128 {
	return f32x4.add(half(), f32x4.mul(half(), tanh(f32x4.mul(half(), a))));
}

/** 1 − y². */
// @ts-ignore: decorator
@inline
export function oneMinusSquare(y: v128): v128 {
	return f32x4.sub(one(), f32x4.mul(y, y));
}
