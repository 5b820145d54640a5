/** Adam's recursion (Kingma and Ba 2015, algorithm 1): four numbers of 32 bits at once, calculated in 64 bits and rounded where they are stored. */

/** Bytes of four numbers. */
const VECTOR: usize = 16;

// @ts-ignore: decorator
@inline
function low(x: v128): v128 {
	return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorator
@inline
function high(x: v128): v128 {
	return f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
}

// @ts-ignore: decorator
@inline
function rounded(low: v128, high: v128): v128 {
	return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

/** a x + b y. */
// @ts-ignore: decorator
@inline
function mean(a: v128, x: v128, b: v128, y: v128): v128 {
	return f64x2.add(f64x2.mul(a, x), f64x2.mul(b, y));
}

/**
 * m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − size · m / (√v · correction + ε), each [count] f32, count divisible by four.
 * `size` and `correction` hold the rate and what the moments lack after few steps.
 */
export function adam(
	count: i32,
	theta: usize,
	gradient: usize,
	first: usize,
	second: usize,
	beta1: f64,
	beta2: f64,
	size: f64,
	correction: f64,
	epsilon: f64,
): void {
	const b1 = f64x2.splat(beta1);
	const a1 = f64x2.splat(1 - beta1);
	const b2 = f64x2.splat(beta2);
	const a2 = f64x2.splat(1 - beta2);
	const s = f64x2.splat(size);
	const c = f64x2.splat(correction);
	const e = f64x2.splat(epsilon);
	for (let at: usize = 0; at < <usize>count << 2; at += VECTOR) {
		const g = v128.load(gradient + at);
		const gl = low(g);
		const gh = high(g);
		const m0 = v128.load(first + at);
		const m = rounded(mean(b1, low(m0), a1, gl), mean(b1, high(m0), a1, gh));
		v128.store(first + at, m);
		const v0 = v128.load(second + at);
		const v = rounded(mean(b2, low(v0), f64x2.mul(a2, gl), gl), mean(b2, high(v0), f64x2.mul(a2, gh), gh));
		v128.store(second + at, v);
		const x = v128.load(theta + at);
		v128.store(theta + at, rounded(moved(low(x), low(m), low(v), s, c, e), moved(high(x), high(m), high(v), s, c, e)));
	}
}

/** θ − s m / (√v c + ε). */
// @ts-ignore: decorator
@inline
function moved(theta: v128, m: v128, v: v128, s: v128, c: v128, e: v128): v128 {
	return f64x2.sub(theta, f64x2.div(f64x2.mul(s, m), f64x2.add(f64x2.mul(f64x2.sqrt(v), c), e)));
}
