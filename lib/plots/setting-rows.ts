/** One quantity by setting: a row each, and on it a mark for each value of a second setting. */
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { makeFigure } from "./parts/layout.js";
import { rowAxis } from "./parts/row-axis.js";
import type { Trace } from "./parts/trace.js";
import { CURVE_STYLES, type CurveStyle, INK } from "./theme.js";

export interface SettingMarks {
	/** What the legend calls it: "rate 0.001". */
	readonly name: string;
	/** By the name of the row; a row that is missing here has no such mark. */
	readonly values: ReadonlyMap<string, number>;
	/** Colour and marker; from the palette unless given. */
	readonly style?: CurveStyle;
}

interface Reference {
	readonly name: string;
	readonly value: number;
}

export interface SettingRowsOptions extends FigureWords {
	/** Names of the settings, the first on top. */
	readonly rows: readonly string[];
	readonly marks: readonly SettingMarks[];
	/** What all of them are compared with: a line from top to bottom each. */
	readonly references?: readonly Reference[];
	/** With the unit. */
	readonly xTitle: string;
	readonly dataset: DataSource | null;
}

/** Of the references in turn. */
const DASHES = ["dot", "dash", "longdashdot"] as const;

/** @throws if no row has a mark */
export function settingRows(options: SettingRowsOptions): Figure {
	const { message, caption, dataset, rows, marks, xTitle } = options;
	const references = options.references ?? [];
	if (marks.every(({ values }) => values.size === 0))
		throw new Error(
			`the figure "${message}" has no value at all: show it once something is measured`,
		);
	const { yaxis, places, ...room } = rowAxis(
		rows.map((row) =>
			marks.some(({ values }) => values.has(row))
				? row
				: `${row} (not run yet)`,
		),
		"setting",
	);
	return makeFigure({
		message,
		caption,
		dataset,
		data: [
			...references.map((one, k) =>
				drawReference(one, DASHES[k % DASHES.length], places),
			),
			...marks.map((one, k) =>
				drawMarks(
					one,
					rows,
					places,
					one.style ?? CURVE_STYLES[k % CURVE_STYLES.length],
					marks.length > 1,
				),
			),
		],
		...room,
		axes: {
			xaxis: {
				title: xTitle,
				showgrid: true,
				range: rangeOf([
					...references.map(({ value }) => value),
					...marks.flatMap(({ values }) => [...values.values()]),
				]),
			},
			yaxis,
		},
	});
}

/** A little more than from the least to the greatest, so that no line lies on the frame. */
function rangeOf(values: readonly number[]): [number, number] {
	const [least, most] = [Math.min(...values), Math.max(...values)];
	const margin = (most - least || 1) / 20;
	return [least - margin, most + margin];
}

function drawMarks(
	{ name, values }: SettingMarks,
	rows: readonly string[],
	places: readonly number[],
	{ color, marker }: CurveStyle,
	showlegend: boolean,
): Trace {
	const known = rows.flatMap((row, k) => {
		const x = values.get(row);
		return x === undefined ? [] : [{ x, y: places[k] }];
	});
	return {
		type: "scatter",
		mode: "markers",
		name,
		showlegend,
		x: known.map(({ x }) => x),
		y: known.map(({ y }) => y),
		marker: { color, symbol: marker, size: 9 },
		hovertemplate: `${name}: %{x}<extra></extra>`,
	};
}

function drawReference(
	{ name, value }: Reference,
	dash: (typeof DASHES)[number],
	places: readonly number[],
): Trace {
	return {
		type: "scatter",
		mode: "lines",
		name,
		showlegend: true,
		x: [value, value],
		y: [places[0] - 0.5, places[places.length - 1] + 0.5],
		line: { color: INK.muted, dash, width: 1.5 },
		hoverinfo: "skip",
	};
}
