/** Results row by row, each seed a point: a table of accuracies as a picture, whose axis need not begin at zero. */
import type { CellKind } from "../cells/spec.js";
import { formatSpread, meanAndDeviation } from "../statistics/spread.js";
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { makeFigure } from "./parts/layout.js";
import { rowAxis } from "./parts/row-axis.js";
import { rowMark } from "./parts/row-mark.js";
import type { Trace } from "./parts/trace.js";
import { AXIS, CELL_STYLES, FONT_SIZE, INK } from "./theme.js";

export interface SeedRow {
	/** e.g. "SRC 784-100, MNIST". */
	readonly name: string;
	/** Decides colour and marker; black without it. */
	readonly cell?: CellKind;
	/** One value a seed; none: the row says that nothing is measured yet. */
	readonly values: readonly number[];
	/** Published value in the same unit, drawn as a black line. */
	readonly published?: number;
}

export interface SeedRowsOptions extends FigureWords {
	readonly rows: readonly SeedRow[];
	/** With the unit; "test accuracy (%)" unless given. */
	readonly xTitle?: string;
	/** What the rows are; "network" unless given. */
	readonly yTitle?: string;
	/** Digits after the point; 2 unless given. */
	readonly digits?: number;
	readonly dataset: DataSource | null;
}

/** @throws if no row has a value */
export function seedRows(options: SeedRowsOptions): Figure {
	const { message, caption, dataset, rows, digits = 2 } = options;
	const known = [...rows.entries()].filter(([, row]) => row.values.length > 0);
	if (known.length === 0)
		throw new Error(
			`the figure "${message}" has no value at all: show it once something is measured`,
		);
	const all = rows.flatMap(({ values, published }) => [
		...values,
		...(published === undefined ? [] : [published]),
	]);
	const [low, high] = [Math.min(...all), Math.max(...all)];
	const span = Math.max(high - low, 1);
	const { yaxis, places, ...room } = rowAxis(
		rows.map(({ name }) => name),
		options.yTitle ?? "network",
	);
	return makeFigure({
		message,
		caption: `${caption} Large marks: means over seeds (or folds), with ± 1 standard deviation; small ones: single seeds.`,
		dataset,
		data: [
			...known.flatMap(([k, row]) => drawRow(places[k], row)),
			...drawPublished(rows, places),
		],
		...room,
		right: 118,
		annotations: rows.map(({ values }, k) => ({
			text: values.length
				? `${formatSpread(meanAndDeviation(values), digits)} (${values.length})`
				: "not measured yet",
			showarrow: false,
			xref: "paper",
			x: 1,
			xanchor: "left",
			xshift: 8,
			y: places[k],
			font: {
				size: FONT_SIZE.tick,
				color: values.length ? INK.text : INK.muted,
			},
		})),
		axes: {
			xaxis: {
				title: options.xTitle ?? `test ${AXIS.accuracy}`,
				range: [low - 0.12 * span, high + 0.12 * span],
				showgrid: true,
			},
			yaxis,
		},
	});
}

function drawRow(row: number, { name, cell, values }: SeedRow): Trace[] {
	const { mean, deviation } = meanAndDeviation(values);
	const { color, marker } = cell
		? CELL_STYLES[cell]
		: { color: INK.text, marker: "circle" as const };
	const seeds: Trace = {
		type: "scatter",
		mode: "markers",
		name: `${name}, one seed`,
		showlegend: false,
		x: [...values],
		y: values.map(() => row + 0.22),
		marker: { color, symbol: `${marker}-open` as "circle-open", size: 5 },
	};
	const whole = rowMark({
		name,
		value: mean,
		row,
		spread: deviation,
		color,
		marker,
	});
	return values.length > 1 ? [seeds, whole] : [whole];
}

function drawPublished(
	rows: readonly SeedRow[],
	places: readonly number[],
): Trace[] {
	const shown = rows.flatMap(({ published }, k) =>
		published === undefined ? [] : [{ x: published, y: places[k] }],
	);
	if (shown.length === 0) return [];
	return [
		{
			type: "scatter",
			mode: "markers",
			name: "published",
			showlegend: true,
			x: shown.map(({ x }) => x),
			y: shown.map(({ y }) => y),
			marker: {
				symbol: "line-ns",
				size: 20,
				color: "#000000",
				line: { width: 2.5, color: "#000000" },
			},
		},
	];
}
