/** Claim 4 of the paper, and what it bends: the ReLU bypass and the detached recurrences, each with and without, at several depths. */
import type { SRCSpec } from "../cells/spec.js";
import { src } from "../cells/src.js";
import { comparison } from "./comparison.js";
import { depthTitle, unitsOfDepth } from "./depth.js";
import type { Experiment } from "./experiment.js";

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

const DEPTHS = { smoke: [1, 3], quick: [1, 3], paper: [1, 3, 5, 10] } as const;

/** Fewer images than the full set: four variants at four depths. */
const BUDGETS = {
	smoke: { epochs: 1, train: 200, seeds: 1 },
	quick: { epochs: 2, train: 2000, seeds: 1 },
	paper: { epochs: 10, train: 10_000, seeds: 2 },
} as const;

/** More where two decided nothing, Student's t being 12.7: of the shallower networks, where a run is cheap, and with ten layers of the pair that the claim on the bypass compares. */
function paperSeeds(
	depth: number,
	{ recurrentGradient }: Variant,
): { seeds: number } | undefined {
	const more = depth <= 3 || (depth === 10 && recurrentGradient === "detached");
	return more ? { seeds: 4 } : undefined;
}

export const GRADIENTS: Experiment = comparison({
	name: "gradients",
	question:
		"What do the ReLU bypass and the detached recurrences change, at which depth?",
	budgets: BUDGETS,
	variants: (scale) =>
		DEPTHS[scale].flatMap((depth) =>
			GRADIENT_VARIANTS.map((variant) => ({
				variant: `${gradientTitle(variant)}, ${depthTitle(depth)}`,
				layers: unitsOfDepth(depth).map((units) => src(units, variant)),
				...(scale === "paper" ? paperSeeds(depth, variant) : {}),
			})),
		),
});
