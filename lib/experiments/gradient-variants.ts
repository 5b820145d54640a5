/** Claim 4 of the paper, and what it bends: the ReLU bypass and the detached recurrences, each with and without, at several depths. */
import { src } from "../cells/src.js";
import type { SRCSpec } from "../network/spec.js";
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

type Variant = Pick<SRCSpec, "outputGradient" | "recurrentGradient">;

/** The paper's first, the true gradient last. */
export const GRADIENT_VARIANTS: readonly Variant[] = [
	{ outputGradient: "bypass", recurrentGradient: "detached" },
	{ outputGradient: "relu", recurrentGradient: "detached" },
	{ outputGradient: "bypass", recurrentGradient: "full" },
	{ outputGradient: "relu", recurrentGradient: "full" },
];

/** "bypass, detached". */
export function gradientTitle(variant: Variant): string {
	const output = variant.outputGradient === "relu" ? "true ReLU" : "bypass";
	const recurrent =
		variant.recurrentGradient === "full" ? "full BPTT" : "detached";
	return `${output}, ${recurrent}`;
}

/** Fewer images than the full set: four variants at four depths. */
const BUDGETS = {
	smoke: { depths: [1, 3], epochs: 1, train: 200, seeds: 1 },
	quick: { depths: [1, 3], epochs: 2, train: 2000, seeds: 1 },
	paper: { depths: [1, 3, 5, 10], epochs: 10, train: 10_000, seeds: 2 },
} as const;

export const GRADIENTS: Experiment = {
	name: "gradients",
	question:
		"What do the ReLU bypass and the detached recurrences change, at which depth?",
	runs: (scale, chosen) => {
		const { depths, epochs, train, seeds: count } = BUDGETS[scale];
		return depths.flatMap((depth) =>
			GRADIENT_VARIANTS.flatMap((variant) =>
				(chosen ?? seeds(count)).map((seed) =>
					planned({
						experiment: "gradients",
						variant: `${gradientTitle(variant)}, ${depth} ${depth > 1 ? "layers" : "layer"}`,
						data: dataOf("mnist", scale, train),
						network: networkOf(
							unitsOfDepth(depth).map((units) => src(units, variant)),
						),
						encoding: encodingOf(scale),
						seed,
						epochs,
						rate: CELLS.src.rate,
					}),
				),
			),
		);
	},
};
