/** A shallow network trained on every labelled image there is, with settings that were chosen on the validation images before. */
import { comparison } from "./comparison.js";
import type { Experiment } from "./experiment.js";
import { LAST, layersOf } from "./protocol.js";

const BUDGETS = {
	smoke: { epochs: 1, train: 200, seeds: 1, validation: 0 },
	quick: { epochs: 2, train: 10_000, seeds: 1, validation: 0 },
	paper: { epochs: 10, train: 60_000, seeds: 1, validation: 0 },
} as const;

export const ALL_IMAGES: Experiment = comparison({
	name: "all-images",
	question:
		"What does a layer of 100 SRC neurons reach with all 60,000 images of MNIST, and in what time?",
	budgets: BUDGETS,
	variants: () => [{ variant: "SRC 784-100", layers: layersOf("src", [LAST]) }],
});
