/**
 * One vocabulary for all figures: the same colour, dash and marker for a cell type, and the same colour for a state variable,
 * everywhere. Colours are Okabe and Ito's (2008), and, for curves of no cell, from
 * Tol's (2021), readable without colour vision; dashes and markers serve print in grey.
 */
import type { CellKind } from "../cells/spec.js";

/** Plotly's dashes, and those of its markers that differ at a small size. */
export type Dash =
	| "solid"
	| "dash"
	| "dot"
	| "dashdot"
	| "longdash"
	| "longdashdot";
export type Marker =
	| "circle"
	| "square"
	| "diamond"
	| "triangle-up"
	| "triangle-down"
	| "triangle-left"
	| "triangle-right"
	| "x"
	| "cross"
	| "star";

/** How a cell type, or one of several curves, is drawn. */
export interface CurveStyle {
	/** "#rrggbb". */
	readonly color: string;
	readonly dash: Dash;
	readonly marker: Marker;
}

/** A cell type as figures show it. */
export interface CellStyle extends CurveStyle {
	readonly name: string;
}

export const CELL_STYLES: Readonly<Record<CellKind, CellStyle>> = {
	src: { name: "SRC", color: "#d55e00", dash: "solid", marker: "circle" },
	lif: { name: "LIF", color: "#0072b2", dash: "dash", marker: "square" },
	gru: { name: "GRU", color: "#009e73", dash: "dot", marker: "diamond" },
	lstm: {
		name: "LSTM",
		color: "#cc79a7",
		dash: "dashdot",
		marker: "triangle-up",
	},
	brc: { name: "BRC", color: "#4d4d4d", dash: "longdash", marker: "x" },
};

/** A state variable as figures show it. */
export interface StateStyle {
	/** The paper's symbol; subscripts in `<sub>`. */
	readonly symbol: string;
	readonly name: string;
	/** "#rrggbb". */
	readonly color: string;
	/** Whether the variable only takes part during a spike and is drawn as an area down to zero. */
	readonly filled?: boolean;
}

export type StateVariable =
	| "input"
	| "i"
	| "x"
	| "h"
	| "hs"
	| "zs"
	| "s_out"
	| "mem"
	| "c";

/** The cells' states and outputs; all are dimensionless. */
export const STATE_STYLES: Readonly<Record<StateVariable, StateStyle>> = {
	input: {
		symbol: "s<sub>in</sub>",
		name: "input",
		color: "#666666",
		filled: true,
	},
	i: { symbol: "i", name: "integrated input", color: "#56b4e9" },
	x: { symbol: "x", name: "bounded input", color: "#0072b2" },
	h: { symbol: "h", name: "fast state", color: "#d55e00" },
	hs: { symbol: "h<sub>s</sub>", name: "slow state", color: "#009e73" },
	zs: { symbol: "z<sub>s</sub>", name: "slow gate", color: "#cc79a7" },
	s_out: {
		symbol: "s<sub>out</sub>",
		name: "output spikes",
		color: "#000000",
		filled: true,
	},
	mem: { symbol: "u", name: "membrane potential", color: "#e69f00" },
	c: { symbol: "c", name: "cell state", color: "#7a4419" },
};

/** How a variable is drawn; one that the library's cells do not have in grey, under its own name. */
export function stateStyle(variable: string): StateStyle {
	return Object.hasOwn(STATE_STYLES, variable)
		? STATE_STYLES[variable as StateVariable]
		: { symbol: variable, name: variable, color: "#666666" };
}

/** Styles for curves that are neither cells nor states, in the order of their use; no colour is that of a cell. */
export const CURVE_STYLES: readonly CurveStyle[] = [
	{ color: "#332288", dash: "solid", marker: "circle" },
	{ color: "#e69f00", dash: "dash", marker: "square" },
	{ color: "#56b4e9", dash: "dot", marker: "diamond" },
	{ color: "#882255", dash: "dashdot", marker: "triangle-up" },
	{ color: "#000000", dash: "longdash", marker: "x" },
	{ color: "#7a4419", dash: "solid", marker: "square" },
	{ color: "#8a8a3c", dash: "dash", marker: "circle" },
];

/** Dark to light, for the ordered values of one parameter (cividis without its pale end; Nuñez et al. 2018). */
export const SEQUENTIAL_COLORS: readonly string[] = [
	"#00204d",
	"#31446b",
	"#666970",
	"#958f78",
	"#cbba69",
];

/** Axis titles, with their units. */
export const AXIS = {
	step: "time (steps)",
	epoch: "epoch",
	current: "input current (dimensionless)",
	rate: "firing rate (spikes per step)",
	loss: "training loss (nat)",
	accuracy: "accuracy (%)",
} as const;

/** DejaVu Sans is what static images are drawn with; Verdana has the same widths, for browsers without it. */
export const FONT_FAMILY = "DejaVu Sans, Verdana, sans-serif";
/** Sizes in px. */
export const FONT_SIZE = {
	title: 15,
	axis: 12,
	tick: 11,
	caption: 11,
} as const;
export const INK = {
	text: "#1a1a1a",
	muted: "#555555",
	grid: "#e3e3e3",
	axis: "#8a8a8a",
} as const;
/** Width of every figure in px. */
export const FIGURE_WIDTH = 760;
