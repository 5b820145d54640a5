/** The neuron's constants as a table: the library's own values, and how sure it is that they are the paper's. */
import { GATE_THRESHOLD, SRC_DEFAULTS, START_RANGE } from "../../cells/src.js";
import { makeTable, type Table } from "../../plots/tables/table.js";
import { minus } from "../../text/numbers.js";

/** "certain": read in a source (a reader's note, an independent implementation, an exported model); "inferred": from evidence; "chosen here": the paper leaves it open, or nobody here knows. */
export type Certainty = "certain" | "inferred" | "chosen here";

interface ParameterRow {
	readonly symbol: string;
	readonly value: number | string;
	readonly meaning: string;
	readonly certainty: Certainty;
}

const D = SRC_DEFAULTS;

const ROWS: readonly ParameterRow[] = [
	{
		symbol: "α",
		value: D.alpha,
		meaning: "leak of the input integrator, per step",
		certainty: "certain",
	},
	{
		symbol: "ρ",
		value: D.rho,
		meaning: "bound of the input",
		certainty: "certain",
	},
	{
		symbol: "r",
		value: D.r,
		meaning: "fast positive feedback",
		certainty: "certain",
	},
	{
		symbol: "r_s",
		value: D.rs,
		meaning: "slow negative feedback",
		certainty: "certain",
	},
	{
		symbol: "z_hyp",
		value: D.zHyp,
		meaning: "memory of the slow state at rest, per step",
		certainty: "certain",
	},
	{
		symbol: "z_dep",
		value: D.zDep,
		meaning: "memory of the slow state during a spike, per step",
		certainty: "certain",
	},
	{
		symbol: "h threshold",
		value: GATE_THRESHOLD,
		meaning: "where the slow gate switches",
		certainty: "certain",
	},
	{
		symbol: "b_h",
		value: D.biasInit,
		meaning: "bias at the start of training",
		certainty: "certain",
	},
	{
		symbol: "b_h, training",
		value: D.bias,
		meaning: `or learned and kept at or below ${minus(D.biasMax)}`,
		certainty: "chosen here",
	},
	{
		symbol: "gate form",
		value: D.gateForm,
		meaning: "a step, or a sigmoid of slope 10 in the code of 2023",
		certainty: "certain",
	},
	{
		symbol: "gate timing",
		value: D.gateTiming === "previous" ? "h[t−1]" : "h[t]",
		meaning: "the paper's text writes h[t], the working code uses h[t−1]",
		certainty: "chosen here",
	},
	{
		symbol: "h[0], h_s[0]",
		value: `U(${START_RANGE.join(", ")})`,
		meaning: "start states, drawn once per neuron",
		certainty: "inferred",
	},
	{
		symbol: "W",
		value: `Xavier, gain ${D.weightGain.toFixed(3)}`,
		meaning: "uniform start of the input weights",
		certainty: "inferred",
	},
];

/** One row a constant or choice. */
export function parameterTable(): Table {
	return makeTable<ParameterRow>({
		message: "The constants of the neuron, and how sure each is",
		caption:
			"Values as the library uses them. Certain: read in a source: a reader's note, an independent implementation or an exported model. Inferred: from evidence. Chosen here: the sources leave it open or disagree.",
		dataset: null,
		rows: ROWS,
		columns: [
			{ title: "symbol", text: ({ symbol }) => symbol },
			{
				title: "value (–)",
				align: "right",
				text: ({ value }) => minus(value),
			},
			{ title: "meaning", text: ({ meaning }) => meaning },
			{ title: "certainty", text: ({ certainty }) => certainty },
		],
	});
}
