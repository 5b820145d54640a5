/** One SRC neuron on the bench: a current in, the course of every state variable out. */
import type { SRCSpec } from "../../cells/spec.js";
import { SRC_DEFAULTS, src } from "../../cells/src.js";
import { isCount, requireRange } from "../../checks/require-range.js";
import { simulate, traceOf } from "../../engine/tensorflow/simulate.js";
import type { Condition, StateValues } from "../../plots/state-traces.js";
import { minus } from "../../text/numbers.js";

/** What may be changed of a neuron. */
export type SRCOptions = Partial<Omit<SRCSpec, "cell" | "units">>;

/** Course of each variable, [T], by the names that `stateTraces` knows. */
export type Recording = Readonly<
	Record<"input" | "i" | "x" | "h" | "hs" | "zs" | "s_out", Float32Array>
>;

export interface RecordOptions {
	/** Silent steps before the recording, in which the states settle. */
	readonly settle?: number;
	/** h and h_s at the very start. */
	readonly start?: { readonly h: number; readonly hs: number };
}

/** Steps after which a silent neuron no longer moves (to about 1e-4). */
export const SETTLE = 100;
/** Within the range from which the paper's start states are drawn. */
const START = { h: -0.5, hs: -0.5 };

/** Drives one neuron with `current` ([T]) and records it; `options` changes the paper's neuron. @throws if `settle` is no number of steps */
export async function recordNeuron(
	current: Float32Array,
	options: SRCOptions = {},
	{ settle = SETTLE, start = START }: RecordOptions = {},
): Promise<Recording> {
	requireRange(
		"settle of recordNeuron",
		settle,
		"an integer ≥ 0",
		isCount(settle),
	);
	const drive = new Float32Array(settle + current.length);
	drive.set(current, settle);
	const traces = await simulate(src(1, options), drive, {
		h0: Float32Array.of(start.h),
		hs0: Float32Array.of(start.hs),
	});
	const of = (variable: string): Float32Array =>
		traceOf(traces, variable).subarray(settle);
	return {
		input: current,
		i: of("i"),
		x: of("x"),
		h: of("h"),
		hs: of("hs"),
		zs: of("zs"),
		s_out: of("s_out"),
	};
}

/** Names of the constants that the notebooks turn, as legends write them. */
const SYMBOLS = {
	r: "r",
	rs: "r<sub>s</sub>",
	zHyp: "z<sub>hyp</sub>",
	zDep: "z<sub>dep</sub>",
	biasInit: "b<sub>h</sub>",
	alpha: "α",
	rho: "ρ",
} as const;
export type NeuronConstant = keyof typeof SYMBOLS;

/** "r_s = −5", with a note at the paper's value. */
export function constantLabel(constant: NeuronConstant, value: number): string {
	const note = value === SRC_DEFAULTS[constant] ? " (paper)" : "";
	return `${SYMBOLS[constant]} = ${minus(value)}${note}`;
}

/** The same current into neurons that differ in one constant, ready for `stateTraces`. */
export async function compareNeurons(
	current: Float32Array,
	constant: NeuronConstant,
	values: readonly number[],
	variables: readonly (keyof Recording)[],
): Promise<Condition[]> {
	const conditions: Condition[] = [];
	for (const value of values) {
		const recording = await recordNeuron(current, { [constant]: value });
		conditions.push({
			name: constantLabel(constant, value),
			states: only(recording, variables),
		});
	}
	return conditions;
}

/** The named variables of a recording, in that order: one panel each. */
export function only(
	recording: Recording,
	variables: readonly (keyof Recording)[],
): StateValues {
	return Object.fromEntries(variables.map((name) => [name, recording[name]]));
}
