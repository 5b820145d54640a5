/** Claim 5 of the paper: the network does not use its spikes' shape. Trainings with noisy feedback gains, and with spikes cut to 0 and 1. */
import type { SRCSpec } from "../cells/spec.js";
import { src } from "../cells/src.js";
import { comparison, type Variant } from "./comparison.js";
import { HIDDEN } from "./depth.js";
import type { Experiment } from "./experiment.js";
import { LAST } from "./protocol.js";

/** Standard deviations of r and r_s, as shares of their values; the paper's are not known. */
export const DEVIATIONS: readonly number[] = [0.05, 0.1, 0.2, 0.5];

export type NoiseKind = SRCSpec["noise"];

/** r and r_s drawn around their values with a standard deviation of this share of them. */
export function noisyGains(
	share: number,
	noise: NoiseKind,
): Pick<SRCSpec, "rDeviation" | "rsDeviation" | "noise"> {
	const { r, rs } = src(1);
	return {
		rDeviation: share * Math.abs(r),
		rsDeviation: share * Math.abs(rs),
		noise,
	};
}

const VARIANTS: readonly Variant[] = [
	{ variant: "SRC 784-100, no noise", layers: [src(LAST)] },
	...(["neuron", "step"] as const).flatMap((kind) =>
		DEVIATIONS.map((share) => ({
			variant: `SRC 784-100, σ ${100 * share} % in training, per ${kind}`,
			layers: [src(LAST, noisyGains(share, kind))],
		})),
	),
	{
		variant: "SRC 784-100, binary spikes",
		layers: [src(LAST, { spikes: "binary" })],
	},
	{
		variant: "SRC 784-128-100, graded spikes",
		layers: [src(HIDDEN), src(LAST)],
	},
	{
		variant: "SRC 784-128-100, binary output spikes",
		layers: [src(HIDDEN), src(LAST, { spikes: "binary" })],
	},
	{
		variant: "SRC 784-128-100, binary spikes",
		layers: [HIDDEN, LAST].map((units) => src(units, { spikes: "binary" })),
	},
];

const BUDGETS = {
	smoke: { epochs: 1, train: 200, seeds: 1 },
	quick: { epochs: 2, train: 2000, seeds: 1 },
	paper: { epochs: 10, train: 20_000, seeds: 2 },
} as const;

export const NOISE: Experiment = comparison({
	name: "noise",
	question:
		"Does the network use the shape of its spikes, or only that there are some?",
	budgets: BUDGETS,
	variants: () => VARIANTS,
});
