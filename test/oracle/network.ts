/** A whole network in float64: loss, logits, and gradients by central differences. */
import {
	type Batch,
	learnedParameters,
	type Network,
	type NetworkSpec,
} from "spiking-recurrent-cell";
import { trainOf } from "spiking-recurrent-cell/dist/engine/tensorflow/present.js";
import { type Recording, runLayer } from "./cells.js";
import { noiseOf } from "./noise.js";

export interface OracleRun {
	/** Mean softmax cross-entropy. */
	readonly loss: number;
	/** [B × labels]. */
	readonly logits: Float64Array;
	/** [sample][layer]. */
	readonly recordings: Recording[][];
}

type Values = ReadonlyMap<string, Float64Array>;

/** The network's parameters in double precision. */
export function doubles(network: Network): Map<string, Float64Array> {
	return new Map(
		[...network.parameters].map(([name, { values }]) => [
			name,
			Float64Array.from(values),
		]),
	);
}

/** Runs every sample; with `base`, constants and tangents are taken from that run (see cells.ts). */
export function runOracle(
	spec: NetworkSpec,
	values: Values,
	batch: Batch,
	base?: OracleRun,
): OracleRun {
	const samples = batch.labels.length;
	const { labels } = spec.readout;
	const logits = new Float64Array(samples * labels);
	const recordings: Recording[][] = [];
	const bySymbol = spec.layers.map((_, layer) => valuesOfLayer(values, layer));
	let loss = 0;
	for (let b = 0; b < samples; b++) {
		const train = trainOf(batch.stimuli, b);
		const { steps } = train;
		let inputs = train.inputs;
		let signal = new Float64Array(steps * inputs);
		for (let t = 0; t < steps; t++)
			for (let e = train.offsets[t]; e < train.offsets[t + 1]; e++)
				signal[t * inputs + train.indices[e]] += train.values?.[e] ?? 1;
		recordings.push([]);
		for (const [layer, layerSpec] of spec.layers.entries()) {
			const { output, recording } = runLayer(
				layerSpec,
				(symbol) => bySymbol[layer][symbol],
				signal,
				inputs,
				steps,
				base?.recordings[b][layer],
				noiseOf(batch, b, layer),
			);
			recordings[b].push(recording);
			signal = Float64Array.from(output);
			inputs = layerSpec.units;
		}
		const own = logits.subarray(b * labels, (b + 1) * labels);
		readOut(spec, values, signal, inputs, steps, own);
		const largest = Math.max(...own);
		const partition = own.reduce(
			(sum, logit) => sum + Math.exp(logit - largest),
			0,
		);
		loss += (Math.log(partition) + largest - own[batch.labels[b]]) / samples;
	}
	return { loss, logits, recordings };
}

/** The values of a layer by symbol. */
function valuesOfLayer(
	values: Values,
	layer: number,
): Record<string, Float64Array> {
	const start = `${layer}.`;
	return Object.fromEntries(
		[...values]
			.filter(([name]) => name.startsWith(start))
			.map(([name, own]) => [name.slice(start.length), own]),
	);
}

function readOut(
	spec: NetworkSpec,
	values: Values,
	signal: Float64Array,
	units: number,
	steps: number,
	out: Float64Array,
): void {
	const { readout } = spec;
	for (let t = 0; t < steps; t++)
		for (let k = 0; k < readout.labels; k++) {
			let input = 0;
			for (let n = 0; n < units; n++) {
				const weight =
					readout.readout === "leaky"
						? n % readout.labels === k
							? readout.own
							: readout.other
						: (values.get("readout.weights") as Float64Array)[
								n * readout.labels + k
							];
				input += weight * signal[t * units + n];
			}
			if (readout.readout === "leaky") out[k] = readout.leak * out[k] + input;
			else out[k] = input + (values.get("readout.bias") as Float64Array)[k];
		}
}

/** The gradient the engines are meant to compute, by central differences of step `size`, by parameter name. */
export function oracleGradient(
	network: Network,
	batch: Batch,
	size = 1e-5,
): Map<string, Float64Array> {
	const values = doubles(network);
	const base = runOracle(network.spec, values, batch);
	const lossAt = (): number =>
		runOracle(network.spec, values, batch, base).loss;
	const gradients = new Map<string, Float64Array>();
	for (const { name } of learnedParameters(network)) {
		const own = values.get(name) as Float64Array;
		const gradient = new Float64Array(own.length);
		for (let k = 0; k < own.length; k++) {
			const value = own[k];
			own[k] = value + size;
			const above = lossAt();
			own[k] = value - size;
			gradient[k] = (above - lossAt()) / (2 * size);
			own[k] = value;
		}
		gradients.set(name, gradient);
	}
	return gradients;
}

/** ‖a − b‖ / max(‖b‖, floor): the relative error of a against the reference b. */
export function relativeError(
	a: ArrayLike<number>,
	b: ArrayLike<number>,
	floor = 1e-12,
): number {
	let difference = 0;
	let norm = 0;
	for (let k = 0; k < b.length; k++) {
		difference += (a[k] - b[k]) ** 2;
		norm += b[k] ** 2;
	}
	return Math.sqrt(difference) / Math.max(Math.sqrt(norm), floor);
}
