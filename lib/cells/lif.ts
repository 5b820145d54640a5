/**
 * The leaky integrate-and-fire neuron as snnTorch's `Leaky` defines it (reset one step after the spike):
 *
 *     R[t]     = H(mem[t−1] − θ)                            reset, without gradient
 *     mem[t]   = β mem[t−1] + W s_in[t] + b − R[t] θ        "subtract", or
 *     mem[t]   = β (1 − R[t]) mem[t−1] + W s_in[t] + b      "zero"
 *     s_out[t] = H(mem[t] − θ)                              its derivative replaced by a surrogate
 */
import { add, mul, sub, type Tensor2D, zeros } from "@tensorflow/tfjs-core";
import { requireKnown } from "../checks/require-known.js";
import {
	type Choices,
	type Range,
	requireChoices,
	requireRanges,
} from "../checks/require-options.js";
import { isNotNegative, isPositive, isShare } from "../checks/require-range.js";
import type { RandomStream } from "../random/philox.js";
import type { Cell, State, Values } from "./cell.js";
import { constant, learned, uniform } from "./initial.js";
import { detach, heaviside, matMul, spike } from "./operations.js";
import type { Parameter } from "./parameters.js";
import type { LIFSpec } from "./spec.js";

/** snnTorch's defaults for threshold, reset and surrogate; β and the bias are this project's choice. */
export const LIF_DEFAULTS: Omit<LIFSpec, "units"> = {
	cell: "lif",
	beta: 0.9,
	threshold: 1,
	reset: "subtract",
	surrogate: "arctan",
	surrogateSlope: 2,
	bias: true,
	weightGain: 1,
};

/** A layer of LIF neurons: the defaults, with what `options` changes. @throws if an option is unknown */
export function lif(
	units: number,
	options: Partial<Omit<LIFSpec, "cell" | "units">> = {},
): LIFSpec {
	const known = ["units", ...Object.keys(LIF_DEFAULTS)];
	requireKnown("option", "a LIF layer", options, known);
	const slope =
		options.surrogate === "fast-sigmoid" ? { surrogateSlope: 25 } : {};
	return { ...LIF_DEFAULTS, ...slope, ...options, units };
}

/** The words that each option takes. */
const CHOICES: Choices<LIFSpec> = {
	reset: ["subtract", "zero"],
	surrogate: ["arctan", "fast-sigmoid", "straight-through"],
};

/** What each other option takes. */
const RANGES: readonly Range<LIFSpec>[] = [
	{
		options: ["threshold"],
		holds: isPositive,
		range: "it must be a number > 0, or neurons spike without input",
	},
	{
		options: ["beta"],
		holds: isShare,
		range:
			"it must be a number in 0 … 1, the share of the membrane potential that a step leaves",
	},
	{
		options: ["surrogateSlope"],
		holds: isPositive,
		range: "it must be a number > 0, or gradients vanish or point uphill",
	},
	{
		options: ["weightGain"],
		holds: isNotNegative,
		range: "it must be a number ≥ 0",
	},
	{
		options: ["bias"],
		holds: (value) => typeof value === "boolean",
		range: "it must be true (learned) or false (none)",
	},
];

/**
 * N neurons over M inputs: drive [B, N]; state mem, [B, N], 0 at first; output [B, N], 1 where a neuron spikes. W is `weights` [M, N], b is
 * `bias` [N].
 * @throws if an option has a value that it does not know, or a number out of its range
 */
export class LIFCell implements Cell {
	readonly spiking = true;
	readonly units: number;

	constructor(
		readonly inputs: number,
		readonly spec: LIFSpec,
	) {
		requireChoices("a LIF layer", spec, CHOICES);
		requireRanges("a LIF layer", spec, RANGES);
		this.units = spec.units;
	}

	/** Weights and bias start as PyTorch's `Linear` starts them: uniform within ±1/√inputs. */
	parameters(random: RandomStream): Parameter[] {
		const { inputs, units, spec } = this;
		const bound = spec.weightGain / Math.sqrt(inputs);
		const weights = learned(
			"weights",
			uniform(random, inputs * units, -bound, bound),
			[inputs, units],
		);
		return spec.bias
			? [
					weights,
					learned("bias", uniform(random, units, -bound, bound), [units]),
				]
			: [weights, constant("bias", [units], 0)];
	}

	initialState(samples: number, _p?: Values): State {
		return { mem: zeros([samples, this.units]) };
	}

	drive(input: Tensor2D, p: Values): Tensor2D {
		return add(matMul(input, p.weights as Tensor2D), p.bias);
	}

	step(drive: Tensor2D, state: State, _p?: Values): State {
		const { beta, threshold, reset } = this.spec;
		const fired = heaviside(sub<Tensor2D>(detach(state.mem), threshold));
		const kept = reset === "zero" ? mul(state.mem, sub(1, fired)) : state.mem;
		const charged = add<Tensor2D>(mul(beta, kept), drive);
		const mem =
			reset === "subtract"
				? sub<Tensor2D>(charged, mul(threshold, fired))
				: charged;
		return { mem };
	}

	output(state: State): Tensor2D {
		const { threshold, surrogate, surrogateSlope } = this.spec;
		return spike(
			sub<Tensor2D>(state.mem, threshold),
			surrogate,
			surrogateSlope,
		);
	}
}
