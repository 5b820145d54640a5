/**
 * The Spiking Recurrent Cell (De Geeter, Ernst, Drion, arXiv 2306.03623): a GRU made to spike.
 *
 *     i[t]     = α i[t−1] + W s_in[t]                        input integrator
 *     x[t]     = ρ tanh(i[t] / ρ)                            bounded input
 *     z_s[t]   = z_hyp + (z_dep − z_hyp) H(h − 0.5)          voltage-dependent gate
 *     h[t]     = tanh(x[t] + r h[t−1] + r_s h_s[t−1] + b_h)  fast state, the membrane potential
 *     h_s[t]   = z_s h_s[t−1] + (1 − z_s) h[t−1]             slow state, the negative feedback
 *     s_out[t] = ReLU(h[t])                                  graded spike, one to three steps long
 *
 * Options put H(h[t]) in place of ReLU(h[t]), clamp(·, −1, 1) in place of tanh, and r[t], r_s[t] drawn anew at each step in place of
 * r, r_s (./spec.ts describes them all).
 *
 * All products but W s_in are element-wise: no weight joins the neurons of a layer.
 */
import {
	add,
	mul,
	relu,
	reshape,
	sub,
	type Tensor,
	type Tensor2D,
	tensor2d,
	tile,
} from "@tensorflow/tfjs-core";
import { requireKnown } from "../checks/require-known.js";
import {
	type Choices,
	type Range,
	requireChoices,
	requireRanges,
} from "../checks/require-options.js";
import { isNotNegative, isPositive, isShare } from "../checks/require-range.js";
import type { SampleAddresses } from "../encoding/sample-address.js";
import { Purpose, RandomStream } from "../random/philox.js";
import type { Cell, State, Values } from "./cell.js";
import {
	drawGainNoise,
	drawsAtEachStep,
	requireAddresses,
} from "./gain-noise.js";
import {
	constant,
	learned,
	normal,
	uniform,
	xavierUniform,
} from "./initial.js";
import {
	binarySpike,
	clampToOne,
	detach,
	heaviside,
	matMul,
	reluBypass,
	sigmoid,
	tanh,
} from "./operations.js";
import type { Parameter } from "./parameters.js";
import type { SRCSpec } from "./spec.js";

/** h at which the slow gate switches. */
export const GATE_THRESHOLD = 0.5;
/** Slope of the sigmoid form of the slow gate. */
export const GATE_SLOPE = 10;
/** h[0] and h_s[0] are drawn uniformly from this range and then fixed per neuron. */
export const START_RANGE: readonly [number, number] = [-0.7, -0.1];

/** The paper's constants, and this project's defaults where the paper leaves a choice open. */
export const SRC_DEFAULTS: Omit<SRCSpec, "units"> = {
	cell: "src",
	alpha: 0.9,
	rho: 3,
	r: 2,
	rs: -7,
	rDeviation: 0,
	rsDeviation: 0,
	noise: "neuron",
	activation: "tanh",
	zHyp: 0.9,
	zDep: 0,
	gateTiming: "previous",
	gateForm: "step",
	spikes: "graded",
	outputGradient: "bypass",
	recurrentGradient: "detached",
	bias: "frozen",
	biasInit: -6,
	biasMax: -4,
	weightGain: Math.SQRT2,
};

/** A layer of SRC neurons: the defaults, with what `options` changes. @throws if an option is unknown */
export function src(
	units: number,
	options: Partial<Omit<SRCSpec, "cell" | "units">> = {},
): SRCSpec {
	const known = ["units", ...Object.keys(SRC_DEFAULTS)];
	requireKnown("option", "an SRC layer", options, known);
	return { ...SRC_DEFAULTS, ...options, units };
}

/** The same layer with every option named: what was written before an option existed means its default. */
export function completeSRC(spec: SRCSpec): SRCSpec {
	return { ...SRC_DEFAULTS, ...spec };
}

/** The words that each option takes. */
const CHOICES: Choices<SRCSpec> = {
	noise: ["neuron", "step"],
	activation: ["tanh", "piecewise-linear"],
	gateTiming: ["previous", "current"],
	gateForm: ["step", "sigmoid"],
	spikes: ["graded", "binary"],
	outputGradient: ["bypass", "relu"],
	recurrentGradient: ["detached", "full"],
	bias: ["frozen", "learned"],
};

/** The numbers that each option takes. */
const RANGES: readonly Range<SRCSpec>[] = [
	{
		options: ["r", "rs", "biasInit", "biasMax"],
		holds: Number.isFinite,
		range: "it must be a finite number",
	},
	{
		options: ["weightGain"],
		holds: isNotNegative,
		range: "it must be a number ≥ 0",
	},
	{
		options: ["rho"],
		holds: isPositive,
		range: "the bound of the input must be a number > 0",
	},
	{
		options: ["alpha"],
		holds: isShare,
		range: "a leak must be a number in 0 … 1",
	},
	{
		options: ["zHyp", "zDep"],
		holds: isShare,
		range: "the slow gate must be a number in 0 … 1",
	},
	{
		options: ["rDeviation", "rsDeviation"],
		holds: isNotNegative,
		range: "a standard deviation must be a number ≥ 0",
	},
];

/** @throws if an option has a value that it does not know, or a number out of its range. */
function checkOptions(spec: SRCSpec): void {
	requireChoices("an SRC layer", spec, CHOICES);
	requireRanges("an SRC layer", spec, RANGES);
	const { bias, biasInit, biasMax } = spec;
	if (bias === "learned" && biasInit > biasMax)
		throw new Error(
			`biasInit of an SRC layer is ${biasInit}: a learned bias stays at or below biasMax, ${biasMax}, so start it there or raise biasMax`,
		);
}

/**
 * N neurons over M inputs: drive [B, N]; state i, h and h_s, [B, N] each, i from 0, the others from `h0` and `hs0` [N]; output [B, N], 0 … 1,
 * above 0 during a spike. W is `weights` [M, N]; b_h, r and r_s are `bias`, `r` and `rs` [N].
 * @throws if an option has a value that it does not know, or a number out of its range
 */
export class SRCCell implements Cell {
	readonly spiking = true;
	readonly units: number;
	readonly spec: SRCSpec;

	constructor(
		readonly inputs: number,
		spec: SRCSpec,
	) {
		this.spec = completeSRC(spec);
		checkOptions(this.spec);
		this.units = spec.units;
	}

	parameters(random: RandomStream): Parameter[] {
		const { inputs, units, spec } = this;
		const bias = constant("bias", [units], spec.biasInit);
		// draws of their own, so that the noise changes no other parameter
		const { seed, branch } = random;
		const gains = new RandomStream(seed, Purpose.neuronGains, branch);
		const gain = (name: string, mean: number, sigma: number): Parameter => ({
			...constant(name, [units]),
			values: normal(gains, units, mean, spec.noise === "neuron" ? sigma : 0),
		});
		return [
			learned(
				"weights",
				xavierUniform(random, inputs, units, spec.weightGain),
				[inputs, units],
			),
			spec.bias === "learned"
				? { ...bias, learned: true, max: spec.biasMax }
				: bias,
			gain("r", spec.r, spec.rDeviation),
			gain("rs", spec.rs, spec.rsDeviation),
			{
				...constant("h0", [units]),
				values: uniform(random, units, ...START_RANGE),
			},
			{
				...constant("hs0", [units]),
				values: uniform(random, units, ...START_RANGE),
			},
		];
	}

	initialState(samples: number, p: Values): State {
		const rows = (start: keyof Values): Tensor2D =>
			tile(reshape(p[start], [1, this.units]), [samples, 1]);
		const h = rows("h0");
		return { i: mul(h, 0), h, hs: rows("hs0") };
	}

	drive(input: Tensor2D, p: Values): Tensor2D {
		return matMul(input, p.weights as Tensor2D);
	}

	atStep(
		p: Values,
		step: number,
		layer: number,
		addresses: SampleAddresses | undefined,
	): Values {
		const { spec, units } = this;
		if (!drawsAtEachStep(spec)) return p;
		const n = drawGainNoise(requireAddresses(addresses), layer, units, step);
		const drawn = (
			mean: Tensor,
			deviation: number,
			noise: Float32Array,
		): Tensor =>
			add(mean, mul(deviation, tensor2d(noise, [noise.length / units, units])));
		return {
			...p,
			r: drawn(p.r, spec.rDeviation, n.r),
			rs: drawn(p.rs, spec.rsDeviation, n.rs),
		};
	}

	step(drive: Tensor2D, state: State, p: Values): State {
		const bounded = this.spec.activation === "tanh" ? tanh : clampToOne;
		const { alpha, rho, recurrentGradient, gateTiming } = this.spec;
		const recurrent =
			recurrentGradient === "detached" ? detach : (a: Tensor2D) => a;
		const hOld = recurrent(state.h);
		const hsOld = recurrent(state.hs);

		const i = add<Tensor2D>(mul(alpha, state.i), drive);
		const x = mul<Tensor2D>(rho, bounded(mul(1 / rho, i)));
		const h = bounded(
			add<Tensor2D>(add(x, mul(p.r, hOld)), add(mul(p.rs, hsOld), p.bias)),
		);
		const zs = this.gate(gateTiming === "previous" ? hOld : h);
		const hs = add<Tensor2D>(hOld, mul(zs, sub(hsOld, hOld)));
		return { i, x, zs, h, hs };
	}

	/** z_s, the share of itself that the slow state keeps: z_hyp at rest, z_dep during a spike. */
	private gate(h: Tensor2D): Tensor2D {
		const { zHyp, zDep, gateForm } = this.spec;
		const above = sub<Tensor2D>(h, GATE_THRESHOLD);
		const open =
			gateForm === "step" ? heaviside(above) : sigmoid(mul(GATE_SLOPE, above));
		return add(zHyp, mul(zDep - zHyp, open));
	}

	output(state: State): Tensor2D {
		const { spikes, outputGradient } = this.spec;
		if (spikes === "binary") return binarySpike(state.h, outputGradient);
		return outputGradient === "bypass" ? reluBypass(state.h) : relu(state.h);
	}
}
