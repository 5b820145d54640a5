/** Measured values with their uncertainties against the bounds that decide them: a ledger's verdicts at a glance. */
import { formatSpread } from "../statistics/spread.js";
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { makeFigure } from "./parts/layout.js";
import { rowAxis } from "./parts/row-axis.js";
import { rowMark } from "./parts/row-mark.js";
import type { Trace } from "./parts/trace.js";
import { FONT_SIZE, INK, type Marker } from "./theme.js";

export interface BoundRow {
	readonly name: string;
	readonly value: number;
	/** Half length of the interval around it; null: unknown. */
	readonly uncertainty: number | null;
	/** Bounds within which it should lie; null: none on that side. */
	readonly atLeast: number | null;
	readonly atMost: number | null;
	/** One of the keys of `VERDICT_STYLES`, written behind the row with the value. */
	readonly verdict: keyof typeof VERDICT_STYLES;
}

export interface BoundRowsOptions extends FigureWords {
	readonly rows: readonly BoundRow[];
	/** With the unit. */
	readonly xTitle: string;
	/** What the rows are; "claim" unless given. */
	readonly yTitle?: string;
	/** Ends of the axis, at which a triangle stands for a value beyond it, and intervals are cut; all are on it unless given. */
	readonly xRange?: readonly [number, number];
	readonly dataset: DataSource | null;
}

const INSIDE = { color: "#009e73", marker: "circle" } as const;
const OUTSIDE = { color: "#d55e00", marker: "x" } as const;

/** Verdicts by marker and colour. */
export const VERDICT_STYLES: Readonly<
	Record<
		"replicated" | "holds" | "within noise" | "differs" | "does not hold",
		{ readonly color: string; readonly marker: Marker }
	>
> = {
	replicated: INSIDE,
	holds: INSIDE,
	"within noise": { color: "#e69f00", marker: "diamond" },
	differs: OUTSIDE,
	"does not hold": OUTSIDE,
};

/** Grey: where the value should lie. @throws without rows */
export function boundRows(options: BoundRowsOptions): Figure {
	const { message, caption, dataset, rows } = options;
	if (rows.length === 0)
		throw new Error(`the figure "${message}" has no rows: nothing is decided`);
	const ends = rows.flatMap(({ value, uncertainty, atLeast, atMost }) => [
		value - (uncertainty ?? 0),
		value + (uncertainty ?? 0),
		...(atLeast === null ? [] : [atLeast]),
		...(atMost === null ? [] : [atMost]),
	]);
	const span = Math.max(...ends) - Math.min(...ends) || 1;
	const range = options.xRange ?? [
		Math.min(...ends) - 0.08 * span,
		Math.max(...ends) + 0.08 * span,
	];
	const isBeyond = (x: number): boolean => clamped(x, range) !== x;
	const beyond = rows.some(({ value }) => isBeyond(value));
	const cut = rows.some(
		({ value, uncertainty }) =>
			!isBeyond(value) &&
			[-1, 1].some((side) => isBeyond(value + side * (uncertainty ?? 0))),
	);
	const { yaxis, places, ...room } = rowAxis(
		rows.map(({ name }) => name),
		options.yTitle ?? "claim",
	);
	return makeFigure({
		message,
		caption: [
			caption,
			...(beyond ? ["A triangle at the edge: the value lies beyond it."] : []),
			...(cut
				? ["A line up to the edge: the interval goes on beyond it."]
				: []),
		].join(" "),
		dataset,
		data: [
			...rows.map((row, k) => drawBounds(row, places[k], range, k === 0)),
			...rows.map((row, k) => drawValue(row, places[k], range)),
		],
		...room,
		right: 122,
		annotations: rows.map(({ verdict, value, uncertainty }, k) => ({
			text: `${verdict}<br>${formatSpread({ mean: value, deviation: uncertainty })}`,
			showarrow: false,
			xref: "paper",
			x: 1,
			xanchor: "left",
			align: "left",
			xshift: 8,
			y: places[k],
			font: { size: FONT_SIZE.tick, color: INK.text },
		})),
		axes: {
			xaxis: { title: options.xTitle, range: [...range], showgrid: true },
			yaxis,
		},
	});
}

function drawBounds(
	{ atLeast, atMost }: BoundRow,
	place: number,
	[low, high]: readonly [number, number],
	showlegend: boolean,
): Trace {
	return {
		type: "scatter",
		mode: "lines",
		name: "where it should lie",
		showlegend,
		legendgroup: "bounds",
		x: [atLeast ?? low, atMost ?? high],
		y: [place, place],
		line: { color: "#cfcfcf", width: 14 },
		hoverinfo: "skip",
	};
}

function drawValue(
	{ value, uncertainty, verdict, name }: BoundRow,
	row: number,
	range: readonly [number, number],
): Trace {
	const { color, marker } = VERDICT_STYLES[verdict];
	const seen = clamped(value, range);
	if (seen === value)
		return rowMark({ name, value, row, spread: uncertainty, color, marker });
	return {
		...rowMark({
			name,
			value: seen,
			row,
			spread: null,
			color,
			marker: value > seen ? "triangle-right" : "triangle-left",
		}),
		cliponaxis: false,
	};
}

function clamped(
	value: number,
	[low, high]: readonly [number, number],
): number {
	return Math.min(high, Math.max(low, value));
}
