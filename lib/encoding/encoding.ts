/** How an image becomes the input of a network: which code, how strong, for how long. */

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

export type Encoding = RateEncoding | LatencyEncoding | ConstantEncoding;

/** The paper's input code: rate, gain 0.25, 20 empty and 200 stimulus steps. */
export const PAPER_ENCODING: RateEncoding = {
	code: "rate",
	gain: 0.25,
	prefix: 20,
	steps: 200,
};

/** T, the number of steps a network runs: prefix and stimulus. */
export function totalSteps(encoding: Encoding): number {
	return encoding.prefix + encoding.steps;
}
