/** Adam's rate for one layer of each cell, and for two on Fashion-MNIST, on validation images. No training here looks at the test set. */
import { networkTitle } from "../network/architecture.js";
import { comparison, type Variant } from "./comparison.js";
import type { Experiment } from "./experiment.js";
import { LAST, layersOf, networkOf, WIDE } from "./protocol.js";

const ONE_LAYER = {
	src: [0.0005, 0.001, 0.002, 0.003, 0.006],
	lif: [0.00025, 0.0005, 0.001, 0.002, 0.004],
} as const;

/** Around the best for one layer, and beyond the SRC's third, which was the best of three; a run takes four times as long. */
const TWO_LAYERS = {
	src: [0.0005, 0.001, 0.002, 0.004],
	lif: [0.00025, 0.0005, 0.001],
} as const;

/** All training images: with fewer, a rate is chosen for a network that overfits sooner. */
const BUDGETS = {
	smoke: { epochs: 1, seeds: 1, train: 200, validation: 100, test: 0 },
	quick: { epochs: 1, seeds: 1, train: 2000, validation: 1000, test: 0 },
	paper: { epochs: 6, seeds: 1, train: 50_000, test: 0 },
} as const;

const NAME = "rates";
const QUESTION =
	"Which learning rate suits one layer of each cell, on each data set, and two on Fashion-MNIST?";

/** A variant for each cell and each of its rates. */
export function rateVariants(
	units: readonly number[],
	candidates: Readonly<Record<"src" | "lif", readonly number[]>>,
): Variant[] {
	return (["src", "lif"] as const).flatMap((cell) => {
		const layers = layersOf(cell, units);
		const title = networkTitle(networkOf(layers));
		return candidates[cell].map((rate) => ({
			variant: `${title}, rate ${rate}`,
			layers,
			rate,
		}));
	});
}

function search(
	data: string,
	units: readonly number[],
	candidates: Readonly<Record<"src" | "lif", readonly number[]>>,
): Experiment {
	return comparison({
		name: NAME,
		question: QUESTION,
		data,
		budgets: BUDGETS,
		variants: () => rateVariants(units, candidates),
	});
}

const SEARCHES = [
	search("mnist", [LAST], ONE_LAYER),
	search("fashion-mnist", [LAST], ONE_LAYER),
	search("fashion-mnist", [WIDE, LAST], TWO_LAYERS),
];

export const RATES: Experiment = {
	name: NAME,
	question: QUESTION,
	runs: (scale, chosen) => SEARCHES.flatMap(({ runs }) => runs(scale, chosen)),
};
