/** A shallow network trained on every labelled image there is, with settings that were chosen on the validation images before. */
import type { Experiment } from "./experiment.js";
import {
	CELLS,
	dataOf,
	encodingOf,
	LAST,
	layersOf,
	networkOf,
	planned,
	seeds,
} from "./protocol.js";

const BUDGETS = {
	smoke: { epochs: 1, train: 200 },
	quick: { epochs: 2, train: 10_000 },
	paper: { epochs: 10, train: 60_000 },
} as const;

export const ALL_IMAGES: Experiment = {
	name: "all-images",
	question:
		"What does a layer of 100 SRC neurons reach with all 60,000 images of MNIST, and in what time?",
	runs: (scale, chosen) => {
		const { epochs, train } = BUDGETS[scale];
		return (chosen ?? seeds(1)).map((seed) =>
			planned({
				experiment: "all-images",
				variant: "SRC 784-100",
				data: { ...dataOf("mnist", scale), train, validation: 0 },
				network: networkOf(layersOf("src", [LAST])),
				encoding: encodingOf(scale),
				seed,
				epochs,
				rate: CELLS.src.rate,
			}),
		);
	},
};
