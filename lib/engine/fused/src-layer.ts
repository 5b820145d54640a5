/** A layer of Spiking Recurrent Cells (equations: ../../cells/src.ts; kernels: assembly/src.ts). */
import { drawsAtEachStep, gainPurpose } from "../../cells/gain-noise.js";
import type { SRCSpec } from "../../cells/spec.js";
import type { SampleAddress } from "../../encoding/sample-address.js";
import { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import type { FusedLayer, LayerContext } from "./layer.js";
import { createLowerProduct, type LowerProduct } from "./lower-product.js";
import { type Allocator, FLOAT, rowBytes, rowVectors } from "./memory.js";
import { type Place, PlaceAllocator } from "./places.js";
import { InputProduct } from "./product.js";

/** Bits of a kernel's variant, as in assembly/src.ts. */
const SIGMOID = 1;
const CURRENT = 2;
const RELU = 4;
const FULL = 8;
const NOISE = 16;
const LINEAR = 32;

/** The bias of units that only fill up a vector: h stays at −1, so that they never spike. */
const SILENT = -1000;

export class SRCLayer implements FusedLayer {
	readonly places: readonly Place[];
	readonly output: Signal;
	readonly counts: number;
	private readonly vectors: number;
	private readonly variant: number;
	private readonly product: InputProduct;
	private readonly lower: LowerProduct | undefined;
	private readonly parameters: number;
	private readonly bias: Place;
	private readonly constants: number;
	/** r[t] and r_s[t] of all steps, [T × 2 × vectors], where they are drawn anew; else 0. */
	private readonly gains: number;
	/** The keys of the generator's rounds. */
	private readonly keys: number;
	private readonly state: number;
	/** W s_in; after `forward` the slope or u, after `backward` δ. */
	private readonly drive: number;
	/** h and h_s of all steps, for the variants that need them; else 0. */
	private readonly states: number;

	constructor(
		private readonly spec: SRCSpec,
		private readonly context: LayerContext,
		shared: Allocator,
		gradients: Allocator,
		arena: Allocator,
	) {
		const { index, steps, gradient } = context;
		const noise = drawsAtEachStep(spec);
		const { units } = spec;
		const row = rowBytes(units);
		const places = new PlaceAllocator(shared, gradients, `${index}`);
		this.vectors = rowVectors(units);
		this.product = new InputProduct(context, units, 1, places);
		this.lower = createLowerProduct(
			context,
			this.product.weights,
			spec.alpha,
			shared,
			arena,
		);
		this.parameters = places.consecutive(
			["bias", "r", "rs", "h0", "hs0"],
			units,
			SILENT,
			(symbol) => symbol === "bias" && spec.bias === "learned",
		);
		this.bias = places.places[1];
		this.places = places.places;
		this.variant =
			(spec.gateForm === "sigmoid" ? SIGMOID : 0) |
			(spec.gateTiming === "current" ? CURRENT : 0) |
			(spec.outputGradient === "relu" ? RELU : 0) |
			(spec.recurrentGradient === "full" ? FULL : 0) |
			(noise ? NOISE : 0) |
			(spec.activation === "piecewise-linear" ? LINEAR : 0);
		this.constants = shared.take(7 * FLOAT);
		this.gains = noise ? arena.take(2 * steps * row) : 0;
		this.keys = arena.take(56);
		this.counts = arena.take(8);
		this.state = arena.take(3 * row);
		this.drive = arena.take(steps * row);
		const keepsStates =
			gradient &&
			(spec.recurrentGradient === "full" || spec.bias === "learned");
		this.states = keepsStates ? arena.take(2 * (steps + 1) * row) : 0;
		this.output = new Signal(steps, units, steps * units, arena);
	}

	prepare(k: Kernels): void {
		const { alpha, rho, zHyp, zDep, rDeviation, rsDeviation } = this.spec;
		k.f32.set(
			[alpha, rho, 1 / rho, zHyp, zDep - zHyp, rDeviation, rsDeviation],
			this.constants / FLOAT,
		);
		this.lower?.prepare(k);
	}

	forward(k: Kernels, input: Signal, address: SampleAddress): void {
		const { vectors, drive, output, spec } = this;
		this.product.forward(k, input, drive);
		if (this.gains !== 0) this.drawGains(k, address);
		const graded = spec.spikes !== "binary";
		k.srcForward(
			this.variant,
			this.context.steps,
			vectors,
			this.constants,
			this.parameters,
			this.gains,
			this.state,
			drive,
			this.states,
			output.byStep.offsets,
			output.byStep.indices,
			graded ? output.byStep.values : 0,
			this.counts,
		);
		output.renew(graded);
	}

	private drawGains(k: Kernels, address: SampleAddress): void {
		const { index, steps } = this.context;
		k.drawGains(
			steps,
			this.vectors,
			this.parameters + rowBytes(this.spec.units),
			this.constants + 5 * FLOAT,
			address.seed,
			gainPurpose(index),
			address.sample,
			address.epoch,
			this.keys,
			this.gains,
		);
	}

	backward(
		k: Kernels,
		input: Signal,
		outputGradient: number,
		gradients: number,
	): void {
		const { vectors, drive, constants, state } = this;
		const { steps } = this.context;
		if (this.states === 0)
			k.srcBackwardDetached(steps, vectors, constants, outputGradient, drive);
		else
			k.srcBackward(
				this.variant,
				steps,
				vectors,
				constants,
				this.parameters,
				this.gains,
				state,
				outputGradient,
				drive,
				this.states,
				this.bias.gradient === undefined ? 0 : gradients + this.bias.gradient,
			);
		this.product.weightGradient(k, input, drive, gradients);
	}

	passDown(k: Kernels, out: number): void {
		this.lower?.run(k, this.drive, out);
	}
}
