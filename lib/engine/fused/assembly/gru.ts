/** One step of the gated recurrent unit (equations: ../../../cells/gru.ts); rows of gates hold r, z and n side by side. */
import { flushed, multiplyAdd, one, oneMinusSquare, sigmoid, TABLE, tanh, VECTOR } from "./vector";

/** W x + b. */
// @ts-ignore: decorator
@inline
function drive(gates: usize, bias: usize): v128 {
	return f32x4.add(v128.load(gates), v128.load(bias));
}

/**
 * h[t] from the drive and the recurrent product; `gates` is W x and becomes r, z and n.
 * @param bias b, three rows
 * @param recurrent U h[t − 1] + c, three rows
 */
export function gruForward(vectors: i32, gates: usize, bias: usize, recurrent: usize, hOld: usize, h: usize): void {
	const table = TABLE;
	const row = (<usize>vectors) * VECTOR;
	for (let k: usize = 0; k < row; k += VECTOR) {
		const r = sigmoid(table, f32x4.add(drive(gates + k, bias + k), v128.load(recurrent + k)));
		const z = sigmoid(table, f32x4.add(drive(gates + row + k, bias + row + k), v128.load(recurrent + row + k)));
		const n = tanh(table, multiplyAdd(r, v128.load(recurrent + 2 * row + k), drive(gates + 2 * row + k, bias + 2 * row + k)));
		v128.store(gates + k, r);
		v128.store(gates + row + k, z);
		v128.store(gates + 2 * row + k, n);
		v128.store(h + k, multiplyAdd(z, f32x4.sub(v128.load(hOld + k), n), n));
	}
}

/** x (1 − x), the slope of the logistic function. */
// @ts-ignore: decorator
@inline
function slope(table: usize, x: v128): v128 {
	return f32x4.mul(x, f32x4.sub(one(table), x));
}

/**
 * Gradients of one step; `gates` becomes the gradient of W x + b and `recurrent` that of U h[t − 1] + c.
 * @param carry in: dL / d h[t] that comes from the later steps; out: dL / d h[t − 1] but for what passes through U
 */
export function gruBackward(
	vectors: i32,
	gates: usize,
	recurrent: usize,
	hOld: usize,
	outputGradient: usize,
	carry: usize,
): void {
	const table = TABLE;
	const row = (<usize>vectors) * VECTOR;
	for (let k: usize = 0; k < row; k += VECTOR) {
		const r = v128.load(gates + k);
		const z = v128.load(gates + row + k);
		const n = v128.load(gates + 2 * row + k);
		const gh = flushed(table, f32x4.add(v128.load(outputGradient + k), v128.load(carry + k)));
		const nSlope = oneMinusSquare(table, n);
		const gn = f32x4.mul(f32x4.mul(gh, f32x4.sub(one(table), z)), nSlope);
		const gz = f32x4.mul(f32x4.mul(gh, f32x4.sub(v128.load(hOld + k), n)), slope(table, z));
		const gr = f32x4.mul(f32x4.mul(gn, v128.load(recurrent + 2 * row + k)), slope(table, r));
		v128.store(gates + k, gr);
		v128.store(gates + row + k, gz);
		v128.store(gates + 2 * row + k, gn);
		v128.store(recurrent + k, gr);
		v128.store(recurrent + row + k, gz);
		v128.store(recurrent + 2 * row + k, f32x4.mul(gn, r));
		v128.store(carry + k, f32x4.mul(z, gh));
	}
}
