/** What a spike costs, beside an FPGA's published figures (arXiv 2605.10679): shorter stimuli, and a cell without tanh. */
import { src } from "../cells/src.js";
import type { SRCSpec } from "../network/spec.js";
import type { Experiment } from "./experiment.js";
import {
	CELLS,
	dataOf,
	encodingOf,
	LAST,
	networkOf,
	planned,
	seeds,
} from "./protocol.js";

interface Variant {
	readonly variant: string;
	/** Steps in all, the 20 empty ones included; the protocol's own where absent. */
	readonly steps?: number;
	readonly layer?: Partial<Omit<SRCSpec, "cell" | "units">>;
}

/** The FPGA ran 220, 55 and 44 steps; whether its empty steps count is not known, here they do. */
const VARIANTS: readonly Variant[] = [
	{ variant: "SRC 784-100, 220 steps" },
	{ variant: "SRC 784-100, 55 steps", steps: 55 },
	{ variant: "SRC 784-100, 44 steps", steps: 44 },
	{
		variant: "SRC 784-100, 220 steps, piecewise-linear cell",
		layer: { activation: "piecewise-linear" },
	},
	{
		variant: "SRC 784-100, 55 steps, piecewise-linear cell",
		steps: 55,
		layer: { activation: "piecewise-linear" },
	},
];

const BUDGETS = {
	smoke: { epochs: 1, train: 200, seeds: 1 },
	quick: { epochs: 2, train: 2000, seeds: 1 },
	paper: { epochs: 10, train: 50_000, seeds: 3 },
} as const;

export const COST: Experiment = {
	name: "cost",
	question: "How few steps, and how simple a cell, does a digit need?",
	runs: (scale, chosen) => {
		const { epochs, train, seeds: count } = BUDGETS[scale];
		const usual = encodingOf(scale);
		return VARIANTS.flatMap(({ variant, steps, layer }) =>
			(chosen ?? seeds(count)).map((seed) =>
				planned({
					experiment: "cost",
					variant,
					data: dataOf("mnist", scale, train),
					network: networkOf([src(LAST, layer)]),
					encoding:
						steps === undefined
							? usual
							: { ...usual, steps: steps - usual.prefix },
					seed,
					epochs,
					rate: CELLS.src.rate,
				}),
			),
		);
	},
};
