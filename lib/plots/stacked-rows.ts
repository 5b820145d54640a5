/** What totals are made of: a row each, its parts end to end from zero, such as the energy of a decision. */
import { countText } from "../text/numbers.js";
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { makeFigure } from "./parts/layout.js";
import { rowAxis } from "./parts/row-axis.js";
import { FONT_SIZE, INK, SEQUENTIAL_COLORS } from "./theme.js";

export interface StackedRow {
	readonly name: string;
	/** By the part's name, in the unit of the axis; all rows have the same parts. */
	readonly parts: Readonly<Record<string, number>>;
}

export interface StackedRowsOptions extends FigureWords {
	readonly rows: readonly StackedRow[];
	/** With the unit. */
	readonly xTitle: string;
	/** What the rows are; "network" unless given. */
	readonly yTitle?: string;
	/** By the part's name, for parts in no order; otherwise from dark to light. */
	readonly colors?: Readonly<Record<string, string>>;
	readonly dataset: DataSource | null;
}

/** Parts run from dark to light, so that grey tells them apart; their numbers stand inside where they fit. */
const LEAST_LABELLED = 0.02;

/** The total stands behind each row. @throws if a row lacks a part that another has */
export function stackedRows(options: StackedRowsOptions): Figure {
	const { message, caption, dataset, rows } = options;
	const parts = [...new Set(rows.flatMap((row) => Object.keys(row.parts)))];
	for (const { name, parts: own } of rows)
		for (const part of parts)
			if (own[part] === undefined)
				throw new Error(
					`row "${name}" has no part "${part}": give it a number, 0 if there is none`,
				);
	const present = parts.filter((part) => rows.some((row) => row.parts[part]));
	const totals = rows.map((row) =>
		Object.values(row.parts).reduce((sum, value) => sum + value, 0),
	);
	const largest = Math.max(...totals);
	const { yaxis, places, ...room } = rowAxis(
		rows.map(({ name }) => name),
		options.yTitle ?? "network",
	);
	return makeFigure({
		message,
		caption,
		dataset,
		data: present.map((part, k) => ({
			type: "bar",
			orientation: "h",
			name: part,
			showlegend: true,
			x: rows.map((row) => row.parts[part]),
			y: [...places],
			width: 0.6,
			marker: {
				color: options.colors?.[part] ?? colorOf(k, present.length),
				line: { color: "#ffffff", width: 1 },
			},
			text: rows.map((row) =>
				row.parts[part] >= LEAST_LABELLED * largest
					? shortNumber(row.parts[part])
					: "",
			),
			textposition: "inside",
			insidetextanchor: "middle",
			textangle: 0,
			textfont: { size: FONT_SIZE.tick },
			hovertemplate: `${part}: %{x}<extra></extra>`,
		})),
		...room,
		right: 70,
		annotations: totals.map((total, row) => ({
			text: shortNumber(total),
			showarrow: false,
			x: total,
			xanchor: "left",
			xshift: 4,
			y: places[row],
			font: { size: FONT_SIZE.tick, color: INK.text },
		})),
		axes: {
			xaxis: { title: options.xTitle, rangemode: "tozero", showgrid: true },
			yaxis,
		},
		layout: { barmode: "stack", bargap: 0.3 },
	});
}

function colorOf(k: number, count: number): string {
	const place =
		count === 1 ? 0 : (k * (SEQUENTIAL_COLORS.length - 1)) / (count - 1);
	const low = Math.min(Math.floor(place), SEQUENTIAL_COLORS.length - 2);
	const [from, to] = [low, low + 1].map((n) => channels(SEQUENTIAL_COLORS[n]));
	const mixed = from.map((value, c) =>
		Math.round(value + (place - low) * (to[c] - value)),
	);
	return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Red, green and blue of "#rrggbb". */
function channels(color: string): number[] {
	return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

/** Three significant digits, thousands apart. */
function shortNumber(value: number): string {
	return countText(Number(value.toPrecision(3)));
}
