/** What the sparse gradient to lower layers costs in accuracy: the same trainings with it and without. */
import { src } from "../cells/src.js";
import type { LowerGradient } from "../engine/fused/lower-gradient.js";
import { unitsOfDepth } from "./depth.js";
import type { Experiment } from "./experiment.js";
import {
	CELLS,
	dataOf,
	encodingOf,
	networkOf,
	planned,
	seeds,
} from "./protocol.js";

/** Shares of the energy that are tried. */
export const SPARSE_ENERGIES = [0.99, 0.95, 0.9] as const;

const VARIANTS: readonly {
	readonly variant: string;
	readonly lowerGradient?: LowerGradient;
}[] = [
	{ variant: "exact" },
	...SPARSE_ENERGIES.map((energy) => ({
		variant: sparseTitle(energy),
		lowerGradient: { kind: "sparse" as const, energy },
	})),
];

/** As tables write it: "99 % of the energy". */
export function sparseTitle(energy: number): string {
	return `${100 * energy} % of the energy`;
}

/** Layers of the networks that are compared. */
export const SPARSE_DEPTH = 5;

const BUDGETS = {
	smoke: { epochs: 1, train: 200, seeds: 1 },
	quick: { epochs: 2, train: 2000, seeds: 1 },
	paper: { epochs: 5, train: 10_000, seeds: 3 },
} as const;

export const SPARSE_GRADIENT: Experiment = {
	name: "sparse-gradient",
	question:
		"Does a network of five layers learn less when lower layers get the largest parts of the gradient only?",
	runs: (scale, chosen) => {
		const { epochs, train, seeds: count } = BUDGETS[scale];
		return VARIANTS.flatMap(({ variant, lowerGradient }) =>
			(chosen ?? seeds(count)).map((seed) => {
				const exact = planned({
					experiment: "sparse-gradient",
					variant,
					data: dataOf("mnist", scale, train),
					network: networkOf(
						unitsOfDepth(SPARSE_DEPTH).map((units) => src(units)),
					),
					encoding: encodingOf(scale),
					seed,
					epochs,
					rate: CELLS.src.rate,
				});
				return lowerGradient
					? { ...exact, plan: { ...exact.plan, lowerGradient } }
					: exact;
			}),
		);
	},
};
