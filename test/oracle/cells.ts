/**
 * Float64 transcriptions of the cells, one neuron at a time, written from the equations and not from lib/cells.
 *
 * Each takes a `base`: what an earlier run of the same network recorded. Where the backward pass treats a quantity as a
 * constant (detached recurrences, reset) the base's value stands for it, and where it replaces a derivative (bypass,
 * surrogate) the function is replaced by its tangent at the base. Central differences of such a run are then exactly the
 * gradient that the engines are meant to compute, in every variant.
 */
import type {
	BRCSpec,
	GRUSpec,
	LayerSpec,
	LIFSpec,
	LSTMSpec,
	SRCSpec,
} from "spiking-recurrent-cell";

import type { Noise } from "./noise.js";

/** Variables by symbol, one array [T + 1, N] each; row 0 is the initial state. */
export type Recording = Record<string, Float64Array>;
/** Parameter values by symbol. */
export type Weights = (symbol: string) => Float64Array;

const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

/** Runs one layer on one sample: input [T × inputs] → outputs [T × units] and the recording. */
export function runLayer(
	spec: LayerSpec,
	w: Weights,
	input: Float64Array,
	inputs: number,
	steps: number,
	base: Recording | undefined,
	noise: Noise = () => [0, 0],
): { output: Float64Array; recording: Recording } {
	switch (spec.cell) {
		case "src":
			return runSRC(spec, w, input, inputs, steps, base, noise);
		case "lif":
			return runLIF(spec, w, input, inputs, steps, base);
		case "gru":
			return runGRU(spec, w, input, inputs, steps);
		case "lstm":
			return runLSTM(spec, w, input, inputs, steps);
		case "brc":
			return runBRC(spec, w, input, inputs, steps);
	}
}

type Result = { output: Float64Array; recording: Recording };

/** Σ_j weights[j, column] input[row, j], weights stored as [inputs, columns]. */
function product(
	weights: Float64Array,
	columns: number,
	column: number,
	input: Float64Array,
	inputs: number,
	row: number,
): number {
	let sum = 0;
	for (let j = 0; j < inputs; j++)
		sum += weights[j * columns + column] * input[row * inputs + j];
	return sum;
}

function runSRC(
	spec: SRCSpec,
	w: Weights,
	input: Float64Array,
	inputs: number,
	steps: number,
	base: Recording | undefined,
	noise: Noise,
): Result {
	const N = spec.units;
	const make = (): Float64Array => new Float64Array((steps + 1) * N);
	const rec = {
		i: make(),
		x: make(),
		zs: make(),
		a: make(),
		h: make(),
		hs: make(),
	};
	const bounded =
		spec.activation === "tanh"
			? Math.tanh
			: (a: number) => (a > 1 ? 1 : a < -1 ? -1 : a);
	const output = new Float64Array(steps * N);
	for (let n = 0; n < N; n++) {
		rec.h[n] = w("h0")[n];
		rec.hs[n] = w("hs0")[n];
	}
	const source = spec.recurrentGradient === "detached" && base ? base : rec;
	for (let t = 1; t <= steps; t++)
		for (let n = 0; n < N; n++) {
			const now = t * N + n;
			const before = now - N;
			const hOld = source.h[before];
			const hsOld = source.hs[before];
			rec.i[now] =
				spec.alpha * rec.i[before] +
				product(w("weights"), N, n, input, inputs, t - 1);
			rec.x[now] = spec.rho * bounded(rec.i[now] / spec.rho);
			let r = w("r")[n];
			let rs = w("rs")[n];
			if (spec.noise === "step") {
				const [ofR, ofRs] = noise(t - 1, n);
				r += spec.rDeviation * ofR;
				rs += spec.rsDeviation * ofRs;
			}
			rec.a[now] = rec.x[now] + r * hOld + rs * hsOld + w("bias")[n];
			rec.h[now] = bounded(rec.a[now]);
			const seen = spec.gateTiming === "current" ? rec.h[now] : hOld;
			const open =
				spec.gateForm === "step"
					? seen > 0.5
						? 1
						: 0
					: sigmoid(10 * (seen - 0.5));
			rec.zs[now] =
				spec.gateForm === "step" && base
					? base.zs[now]
					: spec.zHyp + (spec.zDep - spec.zHyp) * open;
			rec.hs[now] = rec.zs[now] * hsOld + (1 - rec.zs[now]) * hOld;
			const h = rec.h[now];
			const at = base?.h[now] ?? h;
			const spike =
				spec.spikes === "binary" ? (at > 0 ? 1 : 0) : Math.max(0, at);
			const slope = spec.outputGradient === "bypass" || at > 0 ? 1 : 0;
			output[now - N] = spike + slope * (h - at);
		}
	return { output, recording: rec };
}

/** d spike / d U as snnTorch defines its surrogates. */
export function surrogate(spec: LIFSpec, u: number): number {
	if (spec.surrogate === "arctan")
		return (
			spec.surrogateSlope /
			2 /
			(1 + ((Math.PI / 2) * spec.surrogateSlope * u) ** 2)
		);
	if (spec.surrogate === "fast-sigmoid")
		return 1 / (spec.surrogateSlope * Math.abs(u) + 1) ** 2;
	return 1;
}

function runLIF(
	spec: LIFSpec,
	w: Weights,
	input: Float64Array,
	inputs: number,
	steps: number,
	base: Recording | undefined,
): Result {
	const N = spec.units;
	const mem = new Float64Array((steps + 1) * N);
	const output = new Float64Array(steps * N);
	for (let t = 1; t <= steps; t++)
		for (let n = 0; n < N; n++) {
			const now = t * N + n;
			const fired = (base ?? { mem }).mem[now - N] > spec.threshold ? 1 : 0;
			const current =
				product(w("weights"), N, n, input, inputs, t - 1) + w("bias")[n];
			mem[now] =
				spec.reset === "subtract"
					? spec.beta * mem[now - N] + current - fired * spec.threshold
					: spec.beta * (1 - fired) * mem[now - N] + current;
			const reference = (base ?? { mem }).mem[now];
			const fires = reference > spec.threshold ? 1 : 0;
			output[now - N] =
				fires +
				surrogate(spec, reference - spec.threshold) * (mem[now] - reference);
		}
	return { output, recording: { mem } };
}

/** Gate g of unit n before its nonlinearity: input part and recurrent part. */
function gate(
	w: Weights,
	input: Float64Array,
	inputs: number,
	row: number,
	h: Float64Array,
	N: number,
	columns: number,
	column: number,
): [number, number] {
	let recurrent = w("recurrentBias")[column];
	for (let m = 0; m < N; m++)
		recurrent += w("recurrent")[m * columns + column] * h[row * N + m];
	return [
		product(w("weights"), columns, column, input, inputs, row) +
			w("bias")[column],
		recurrent,
	];
}

function runGRU(
	spec: GRUSpec,
	w: Weights,
	input: Float64Array,
	inputs: number,
	steps: number,
): Result {
	const N = spec.units;
	const h = new Float64Array((steps + 1) * N);
	for (let t = 0; t < steps; t++)
		for (let n = 0; n < N; n++) {
			const part = (g: number): [number, number] =>
				gate(w, input, inputs, t, h, N, 3 * N, g * N + n);
			const [rIn, rRec] = part(0);
			const [zIn, zRec] = part(1);
			const [nIn, nRec] = part(2);
			const z = sigmoid(zIn + zRec);
			const candidate = Math.tanh(nIn + sigmoid(rIn + rRec) * nRec);
			h[(t + 1) * N + n] = (1 - z) * candidate + z * h[t * N + n];
		}
	return { output: h.slice(N), recording: { h } };
}

function runLSTM(
	spec: LSTMSpec,
	w: Weights,
	input: Float64Array,
	inputs: number,
	steps: number,
): Result {
	const N = spec.units;
	const h = new Float64Array((steps + 1) * N);
	const c = new Float64Array((steps + 1) * N);
	for (let t = 0; t < steps; t++)
		for (let n = 0; n < N; n++) {
			const sum = (g: number): number => {
				const [fromInput, fromState] = gate(
					w,
					input,
					inputs,
					t,
					h,
					N,
					4 * N,
					g * N + n,
				);
				return fromInput + fromState;
			};
			const next = (t + 1) * N + n;
			c[next] =
				sigmoid(sum(1)) * c[t * N + n] + sigmoid(sum(0)) * Math.tanh(sum(2));
			h[next] = sigmoid(sum(3)) * Math.tanh(c[next]);
		}
	return { output: h.slice(N), recording: { h, c } };
}

function runBRC(
	spec: BRCSpec,
	w: Weights,
	input: Float64Array,
	inputs: number,
	steps: number,
): Result {
	const N = spec.units;
	const h = new Float64Array((steps + 1) * N);
	for (let t = 0; t < steps; t++)
		for (let n = 0; n < N; n++) {
			const old = h[t * N + n];
			const drive = (g: number): number =>
				product(w("weights"), 3 * N, g * N + n, input, inputs, t);
			const a = 1 + Math.tanh(drive(0) + w("wa")[n] * old);
			const c = sigmoid(drive(1) + w("wc")[n] * old);
			h[(t + 1) * N + n] = c * old + (1 - c) * Math.tanh(drive(2) + a * old);
		}
	return { output: h.slice(N), recording: { h } };
}
