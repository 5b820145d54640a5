/** How an image or a recording becomes the input of a network: which code, how strong, for how long. */

/** Each step, each pixel spikes with probability `gain` × intensity, independently (paper: gain 0.25). */
export interface RateEncoding {
	readonly code: "rate";
	readonly gain: number;
	/** Empty steps before the stimulus, in which the states settle (paper: 20). */
	readonly prefix: number;
	/** Stimulus steps (paper: 200). */
	readonly steps: number;
}

/** Each pixel brighter than `threshold` spikes once, the earlier the brighter (linear in intensity). */
export interface LatencyEncoding {
	readonly code: "latency";
	/** Intensity in 0 … 1 above which a pixel spikes at all. */
	readonly threshold: number;
	readonly prefix: number;
	readonly steps: number;
}

/** Each step, each pixel injects the same graded current, `gain` × intensity: no spikes, no noise. */
export interface ConstantEncoding {
	readonly code: "constant";
	readonly gain: number;
	readonly prefix: number;
	readonly steps: number;
}

/**
 * The events of a camera, in time bins. Event (x, y, polarity) of a recording of width × height pixels arrives on input line
 * (polarity × height + y) × width + x: all OFF lines, then all ON lines.
 */
export interface EventEncoding {
	readonly code: "events";
	/** Length of a step in milliseconds. */
	readonly binMs: number;
	/** Several events of a line in one bin: "one" spike of size 1, or a "count", one graded spike as large as their number. */
	readonly perBin: "one" | "count";
	readonly prefix: number;
	/** Stimulus steps; events after steps × binMs are cut off. */
	readonly steps: number;
}

/** The codes that turn an image into spikes. */
export type ImageEncoding = RateEncoding | LatencyEncoding | ConstantEncoding;

export type Encoding = ImageEncoding | EventEncoding;

/** The paper's input code: rate, gain 0.25, 20 empty and 200 stimulus steps. */
export const PAPER_ENCODING: RateEncoding = {
	code: "rate",
	gain: 0.25,
	prefix: 20,
	steps: 200,
};

/**
 * The event code used here for N-MNIST; bin width and length in the paper are not known. 170 steps of 2 ms hold every recording of the
 * subset (297 … 315 ms in training, up to 336 ms in test), and bring 24 spikes a step, as many as the rate code of an MNIST image at gain
 * 0.25 (26). In 2 ms a pixel hardly ever fires twice with one polarity (0.4 % of the events), so clipping loses next to nothing.
 */
export const EVENT_ENCODING: EventEncoding = {
	code: "events",
	binMs: 2,
	perBin: "one",
	prefix: 20,
	steps: 170,
};

/** T, the number of steps a network runs: prefix and stimulus. */
export function totalSteps(encoding: Encoding): number {
	return encoding.prefix + encoding.steps;
}
