/** Draws r[t] and r_s[t] of a layer for one sample (../../../cells/gain-noise.ts defines the addresses). */
import { expandKey, high, low, M0, M1, ROUNDS } from "./philox";
import { splat, VECTOR } from "./vector";

/** d (A + B d²), d the sum of a word's four bytes less 510 (../../../random/normal.ts); never fused, so that no bit differs. */
// @ts-ignore: decorator
@inline
function nearlyNormal(words: v128): v128 {
	const sum = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(words));
	const d = f32x4.convert_i32x4_s(i32x4.sub(sum, i32x4.splat(510)));
	return f32x4.mul(d, f32x4.add(splat(6.437437632626789e-3), f32x4.mul(splat(5.502611224543439e-9), f32x4.mul(d, d))));
}

/** One row of values around `mean`. */
// @ts-ignore: decorator
@inline
function put(out: usize, mean: usize, deviation: v128, words: v128): void {
	v128.store(out, f32x4.add(v128.load(mean), f32x4.mul(deviation, nearlyNormal(words))));
}

/**
 * Writes r[t] and r_s[t], [T × 2 × vectors].
 * @param gains rows of `vectors`: r, r_s
 * @param deviations f32: σ of r and of r_s
 * @param scratch 56 bytes
 */
export function drawGains(
	steps: i32,
	vectors: i32,
	gains: usize,
	deviations: usize,
	seed: u32,
	purpose: u32,
	sample: u32,
	epoch: u32,
	scratch: usize,
	out: usize,
): void {
	const row = (<usize>vectors) * VECTOR;
	const ofR = v128.load32_splat(deviations);
	const ofRs = v128.load32_splat(deviations, 4);
	const m0 = i32x4.splat(M0);
	const m1 = i32x4.splat(M1);
	expandKey(seed, purpose, scratch);
	for (let t = 0; t < steps; t += 2) {
		let neurons = i32x4(0, 1, 2, 3);
		for (let k: usize = 0; k < row; k += VECTOR, out += VECTOR) {
			let c0 = neurons;
			let c1 = i32x4.splat(t >> 1);
			let c2 = i32x4.splat(sample);
			let c3 = i32x4.splat(epoch);
			for (let key = scratch; key < scratch + (ROUNDS << 3); key += 8) {
				const a = i64x2.extmul_low_i32x4_u(m0, c0);
				const b = i64x2.extmul_high_i32x4_u(m0, c0);
				const c = i64x2.extmul_low_i32x4_u(m1, c2);
				const d = i64x2.extmul_high_i32x4_u(m1, c2);
				c0 = v128.xor(v128.xor(high(c, d), c1), v128.load32_splat(key));
				c2 = v128.xor(v128.xor(high(a, b), c3), v128.load32_splat(key, 4));
				c1 = low(c, d);
				c3 = low(a, b);
			}
			put(out, gains + k, ofR, c0);
			put(out + row, gains + row + k, ofRs, c1);
			if (t + 1 < steps) {
				put(out + 2 * row, gains + k, ofR, c2);
				put(out + 3 * row, gains + row + k, ofRs, c3);
			}
			neurons = i32x4.add(neurons, i32x4.splat(4));
		}
		out += 3 * row;
	}
}
