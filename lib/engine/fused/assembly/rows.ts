/** Sums and products of whole rows. */
import { splat, VECTOR } from "./vector";

/** out[t] = leak^(T − 1 − t) · row: the gradient that the readout's integrator hands to the last layer. */
export function leakyRows(
	steps: i32,
	vectors: i32,
	leak: f32,
	row: usize,
	out: usize,
): void {
	const bytes = <usize>vectors * VECTOR;
	let factor: f32 = 1;
	for (let t = steps - 1; t >= 0; t--) {
		const to = out + <usize>t * bytes;
		for (let k: usize = 0; k < bytes; k += VECTOR)
			v128.store(to + k, f32x4.mul(splat(factor), v128.load(row + k)));
		factor *= leak;
	}
}

/** out += Σ_t rows[t]. */
export function sumRows(
	steps: i32,
	vectors: i32,
	rows: usize,
	out: usize,
): void {
	const bytes = <usize>vectors * VECTOR;
	for (let k: usize = 0; k < bytes; k += VECTOR) {
		let sum = v128.load(out + k);
		let at = rows + k;
		for (let t = 0; t < steps; t++, at += bytes)
			sum = f32x4.add(sum, v128.load(at));
		v128.store(out + k, sum);
	}
}

/** The first of `count` equally long blocks, `stride` bytes apart, becomes their sum, added in their order. */
export function sumBlocks(
	first: usize,
	count: i32,
	stride: usize,
	bytes: usize,
): void {
	for (let k: usize = 0; k < bytes; k += VECTOR) {
		let at = first + k;
		let sum = v128.load(at);
		for (let block = 1; block < count; block++) {
			at += stride;
			sum = f32x4.add(sum, v128.load(at));
		}
		v128.store(first + k, sum);
	}
}

/** The transpose of a matrix [rows × columns]; strides in bytes. */
export function transpose(
	from: usize,
	rows: i32,
	columns: i32,
	stride: usize,
	to: usize,
	toStride: usize,
): void {
	for (let row = 0; row < rows; row++) {
		let at = to + ((<usize>row) << 2);
		const start = from + <usize>row * stride;
		for (let column = 0; column < columns; column++, at += toStride)
			store<f32>(at, load<f32>(start + ((<usize>column) << 2)));
	}
}

/** Zeroes a range of memory; JavaScript's `fill` goes through shared memory byte by byte. */
export function clear(address: usize, bytes: usize): void {
	memory.fill(address, 0, bytes);
}
