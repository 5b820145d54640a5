/** Adam's rate for deep networks of each cell, on MNIST's validation images. No training here looks at the test set. */
import { comparison } from "./comparison.js";
import { unitsOfDepth } from "./depth.js";
import type { Experiment } from "./experiment.js";
import { rateVariants } from "./rates.js";

/** Numbers of layers, the greatest first: it is there that a rate decides whether a network learns at all. */
const DEPTHS = [15, 10, 5];

const CANDIDATES = {
	src: [0.0005, 0.001, 0.002, 0.003],
	lif: [0.00025, 0.0005, 0.001, 0.002],
} as const;

export const DEEP_RATES: Experiment = comparison({
	name: "deep-rates",
	question: "Which learning rate suits 5, 10 and 15 layers of each cell?",
	budgets: {
		smoke: { epochs: 1, seeds: 1, train: 100, validation: 100, test: 0 },
		quick: { epochs: 1, seeds: 1, train: 1000, validation: 1000, test: 0 },
		paper: { epochs: 2, seeds: 1, train: 50_000, test: 0 },
	},
	variants: () =>
		DEPTHS.flatMap((depth) => rateVariants(unitsOfDepth(depth), CANDIDATES)),
});
