/** What a spike costs, beside an FPGA's published figures (arXiv 2605.10679): shorter stimuli, and a cell without tanh. */
import { src } from "../cells/src.js";
import { comparison, type Variant } from "./comparison.js";
import type { Experiment } from "./experiment.js";
import { LAST } from "./protocol.js";

/** So many steps in all, the empty ones included. */
function stepsInAll(steps: number): NonNullable<Variant["encoding"]> {
	return (usual) => ({ ...usual, steps: steps - usual.prefix });
}

const plain = [src(LAST)];
const piecewiseLinear = [src(LAST, { activation: "piecewise-linear" })];

/** The FPGA ran 220, 55 and 44 steps; whether its empty steps count is not known, here they do. */
const VARIANTS: readonly Variant[] = [
	{ variant: "SRC 784-100, 220 steps", layers: plain },
	{
		variant: "SRC 784-100, 55 steps",
		layers: plain,
		encoding: stepsInAll(55),
	},
	{
		variant: "SRC 784-100, 44 steps",
		layers: plain,
		encoding: stepsInAll(44),
	},
	{
		variant: "SRC 784-100, 220 steps, piecewise-linear cell",
		layers: piecewiseLinear,
	},
	{
		variant: "SRC 784-100, 55 steps, piecewise-linear cell",
		layers: piecewiseLinear,
		encoding: stepsInAll(55),
	},
];

const BUDGETS = {
	smoke: { epochs: 1, train: 200, seeds: 1 },
	quick: { epochs: 2, train: 2000, seeds: 1 },
	paper: { epochs: 10, train: 50_000, seeds: 3 },
} as const;

export const COST: Experiment = comparison({
	name: "cost",
	question: "How few steps, and how simple a cell, does a digit need?",
	budgets: BUDGETS,
	variants: () => VARIANTS,
});
