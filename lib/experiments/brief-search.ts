/**
 * How long fifteen layers should see an image: settings compared on few images by their validation accuracy. A network of SRCs answers the image's first
 * spikes with a volley of its own, the same each time; what it fires later scatters more and more from layer to layer. No training here looks at the test set.
 */
import { lif } from "../cells/lif.js";
import type { LIFSpec } from "../cells/spec.js";
import { src } from "../cells/src.js";
import { comparison, type Variant } from "./comparison.js";
import { unitsOfDepth } from "./depth.js";
import type { Experiment } from "./experiment.js";
import { DEEP_SEARCH_BUDGETS } from "./search.js";

/** Stimulus steps for fifteen layers: of those tried here the best for the SRC, to which a test holds it. */
export const BRIEF_STEPS = 20;

const FIFTEEN = unitsOfDepth(15);

const SRC_RATE = 0.002;

/** Lengths at one rate, the last of them as everywhere; then rates at one length. */
const SRC_CANDIDATES: readonly Variant[] = [
	...[10, 15, 20, 25, 30, 40, 80, 200].map((steps) => ({
		steps,
		rate: SRC_RATE,
	})),
	...[0.001, 0.003, 0.005].map((rate) => ({ steps: BRIEF_STEPS, rate })),
].map(({ steps, rate }) => ({
	variant: `SRC: ${steps} steps${rate === SRC_RATE ? "" : `, rate ${rate}`}`,
	layers: FIFTEEN.map((units) => src(units)),
	encoding: (usual) => ({ ...usual, steps }),
	rate,
}));

function lifWith(
	steps: number,
	surrogate: LIFSpec["surrogate"],
	weightGain: number,
	rate: number,
): Variant {
	return {
		variant: `LIF: ${steps} steps, ${surrogate}, initial scale ${weightGain}, rate ${rate}`,
		layers: FIFTEEN.map((units) => lif(units, { surrogate, weightGain })),
		encoding: (usual) => ({ ...usual, steps }),
		rate,
	};
}

/** A fair chance: rates, surrogates, lengths, and larger weights to begin with, for with PyTorch's fifteen layers are silent at first. */
const LIF_CANDIDATES: readonly Variant[] = [
	...[1, 2, 4].flatMap((scale) =>
		[0.0005, 0.001, 0.002].map((rate) =>
			lifWith(BRIEF_STEPS, "arctan", scale, rate),
		),
	),
	...(["fast-sigmoid", "straight-through"] as const).flatMap((surrogate) =>
		[1, 2].map((scale) => lifWith(BRIEF_STEPS, surrogate, scale, 0.001)),
	),
	...[40, 80, 200].flatMap((steps) =>
		[1, 2].map((scale) => lifWith(steps, "arctan", scale, 0.001)),
	),
];

export const BRIEF_SEARCH: Experiment = comparison({
	name: "brief-search",
	question: "How long should fifteen layers of each cell see an image?",
	budgets: DEEP_SEARCH_BUDGETS,
	variants: () => [...SRC_CANDIDATES, ...LIF_CANDIDATES],
});
