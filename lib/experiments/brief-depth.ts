/**
 * Depth once more, with a stimulus that ends when the first volley of spikes has come through: the length that suits fifteen layers best by brief-search.ts.
 * How long the paper's deep networks saw an image is not known to us; 200 steps are certain of its shallow network on MNIST only.
 */
import { BRIEF_STEPS } from "./brief-search.js";
import { DEPTH_BUDGETS, depthComparison } from "./depth.js";
import type { Experiment } from "./experiment.js";
import { CELLS, encodingOf } from "./protocol.js";

export const BRIEF_DEPTH: Experiment = depthComparison({
	name: "brief-depth",
	question: `Do SRC and LIF keep learning with up to 15 layers where an image is shown for ${BRIEF_STEPS} steps?`,
	budgets: {
		...DEPTH_BUDGETS,
		paper: { ...DEPTH_BUDGETS.paper, repeated: [1, 3, 5, 10, 15] },
	},
	encoding: (scale) => ({ ...encodingOf(scale), steps: BRIEF_STEPS }),
	rate: (cell) => CELLS[cell].rate,
});
