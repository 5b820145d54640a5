/** Adam's rate for one layer of each cell, on the validation images of each data set. No training here looks at the test set. */
import { comparison } from "./comparison.js";
import type { Experiment } from "./experiment.js";
import { LAST, layersOf } from "./protocol.js";

const CANDIDATES = {
	src: [0.0005, 0.001, 0.002, 0.003, 0.006],
	lif: [0.00025, 0.0005, 0.001, 0.002, 0.004],
} as const;

/** All training images: with fewer, a rate is chosen for a network that overfits sooner. */
const BUDGETS = {
	smoke: { epochs: 1, seeds: 1, train: 200, validation: 100, test: 0 },
	quick: { epochs: 1, seeds: 1, train: 2000, validation: 1000, test: 0 },
	paper: { epochs: 6, seeds: 1, train: 50_000, test: 0 },
} as const;

const NAME = "rates";
const QUESTION =
	"Which learning rate suits one layer of each cell, on each data set?";

const onEach = ["mnist", "fashion-mnist"].map((data) =>
	comparison({
		name: NAME,
		question: QUESTION,
		data: data,
		budgets: BUDGETS,
		variants: () =>
			(["src", "lif"] as const).flatMap((cell) =>
				CANDIDATES[cell].map((rate) => ({
					variant: `${cell.toUpperCase()} 784-${LAST}, rate ${rate}`,
					layers: layersOf(cell, [LAST]),
					rate,
				})),
			),
	}),
);

export const RATES: Experiment = {
	name: NAME,
	question: QUESTION,
	runs: (scale, chosen) => onEach.flatMap(({ runs }) => runs(scale, chosen)),
};
