/** The readout of one sample at the last step, its loss, and the gradient that it hands to the last layer. */
import type { ReadoutSpec } from "../../network/spec.js";
import type { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import { type Allocator, FLOAT, rowBytes, rowVectors } from "./memory.js";
import { type Place, PlaceAllocator } from "./places.js";

const DOUBLE = 8;

export class FusedReadout {
	readonly places: readonly Place[];
	private readonly weights: Place;
	private readonly bias: Place | undefined;
	private readonly labels: number;
	private readonly leak: number;
	/** f64: Σ_t leak^(T − 1 − t) s_out[t], [units], so that R[T] = trace · A; then R, and softmax(R) − one-hot, [labels]. */
	private readonly trace: number;
	private readonly error: number;
	/** Scratch: dL / d trace. */
	private readonly row: number;

	constructor(
		spec: ReadoutSpec,
		private readonly units: number,
		private readonly steps: number,
		shared: Allocator,
		gradients: Allocator,
		arena: Allocator,
	) {
		const places = new PlaceAllocator(shared, gradients, "readout");
		// One row of units × labels, so that nothing is filled up in between.
		this.weights = places.learned("weights", 1, units * spec.labels);
		this.bias =
			spec.readout === "linear"
				? places.learned("bias", 1, spec.labels)
				: undefined;
		this.places = places.places;
		this.labels = spec.labels;
		// A linear map of the last step is an integrator that forgets everything.
		this.leak = spec.readout === "leaky" ? spec.leak : 0;
		this.trace = arena.take(DOUBLE * units);
		this.error = arena.take(DOUBLE * spec.labels);
		this.row = arena.take(rowBytes(units));
	}

	/** Writes the logits to address `logits` (f32) and returns the cross-entropy (nat). */
	forward(k: Kernels, signal: Signal, label: number, logits: number): number {
		const { trace, labels, units, steps, leak } = this;
		const error = this.error / DOUBLE;
		const { byStep } = signal;
		k.f64.fill(0, trace / DOUBLE, trace / DOUBLE + units);
		if (signal.levels)
			k.integrateLevels(
				steps,
				leak,
				signal.matrix,
				signal.stride,
				units,
				trace,
			);
		else
			k.integrateEvents(
				steps,
				leak,
				byStep.offsets,
				byStep.indices,
				signal.values(byStep),
				trace,
			);
		for (let c = 0; c < labels; c++)
			k.f64[error + c] = this.bias ? k.f32[this.bias.address / FLOAT + c] : 0;
		k.readOut(units, labels, trace, this.weights.address, this.error);

		let largest = -Infinity;
		for (let c = 0; c < labels; c++) {
			k.f32[logits / FLOAT + c] = k.f64[error + c];
			largest = Math.max(largest, k.f64[error + c]);
		}
		const ofLabel = k.f64[error + label];
		let partition = 0;
		for (let c = 0; c < labels; c++) {
			k.f64[error + c] = Math.exp(k.f64[error + c] - largest);
			partition += k.f64[error + c];
		}
		for (let c = 0; c < labels; c++) k.f64[error + c] /= partition;
		k.f64[error + label] -= 1;
		return Math.log(partition) + largest - ofLabel;
	}

	/**
	 * After `forward`: adds to the readout's gradients and writes dL / d s_out, [steps × vectors], to `out`.
	 * @param share of the sample in the mean loss, 1 / B
	 */
	backward(k: Kernels, share: number, gradients: number, out: number): void {
		const { units, labels, error, row } = this;
		k.readBack(units, labels, share, error, this.weights.address, row);
		if (this.bias) this.addGradients(k, share, gradients, this.bias);
		k.leakyRows(this.steps, rowVectors(units), this.leak, row, out);
	}

	private addGradients(
		k: Kernels,
		share: number,
		gradients: number,
		bias: Place,
	): void {
		const { units, labels } = this;
		const trace = this.trace / DOUBLE;
		const error = this.error / DOUBLE;
		const ofWeights = (gradients + (this.weights.gradient ?? 0)) / FLOAT;
		const ofBias = (gradients + (bias.gradient ?? 0)) / FLOAT;
		for (let c = 0; c < labels; c++) {
			const scaled = share * k.f64[error + c];
			k.f32[ofBias + c] += scaled;
			for (let n = 0; n < units; n++)
				k.f32[ofWeights + n * labels + c] += scaled * k.f64[trace + n];
		}
	}
}
