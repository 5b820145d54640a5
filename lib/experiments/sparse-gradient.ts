/** What the sparse gradient to lower layers costs in accuracy: the same trainings with it and without. */
import { comparison } from "./comparison.js";
import { unitsOfDepth } from "./depth.js";
import type { Experiment } from "./experiment.js";
import { layersOf } from "./protocol.js";

/** Shares of the energy that are tried. */
export const SPARSE_ENERGIES = [0.99, 0.95, 0.9] as const;

/** As tables write it: "99 % of the energy". */
export function sparseTitle(energy: number): string {
	return `${100 * energy} % of the energy`;
}

/** Layers of the networks that are compared. */
const SPARSE_DEPTH = 5;

const BUDGETS = {
	smoke: { epochs: 1, train: 200, seeds: 1 },
	quick: { epochs: 2, train: 2000, seeds: 1 },
	paper: { epochs: 5, train: 10_000, seeds: 3 },
} as const;

export const SPARSE_GRADIENT: Experiment = comparison({
	name: "sparse-gradient",
	question:
		"Does a network of five layers learn less when lower layers get the largest parts of the gradient only?",
	budgets: BUDGETS,
	variants: () => {
		const layers = layersOf("src", unitsOfDepth(SPARSE_DEPTH));
		return [
			{ variant: "exact", layers },
			...SPARSE_ENERGIES.map((energy) => ({
				variant: sparseTitle(energy),
				layers,
				lowerGradient: { kind: "sparse" as const, energy },
			})),
		];
	},
});
