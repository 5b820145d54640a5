/** f–I curves: how fast, and with how long spikes, a neuron answers each constant current. */
import { src } from "../../cells/src.js";
import {
	isCount,
	isPositiveInteger,
	requireRange,
} from "../../checks/require-range.js";
import { simulate, traceOf } from "../../engine/tensorflow/simulate.js";
import type { Curve } from "../../plots/line-plot.js";
import {
	constantLabel,
	type NeuronConstant,
	SETTLE,
	type SRCOptions,
} from "./neuron.js";
import { findSpikes, type Spike } from "./spikes.js";

/** One entry a current. */
export interface Firing {
	readonly currents: readonly number[];
	/** Spikes per step, once the answer has settled. */
	readonly rates: readonly number[];
	/** Shortest and longest spike in steps, of those that lie wholly within the steps that were counted; 0 where none does. */
	readonly shortest: readonly number[];
	readonly longest: readonly number[];
}

/** Steps over which spikes are counted, after as many as `SETTLE` of silence and of the current. */
const COUNTED = 1000;
/** The same for each curve of a sweep. */
const COUNTED_SWEEP = 500;

/**
 * What a neuron puts out, [counted], under each of `currents`, held constant; all at once, as the neurons of one layer.
 * @throws if `counted` is no positive number of steps, or there is no current
 */
export async function settledOutputs(
	currents: readonly number[],
	options: SRCOptions = {},
	counted: number = COUNTED,
): Promise<Float32Array[]> {
	requireRange(
		"counted, the steps of an f–I curve,",
		counted,
		"a positive integer",
		isPositiveInteger(counted),
	);
	const units = currents.length;
	const steps = 2 * SETTLE + counted;
	const drive = new Float32Array(steps * units);
	for (let t = SETTLE; t < steps; t++) drive.set(currents, t * units);
	const start = new Float32Array(units).fill(-0.5);
	const traces = await simulate(src(units, options), drive, {
		h0: start,
		hs0: start,
	});
	return currents.map((_, neuron) =>
		traceOf(traces, "s_out", neuron).subarray(2 * SETTLE),
	);
}

/** Those of which no part may lie before the output: of one at its first step the rest would pass for a short one. */
export function wholeSpikes(spikes: readonly Spike[]): Spike[] {
	return spikes.filter(({ start }) => start > 0);
}

/** Rate and length of spikes under each of `currents`, held constant. */
export async function measureFiring(
	currents: readonly number[],
	options: SRCOptions = {},
	counted: number = COUNTED,
): Promise<Firing> {
	const outputs = await settledOutputs(currents, options, counted);
	const spikes = outputs.map(findSpikes);
	const lengths = spikes.map((found) =>
		wholeSpikes(found).map(({ length }) => length),
	);
	return {
		currents,
		rates: spikes.map((found) => found.length / counted),
		shortest: lengths.map((found) => (found.length ? Math.min(...found) : 0)),
		longest: lengths.map((found) => Math.max(0, ...found)),
	};
}

/** One f–I curve for each value of a constant, ready for `fiCurve`. */
export async function sweepFiring(
	currents: readonly number[],
	constant: NeuronConstant,
	values: readonly number[],
): Promise<Curve[]> {
	const curves: Curve[] = [];
	for (const value of values) {
		const { rates } = await measureFiring(
			currents,
			{ [constant]: value },
			COUNTED_SWEEP,
		);
		curves.push({
			name: constantLabel(constant, value),
			x: currents,
			y: rates,
		});
	}
	return curves;
}

/** `count` numbers from `low` to `high`, both included, evenly spaced. @throws unless there are two or more */
export function evenly(low: number, high: number, count: number): number[] {
	requireRange(
		"count of evenly",
		count,
		"an integer ≥ 2, for both ends are among them",
		isCount(count) && count >= 2,
	);
	return Array.from(
		{ length: count },
		(_, k) => low + ((high - low) * k) / (count - 1),
	);
}
