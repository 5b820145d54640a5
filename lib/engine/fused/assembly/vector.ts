/** Functions of four floats at once. */

/** Bytes of one vector of four floats. */
export const VECTOR: usize = 16;

// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
	return f32x4.splat(x);
}

/**
 * Coefficients of tanh(x) ≈ x P(x²) / Q(x²) on |x| ≤ 8.5, a minimax fit of degree 9 / 8 with absolute error 1.1e-8; then the
 * limits ±8.5 and the numbers 1 and ½. They are loaded, because V8 builds a vector
 * constant from five instructions wherever it is used.
 */
const TABLE: usize = memory.data<f32>([
	0.9999999455, 0.1340620456, 0.003525817629, 0.00002112154804, 1.409922224e-8,
	1, 0.4673951594, 0.02599112899, 0.0003335687832, 8.073608057e-7,
	8.5, -8.5, 1, 0.5,
]);

// @ts-ignore: decorator
@inline
function horner(y: v128, p: v128, coefficient: v128): v128 {
	return f32x4.add(f32x4.mul(p, y), coefficient);
}

/** tanh with absolute error < 3e-7, most of it rounding. (`pmin` and `pmax` are one instruction, `min` and `max` are six.) */
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
