/** Spike trains, by which layers hear of samples, and whether one is sound. */
import { isPositiveInteger, requireRange } from "../checks/require-range.js";

/** What one sample sends into a network over time, as a list of events sorted by step. */
export interface SpikeTrain {
	/** T. */
	readonly steps: number;
	/** Number of input lines, at most MAX_INPUTS (../data/inputs.ts). */
	readonly inputs: number;
	/** [T + 1]: the events of step t lie at `offsets[t]` … `offsets[t + 1] - 1`. */
	readonly offsets: Uint32Array;
	/** [events]: the input line of each event, ascending within a step. */
	readonly indices: Uint16Array;
	/** [events]: graded amplitudes; absent when every event is a spike of size 1. */
	readonly values?: Float32Array;
}

/** Looks at each step and event. @throws unless offsets, indices and values fit one another and the train's sizes */
export function checkTrain(train: SpikeTrain): void {
	const { steps, inputs, offsets, indices, values } = train;
	const range = "an integer ≥ 1";
	const long = isPositiveInteger(steps);
	requireRange("steps of a spike train", steps, range, long);
	requireEnough("offsets", offsets, steps + 1, train);
	for (let t = 0; t < steps; t++)
		if (offsets[t] > offsets[t + 1])
			throw new Error(
				`offsets of a spike train fall from ${offsets[t]} to ${offsets[t + 1]} at step ${t}: they must ascend`,
			);
	const events = offsets[steps];
	requireEnough("indices", indices, events, train);
	if (values) requireEnough("values", values, events, train);
	for (let k = 0; k < events; k++) {
		if (indices[k] >= inputs)
			throw new Error(
				`event ${k} of a spike train is on line ${indices[k]}: its lines are 0 … ${inputs - 1}`,
			);
		if (values && !Number.isFinite(values[k]))
			throw new Error(
				`event ${k} of a spike train has the value ${values[k]}: it must be a finite number`,
			);
	}
}

function requireEnough(
	what: string,
	{ length }: ArrayLike<number>,
	needed: number,
	{ steps, offsets }: SpikeTrain,
): void {
	if (length < needed)
		throw new Error(
			`${length} ${what} of a spike train of ${steps} steps and ${offsets[steps]} events: it needs ${needed}`,
		);
}
