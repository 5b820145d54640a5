/**
 * Depth once more, with a stimulus that ends when the first volley of spikes has come through: the length that suits fifteen layers best by brief-search.ts.
 * How long the paper's deep networks saw an image is not known to us; 200 steps are certain only of a shallow network for MNIST that the first
 * author trained in 2023.
 */
import { lif } from "../cells/lif.js";
import { BRIEF_STEPS } from "./brief-search.js";
import { DEPTH_BUDGETS, depthComparison, depthTitle } from "./depth.js";
import type { Experiment, PlannedTraining } from "./experiment.js";
import { CELLS, encodingOf, networkOf, planned } from "./protocol.js";

const BY_DEPTH = depthComparison({
	name: "brief-depth",
	question: `Do SRC and LIF keep learning with up to 15 layers where an image is shown for ${BRIEF_STEPS} steps?`,
	budgets: {
		smoke: { ...DEPTH_BUDGETS.smoke, depths: [15] },
		quick: { ...DEPTH_BUDGETS.quick, depths: [15] },
		paper: { ...DEPTH_BUDGETS.paper, repeated: [1, 3, 5, 10, 15] },
	},
	encoding: (scale) => ({ ...encodingOf(scale), steps: BRIEF_STEPS }),
	rate: (cell) => CELLS[cell].rate,
});

/** Fifteen layers of LIF with what did best of all that brief-search.ts tries at this length: twice the usual weights to begin with, and this rate. */
function bestLif(like: PlannedTraining): PlannedTraining {
	const units = like.plan.network.layers.map((layer) => layer.units);
	return planned({
		...like.plan,
		variant: `LIF, weights × 2, ${depthTitle(units.length)}`,
		data: like.data,
		network: networkOf(units.map((count) => lif(count, { weightGain: 2 }))),
		rate: 0.002,
	});
}

export const BRIEF_DEPTH: Experiment = {
	...BY_DEPTH,
	runs: (scale, chosen) => {
		const byDepth = BY_DEPTH.runs(scale, chosen);
		const deepLif = byDepth.filter(
			({ variant }) => variant === "LIF, 15 layers",
		);
		return [...byDepth, ...deepLif.map(bestLif)];
	},
};
