/** A layer of gated recurrent units (equations: ../../cells/gru.ts; kernels: assembly/gru.ts). */
import type { GRUSpec } from "../../cells/spec.js";
import { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import type { FusedLayer, LayerContext } from "./layer.js";
import { createExactLowerProduct, type LowerProduct } from "./lower-product.js";
import {
	type Allocator,
	FLOAT,
	rowBytes,
	rowVectors,
	VECTOR,
	vectorsOf,
} from "./memory.js";
import { type Place, PlaceAllocator } from "./places.js";
import { InputProduct } from "./product.js";

/** r, z and n. */
const GATES = 3;

export class GRULayer implements FusedLayer {
	readonly places: readonly Place[];
	readonly output: Signal;
	readonly counts: number;
	private readonly product: InputProduct;
	private readonly lower: LowerProduct | undefined;
	private readonly vectors: number;
	/** Bytes of a row of states and of a row of gates. */
	private readonly row: number;
	private readonly gateRow: number;
	/** Numbers in a row of gates. */
	private readonly wide: number;
	private readonly bias: Place;
	private readonly recurrent: Place;
	private readonly recurrentBias: Place;
	/** Uᵀ, [wide] rows of `row`. */
	private readonly transposed: number;
	/** W x; after `forward` r, z and n; after `backward` their gradients. */
	private readonly gates: number;
	/** U h[t − 1] + c of each step; after `backward` its gradient. */
	private readonly feedback: number;
	/** 0, 1, 2, … (u16): events of every unit, so that `gather` is the product of a row with a matrix. */
	private readonly everyUnit: number;
	/** Offsets of one row of all units, and of all gates. */
	private readonly allUnits: number;
	private readonly allGates: number;
	/** Scratch: h[0] = 0, and dL / d h[t]. */
	private readonly start: number;
	private readonly carry: number;

	constructor(
		spec: GRUSpec,
		private readonly context: LayerContext,
		shared: Allocator,
		gradients: Allocator,
		arena: Allocator,
	) {
		const { index, steps, gradient } = context;
		const { units } = spec;
		const places = new PlaceAllocator(shared, gradients, `${index}`);
		this.vectors = vectorsOf(units);
		this.row = rowBytes(units);
		this.gateRow = rowBytes(units, GATES);
		this.wide = (GATES * this.vectors * VECTOR) / FLOAT;
		this.product = new InputProduct(context, units, GATES, places);
		this.lower = createExactLowerProduct(context, this.product.weights, shared);
		this.bias = places.learned("bias", 1, units, GATES);
		this.recurrent = places.learned("recurrent", units, units, GATES);
		this.recurrentBias = places.learned("recurrentBias", 1, units, GATES);
		this.places = places.places;
		this.transposed = gradient ? shared.take(this.wide * this.row) : 0;
		this.everyUnit = shared.take(2 * this.wide);
		this.allUnits = shared.take(8);
		this.allGates = shared.take(8);
		this.counts = arena.take(8);
		this.start = arena.take(this.row);
		this.carry = arena.take(this.row);
		this.gates = arena.take(steps * this.gateRow);
		this.feedback = arena.take(steps * this.gateRow);
		this.output = new Signal(steps, units, 0, arena);
	}

	prepare(k: Kernels): void {
		this.lower?.prepare(k);
		const { wide } = this;
		for (let n = 0; n < wide; n++) k.u16[this.everyUnit / 2 + n] = n;
		k.u32.set([0, this.output.units], this.allUnits / 4);
		k.u32.set([0, wide], this.allGates / 4);
		if (this.transposed !== 0)
			k.transpose(
				this.recurrent.address,
				this.output.units,
				wide,
				this.gateRow,
				this.transposed,
				this.row,
			);
	}

	forward(k: Kernels, input: Signal): void {
		const { row, gateRow, feedback, gates, output } = this;
		const { steps } = this.context;
		this.product.forward(k, input, gates);
		k.clear(this.start, row);
		for (let t = 0; t < steps; t++) {
			const hOld = this.before(t);
			const recurrent = feedback + t * gateRow;
			k.u8.copyWithin(
				recurrent,
				this.recurrentBias.address,
				this.recurrentBias.address + gateRow,
			);
			k.gather(
				this.allUnits,
				this.everyUnit,
				hOld,
				1,
				this.recurrent.address,
				recurrent,
				gateRow,
				GATES * this.vectors,
			);
			k.gruForward(
				this.vectors,
				gates + t * gateRow,
				this.bias.address,
				recurrent,
				hOld,
				output.matrix + t * row,
			);
		}
	}

	backward(
		k: Kernels,
		input: Signal,
		outputGradient: number,
		gradients: number,
	): void {
		const { row, gateRow, gates, feedback, carry, output } = this;
		const { steps } = this.context;
		k.clear(carry, row);
		for (let t = steps - 1; t >= 0; t--) {
			const recurrent = feedback + t * gateRow;
			k.gruBackward(
				this.vectors,
				gates + t * gateRow,
				recurrent,
				this.before(t),
				outputGradient + t * row,
				carry,
			);
			k.gather(
				this.allGates,
				this.everyUnit,
				recurrent,
				1,
				this.transposed,
				carry,
				row,
				this.vectors,
			);
		}
		const gateVectors = rowVectors(output.units, GATES);
		k.sumRows(steps, gateVectors, gates, gradients + (this.bias.gradient ?? 0));
		k.sumRows(
			steps,
			gateVectors,
			feedback,
			gradients + (this.recurrentBias.gradient ?? 0),
		);
		// dU = Σ_t h[t − 1]ᵀ δ[t]; h[0] = 0 adds nothing.
		k.matmul(
			output.units,
			steps - 1,
			GATES * this.vectors,
			output.matrix,
			FLOAT,
			row,
			feedback + gateRow,
			2 * VECTOR,
			gateRow,
			gradients + (this.recurrent.gradient ?? 0),
			gateRow,
		);
		this.product.weightGradient(k, input, gates, gradients);
	}

	passDown(k: Kernels, out: number): void {
		this.lower?.run(k, this.gates, out);
	}

	/** Address of h[t − 1]. */
	private before(t: number): number {
		return t === 0 ? this.start : this.output.matrix + (t - 1) * this.row;
	}
}
