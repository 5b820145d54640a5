/** The readout's products, in double precision: small, and sums over all steps. */
import { LEAST } from "./vector";

/** trace[n] += Σ_t leak^(T − 1 − t) s[t, n] over events by step, [units] f64. */
export function integrateEvents(
	steps: i32,
	leak: f64,
	offsets: usize,
	indices: usize,
	values: usize,
	trace: usize,
): void {
	let factor: f64 = 1;
	for (let t = steps - 1; t >= 0 && factor != 0; t--, factor *= leak) {
		const end = load<u32>(offsets + ((<usize>t + 1) << 2));
		for (let e = load<u32>(offsets + ((<usize>t) << 2)); e < end; e++) {
			const at = trace + ((<usize>load<u16>(indices + ((<usize>e) << 1))) << 3);
			const value: f64 =
				values == 0 ? 1 : load<f32>(values + ((<usize>e) << 2));
			store<f64>(at, load<f64>(at) + factor * value);
		}
	}
}

/** The same over levels, [steps × stride bytes]. */
export function integrateLevels(
	steps: i32,
	leak: f64,
	levels: usize,
	stride: usize,
	units: i32,
	trace: usize,
): void {
	let factor: f64 = 1;
	for (let t = steps - 1; t >= 0 && factor != 0; t--, factor *= leak) {
		const from = levels + <usize>t * stride;
		for (let n: usize = 0; n < <usize>units; n++) {
			const at = trace + (n << 3);
			store<f64>(at, load<f64>(at) + factor * load<f32>(from + (n << 2)));
		}
	}
}

/** out[c] += Σ_n trace[n] A[n, c], f64. */
export function readOut(
	units: i32,
	labels: i32,
	trace: usize,
	weights: usize,
	out: usize,
): void {
	for (let n = 0; n < units; n++, trace += 8) {
		const value = load<f64>(trace);
		for (let c: usize = 0; c < <usize>labels; c++, weights += 4)
			store<f64>(
				out + (c << 3),
				load<f64>(out + (c << 3)) + value * load<f32>(weights),
			);
	}
}

/** row[n] = scale Σ_c A[n, c] error[c], f32, or 0 where it is less than the least gradient. */
export function readBack(
	units: i32,
	labels: i32,
	scale: f64,
	error: usize,
	weights: usize,
	row: usize,
): void {
	for (let n = 0; n < units; n++, row += 4) {
		let sum: f64 = 0;
		for (let c: usize = 0; c < <usize>labels; c++, weights += 4)
			sum += load<f32>(weights) * load<f64>(error + (c << 3));
		const gradient = scale * sum;
		store<f32>(row, abs(gradient) > LEAST ? <f32>gradient : 0);
	}
}
