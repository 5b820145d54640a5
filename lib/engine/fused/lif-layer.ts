/** A layer of leaky integrate-and-fire neurons (equations: ../../cells/lif.ts; kernels: assembly/lif.ts). */
import type { LIFSpec } from "../../cells/spec.js";
import { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import type { FusedLayer, LayerContext } from "./layer.js";
import { createLowerProduct, type LowerProduct } from "./lower-product.js";
import { type Allocator, FLOAT, rowBytes, rowVectors } from "./memory.js";
import { type Place, PlaceAllocator } from "./places.js";
import { InputProduct } from "./product.js";

/** Bits of a kernel's variant, as in assembly/lif.ts. */
const ZERO = 1;
const SURROGATE = { arctan: 0, "fast-sigmoid": 2, "straight-through": 4 };

/** The bias of units that only fill up a vector: they never spike. */
const SILENT = -1000;

export class LIFLayer implements FusedLayer {
	readonly places: readonly Place[];
	readonly output: Signal;
	readonly counts: number;
	private readonly product: InputProduct;
	private readonly lower: LowerProduct | undefined;
	private readonly vectors: number;
	private readonly variant: number;
	private readonly bias: Place;
	private readonly constants: number;
	private readonly state: number;
	/** W s_in; after `forward` mem, after `backward` δ. */
	private readonly drive: number;

	constructor(
		private readonly spec: LIFSpec,
		private readonly context: LayerContext,
		shared: Allocator,
		gradients: Allocator,
		arena: Allocator,
	) {
		const { index, steps } = context;
		const { units } = spec;
		const row = rowBytes(units);
		const places = new PlaceAllocator(shared, gradients, `${index}`);
		this.product = new InputProduct(context, units, 1, places);
		this.lower = createLowerProduct(
			context,
			this.product.weights,
			0,
			shared,
			arena,
		);
		places.consecutive(["bias"], units, SILENT, () => spec.bias);
		this.bias = places.places[1];
		this.places = places.places;
		this.vectors = rowVectors(units);
		this.variant =
			(spec.reset === "zero" ? ZERO : 0) | SURROGATE[spec.surrogate];
		this.constants = shared.take(4 * FLOAT);
		this.counts = arena.take(8);
		this.state = arena.take(row);
		this.drive = arena.take(steps * row);
		this.output = new Signal(steps, units, steps * units, arena);
	}

	prepare(k: Kernels): void {
		const { beta, threshold, surrogate, surrogateSlope } = this.spec;
		const ofSurrogate =
			surrogate === "arctan"
				? [(Math.PI / 2) * surrogateSlope, surrogateSlope / 2]
				: [surrogateSlope, 0];
		k.f32.set([beta, threshold, ...ofSurrogate], this.constants / FLOAT);
		this.lower?.prepare(k);
	}

	forward(k: Kernels, input: Signal): void {
		const { drive, output } = this;
		this.product.forward(k, input, drive);
		k.lifForward(
			this.variant,
			this.context.steps,
			this.vectors,
			this.constants,
			this.bias.address,
			this.state,
			drive,
			output.byStep.offsets,
			output.byStep.indices,
			this.counts,
		);
		output.renew(false);
	}

	backward(
		k: Kernels,
		input: Signal,
		outputGradient: number,
		gradients: number,
	): void {
		const { vectors, drive } = this;
		const { steps } = this.context;
		k.lifBackward(
			this.variant,
			steps,
			vectors,
			this.constants,
			this.state,
			outputGradient,
			drive,
		);
		if (this.bias.gradient !== undefined)
			k.sumRows(steps, vectors, drive, gradients + this.bias.gradient);
		this.product.weightGradient(k, input, drive, gradients);
	}

	passDown(k: Kernels, out: number): void {
		this.lower?.run(k, this.drive, out);
	}
}
