/** How much two sets of event recordings are alike, pair by pair: how many events, where, when. */
import { type EventRecording, eventCount } from "../event-recording.js";

export interface Likeness {
	/** Pairs compared. */
	readonly pairs: number;
	/** Mean number of events, [first set, second set]: all, ON, OFF. */
	readonly events: readonly [number, number];
	readonly on: readonly [number, number];
	readonly off: readonly [number, number];
	/** Correlation of the numbers of events over the pairs. */
	readonly eventsCorrelation: number;
	/** Correlation of where the events lie ([height × width] counts), mean over the pairs. */
	readonly mapOn: number;
	readonly mapOff: number;
	/** The same in space and time: counts by pixel, polarity and slice of time. */
	readonly spaceTime: number;
	/** Of the sets' histograms over time: earth mover's distance in ms, and correlation; ON and OFF. */
	readonly timeDistanceOn: number;
	readonly timeDistanceOff: number;
	readonly timeCorrelationOn: number;
	readonly timeCorrelationOff: number;
}

/** ms. */
const TIME_BIN = 5;
const SPACE_TIME_BIN = 20;
/** Longer than any recording, ms. */
const LONGEST = 340;
const BINS = LONGEST / TIME_BIN;
const SLICES = LONGEST / SPACE_TIME_BIN;

/** What a recording is compared by. */
export interface Features {
	/** [slices × polarities × pixels] counts. */
	readonly counts: Float32Array;
	/** [polarities × pixels] counts. */
	readonly map: Float32Array;
	/** [polarities × bins] counts. */
	readonly time: Float32Array;
	readonly events: number;
}

/** Counts its events: `counts` in slices of 20 ms, `time` in bins of 5 ms; events from 340 ms on count in the last of them. */
export function featuresOf(recording: EventRecording): Features {
	const { width, height, x, y, polarity, time } = recording;
	const pixels = width * height;
	const counts = new Float32Array(SLICES * 2 * pixels);
	const map = new Float32Array(2 * pixels);
	const histogram = new Float32Array(2 * BINS);
	for (let k = 0; k < time.length; k++) {
		const place = polarity[k] * pixels + y[k] * width + x[k];
		const ms = Math.min(time[k] / 1000, LONGEST - 1);
		counts[Math.floor(ms / SPACE_TIME_BIN) * 2 * pixels + place]++;
		map[place]++;
		histogram[polarity[k] * BINS + Math.floor(ms / TIME_BIN)]++;
	}
	return { counts, map, time: histogram, events: eventCount(recording) };
}

/** Compares pair k of both, for all k. */
export function likeness(
	first: readonly Features[],
	second: readonly Features[],
): Likeness {
	const pairs = first.length;
	const polarity = (values: Float32Array, which: 0 | 1) =>
		values.subarray(
			(which * values.length) / 2,
			((which + 1) * values.length) / 2,
		);
	const meanOver = (of: (a: Features, b: Features) => number) =>
		first.reduce((sum, a, k) => sum + of(a, second[k]), 0) / pairs;
	const maps = (which: 0 | 1) =>
		meanOver((a, b) =>
			correlation(polarity(a.map, which), polarity(b.map, which)),
		);
	const histograms = [first, second].map(histogramOf);
	const times = (which: 0 | 1) =>
		histograms.map((histogram) => polarity(histogram, which));
	const [off, on] = [times(0), times(1)];
	const perPair = (values: Float32Array) => total(values) / pairs;
	return {
		pairs,
		events: [perPair(histograms[0]), perPair(histograms[1])],
		on: [perPair(on[0]), perPair(on[1])],
		off: [perPair(off[0]), perPair(off[1])],
		eventsCorrelation: correlation(
			first.map(({ events }) => events),
			second.map(({ events }) => events),
		),
		mapOn: maps(1),
		mapOff: maps(0),
		spaceTime: meanOver((a, b) => correlation(a.counts, b.counts)),
		timeDistanceOn: earthMoversDistance(on[0], on[1]),
		timeDistanceOff: earthMoversDistance(off[0], off[1]),
		timeCorrelationOn: correlation(on[0], on[1]),
		timeCorrelationOff: correlation(off[0], off[1]),
	};
}

/** Sum of the histograms of a set. */
function histogramOf(set: readonly Features[]): Float32Array {
	const sum = new Float32Array(2 * BINS);
	for (const { time } of set)
		for (let k = 0; k < sum.length; k++) sum[k] += time[k];
	return sum;
}

function total(values: ArrayLike<number>): number {
	let sum = 0;
	for (let k = 0; k < values.length; k++) sum += values[k];
	return sum;
}

/** Pearson's correlation; 0 where one of them does not vary. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
	const n = a.length;
	let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
	for (let k = 0; k < n; k++) {
		sumA += a[k];
		sumB += b[k];
		squaresA += a[k] * a[k];
		squaresB += b[k] * b[k];
		products += a[k] * b[k];
	}
	const variances =
		(squaresA - (sumA * sumA) / n) * (squaresB - (sumB * sumB) / n);
	return variances > 0
		? (products - (sumA * sumB) / n) / Math.sqrt(variances)
		: 0;
}

/** How far (ms) the events of one histogram must be moved, on average, to make the other. */
function earthMoversDistance(
	a: ArrayLike<number>,
	b: ArrayLike<number>,
): number {
	const [all, others] = [total(a), total(b)];
	let [owed, distance] = [0, 0];
	for (let k = 0; k < a.length; k++) {
		owed += a[k] / all - b[k] / others;
		distance += Math.abs(owed) * TIME_BIN;
	}
	return distance;
}
