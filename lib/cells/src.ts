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
 * All products but W s_in are element-wise: no weight joins the neurons of a layer.
 */
import {
	add,
	mul,
	relu,
	reshape,
	sub,
	type Tensor2D,
	tile,
} from "@tensorflow/tfjs-core";
import type { RandomStream } from "../encoding/random.js";
import {
	detach,
	heaviside,
	matMul,
	reluBypass,
	sigmoid,
	tanh,
} from "../engine/tensorflow/operations.js";
import {
	constant,
	learned,
	uniform,
	xavierUniform,
} from "../network/initial.js";
import type { Parameter } from "../network/parameters.js";
import type { SRCSpec } from "../network/spec.js";
import type { Cell, State, Values } from "./cell.js";

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
	zHyp: 0.9,
	zDep: 0,
	gateTiming: "previous",
	gateForm: "step",
	outputGradient: "bypass",
	recurrentGradient: "detached",
	bias: "frozen",
	biasInit: -6,
	biasMax: -4,
	weightGain: Math.SQRT2,
};

/** A layer of SRC neurons: the defaults, with what `options` changes. */
export function src(
	units: number,
	options: Partial<Omit<SRCSpec, "cell" | "units">> = {},
): SRCSpec {
	return { ...SRC_DEFAULTS, ...options, units };
}

export class SRCCell implements Cell {
	readonly spiking = true;
	readonly units: number;

	constructor(
		readonly inputs: number,
		readonly spec: SRCSpec,
	) {
		this.units = spec.units;
	}

	parameters(random: RandomStream): Parameter[] {
		const { inputs, units, spec } = this;
		const bias = constant("bias", [units], spec.biasInit);
		return [
			learned(
				"weights",
				xavierUniform(random, inputs, units, spec.weightGain),
				[inputs, units],
			),
			spec.bias === "learned"
				? { ...bias, learned: true, max: spec.biasMax }
				: bias,
			constant("r", [units], spec.r),
			constant("rs", [units], spec.rs),
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

	step(drive: Tensor2D, state: State, p: Values): State {
		const { alpha, rho, recurrentGradient, gateTiming } = this.spec;
		const recurrent =
			recurrentGradient === "detached" ? detach : (a: Tensor2D) => a;
		const hOld = recurrent(state.h);
		const hsOld = recurrent(state.hs);

		const i = add<Tensor2D>(mul(alpha, state.i), drive);
		const x = mul<Tensor2D>(rho, tanh(mul(1 / rho, i)));
		const h = tanh(
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
		return this.spec.outputGradient === "bypass"
			? reluBypass(state.h)
			: relu(state.h);
	}
}
