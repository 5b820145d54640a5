/** The readout of one sample at the last step, its loss, and the gradient that it hands to the last layer. */
import type { ReadoutSpec } from "../../network/spec.js";
import type { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import { type Allocator, FLOAT, vectorsOf } from "./memory.js";
import { type Place, PlaceAllocator, rowBytes } from "./places.js";

export class FusedReadout {
	readonly places: readonly Place[];
	private readonly weights: Place;
	private readonly bias: Place | undefined;
	/** Scratch: dL / d trace. */
	private readonly row: number;
	private readonly leak: number;
	/** Σ_t leak^(T − 1 − t) s_out[t], [units]: R[T] = trace · A. */
	private readonly trace: Float64Array;
	/** softmax − one-hot of the present sample. */
	private readonly error: Float64Array;

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
		// A linear map of the last step is an integrator that forgets everything.
		this.leak = spec.readout === "leaky" ? spec.leak : 0;
		this.row = arena.take(rowBytes(units));
		this.trace = new Float64Array(units);
		this.error = new Float64Array(spec.labels);
	}

	/** Writes the logits to `logits` and returns the cross-entropy (nat). */
	forward(
		k: Kernels,
		signal: Signal,
		label: number,
		logits: Float32Array,
	): number {
		const { trace, error } = this;
		this.integrate(k, signal);
		const labels = error.length;
		const weights = this.weights.address / FLOAT;
		for (let c = 0; c < labels; c++) {
			let sum = this.bias ? k.f32[this.bias.address / FLOAT + c] : 0;
			for (let n = 0; n < trace.length; n++)
				sum += trace[n] * k.f32[weights + n * labels + c];
			error[c] = sum;
			logits[c] = sum;
		}
		const largest = Math.max(...error);
		const ofLabel = error[label];
		let partition = 0;
		for (let c = 0; c < labels; c++) {
			error[c] = Math.exp(error[c] - largest);
			partition += error[c];
		}
		for (let c = 0; c < labels; c++) error[c] /= partition;
		error[label] -= 1;
		return Math.log(partition) + largest - ofLabel;
	}

	/**
	 * After `forward`: adds to the readout's gradients and writes dL / d s_out, [steps × vectors], to `out`.
	 * @param share of the sample in the mean loss, 1 / B
	 */
	backward(k: Kernels, share: number, gradients: number, out: number): void {
		const { trace, error, row } = this;
		const labels = error.length;
		const weights = this.weights.address / FLOAT;
		for (let n = 0; n < trace.length; n++) {
			let sum = 0;
			for (let c = 0; c < labels; c++)
				sum += k.f32[weights + n * labels + c] * error[c];
			k.f32[row / FLOAT + n] = share * sum;
		}
		if (this.bias) this.addGradients(k, share, gradients, this.bias);
		k.leakyRows(this.steps, vectorsOf(this.units), this.leak, row, out);
	}

	private addGradients(
		k: Kernels,
		share: number,
		gradients: number,
		bias: Place,
	): void {
		const { trace, error } = this;
		const labels = error.length;
		const ofWeights = (gradients + (this.weights.gradient ?? 0)) / FLOAT;
		const ofBias = (gradients + (bias.gradient ?? 0)) / FLOAT;
		for (let c = 0; c < labels; c++) {
			k.f32[ofBias + c] += share * error[c];
			for (let n = 0; n < trace.length; n++)
				k.f32[ofWeights + n * labels + c] += share * trace[n] * error[c];
		}
	}

	/** Fills `trace`. */
	private integrate(k: Kernels, signal: Signal): void {
		const { trace, leak, steps } = this;
		trace.fill(0);
		let factor = 1;
		for (let t = steps - 1; t >= 0 && factor > 0; t--, factor *= leak) {
			if (signal.levels) {
				const from = (signal.matrix + t * signal.stride) / FLOAT;
				for (let n = 0; n < trace.length; n++)
					trace[n] += factor * k.f32[from + n];
				continue;
			}
			const { offsets, indices, values } = signal.byStep;
			const end = k.u32[offsets / 4 + t + 1];
			for (let e = k.u32[offsets / 4 + t]; e < end; e++)
				trace[k.u16[indices / 2 + e]] +=
					factor * (signal.graded ? k.f32[values / FLOAT + e] : 1);
		}
	}
}
