/** What spike trains can be asked: how many spikes a line has, when they come, and what image they tell of. */
import { isPositiveInteger, requireRange } from "../checks/require-range.js";
import type { LatencyEncoding, RateEncoding } from "./encoding.js";
import type { SpikeTrain } from "./spike-train.js";

/** Spikes of each input line in the first `steps` steps of the train, [inputs]; of all steps unless given. */
export function countsByLine(
	train: SpikeTrain,
	steps: number = train.steps,
): Uint32Array {
	const counts = new Uint32Array(train.inputs);
	const end = train.offsets[Math.min(steps, train.steps)];
	for (let k = 0; k < end; k++) counts[train.indices[k]]++;
	return counts;
}

/** Spikes in each step, [steps]. */
export function countsByStep({ steps, offsets }: SpikeTrain): Uint32Array {
	return Uint32Array.from(
		{ length: steps },
		(_, t) => offsets[t + 1] - offsets[t],
	);
}

/** Steps from each spike of a line to its next. */
export function intervals(train: SpikeTrain, line: number): number[] {
	const times: number[] = [];
	for (let t = 0; t < train.steps; t++)
		for (let k = train.offsets[t]; k < train.offsets[t + 1]; k++)
			if (train.indices[k] === line) times.push(t);
	return times.slice(1).map((time, k) => time - times[k]);
}

/** The share of intervals of 1, 2, … `longest` steps, [longest]; 0 each where none is found. */
export function intervalShares(
	found: readonly number[],
	longest: number,
): number[] {
	return Array.from(
		{ length: longest },
		(_, k) =>
			found.filter((steps) => steps === k + 1).length /
			Math.max(1, found.length),
	);
}

/** The share that independent draws with this probability of a spike give: of `longest` intervals, [longest]. */
export function geometricShares(
	probability: number,
	longest: number,
): number[] {
	return Array.from(
		{ length: longest },
		(_, k) => probability * (1 - probability) ** k,
	);
}

/**
 * The image that a rate code has told after `steps` stimulus steps, [inputs], 0 … 1 where chance is kind: spikes / (gain × steps).
 * @throws unless the train has so many stimulus steps, and they are one or more
 */
export function decodeRate(
	{ gain, prefix }: RateEncoding,
	train: SpikeTrain,
	steps: number,
): Float64Array {
	const most = train.steps - prefix;
	requireRange(
		"steps of decodeRate",
		steps,
		`an integer in 1 … ${most}`,
		isPositiveInteger(steps) && steps <= most,
	);
	const counts = countsByLine(train, prefix + steps);
	return Float64Array.from(counts, (count) => count / (gain * steps));
}

/** Standard deviation of what `decodeRate` says of a pixel of this intensity (0 … 1). */
export function rateDeviation(
	gain: number,
	intensity: number,
	steps: number,
): number {
	return Math.sqrt((intensity * (1 - gain * intensity)) / (gain * steps));
}

/** Root of the mean squared difference between a decoded image and the pixels (0 … 255) it came from. */
export function decodingError(
	decoded: ArrayLike<number>,
	image: Uint8Array,
): number {
	let squares = 0;
	for (const [k, value] of image.entries())
		squares += (decoded[k] - value / 255) ** 2;
	return Math.sqrt(squares / image.length);
}

/** The same of all pixels as chance has it: the root of the mean of their variances. */
export function expectedDecodingError(
	{ gain }: RateEncoding,
	image: Uint8Array,
	steps: number,
): number {
	let variances = 0;
	for (const value of image)
		variances += rateDeviation(gain, value / 255, steps) ** 2;
	return Math.sqrt(variances / image.length);
}

/** The image that a latency code has told, [inputs], 0 … 1: the earlier the spike, the brighter; 0 without one. */
export function decodeLatency(
	{ threshold, prefix, steps }: LatencyEncoding,
	train: SpikeTrain,
): Float64Array {
	const decoded = new Float64Array(train.inputs);
	for (let t = prefix; t < train.steps; t++)
		for (let k = train.offsets[t]; k < train.offsets[t + 1]; k++)
			decoded[train.indices[k]] =
				1 - ((t - prefix) / Math.max(1, steps - 1)) * (1 - threshold);
	return decoded;
}
