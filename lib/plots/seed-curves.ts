/** A measured quantity against what was varied, with its spread over seeds: accuracy against depth, noise, steps, bits. */
import type { CellKind } from "../cells/spec.js";
import { meanAndDeviation } from "../statistics/spread.js";
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { makeFigure } from "./parts/layout.js";
import type { Trace } from "./parts/trace.js";
import {
	AXIS,
	CELL_STYLES,
	CURVE_STYLES,
	type CurveStyle,
	INK,
} from "./theme.js";

/** One setting of what is varied. */
export interface SeedPoint {
	readonly x: number;
	/** One value a seed; none where nothing is measured yet: the caption says so. */
	readonly values: readonly number[];
}

export interface SeedCurve {
	/** What the legend calls it. */
	readonly name: string;
	/** Decides colour, dash and marker; without it and without a style, they come from the palette. */
	readonly cell?: CellKind;
	/** In place of the cell's, where a cell has several curves. */
	readonly style?: CurveStyle;
	readonly points: readonly SeedPoint[];
}

/** A level drawn across the figure, such as chance or a published value. */
export interface Level {
	readonly name: string;
	readonly value: number;
}

type Bars = "deviation" | "range";

export interface SeedCurvesOptions extends FigureWords {
	readonly curves: readonly SeedCurve[];
	/** With the unit: "depth (layers)". */
	readonly xTitle: string;
	/** With the unit; "test accuracy (%)" unless given. */
	readonly yTitle?: string;
	/** "settings": the settings stand at equal distances, each with its number. */
	readonly xScale?: "linear" | "log" | "settings";
	readonly levels?: readonly Level[];
	/**
	 * What bars show: one sample standard deviation to either side unless "range" is given, from the lowest seed to the highest, for seeds that
	 * fall into two groups.
	 */
	readonly bars?: Bars;
	/** Ends of the y axis; chosen by the values unless given. */
	readonly yRange?: readonly [number, number];
	readonly dataset: DataSource | null;
}

/** Means with error bars, single seeds as small open marks. @throws if nothing at all is measured */
export function seedCurves(options: SeedCurvesOptions): Figure {
	const { message, caption, dataset, curves, levels = [] } = options;
	const bars = options.bars ?? "deviation";
	const xScale = options.xScale ?? "linear";
	const settings = [
		...new Set(curves.flatMap(({ points }) => points.map(({ x }) => x))),
	].sort((a, b) => a - b);
	if (
		curves.every(({ points }) => points.every(({ values }) => !values.length))
	)
		throw new Error(
			`the figure "${message}" has no value at all: show it once something is measured`,
		);
	const place = (x: number): number =>
		xScale === "settings" ? settings.indexOf(x) : x;
	const data = curves.flatMap((curve, k) =>
		drawCurve(
			curve,
			curve.style ??
				(curve.cell
					? CELL_STYLES[curve.cell]
					: CURVE_STYLES[k % CURVE_STYLES.length]),
			place,
			bars,
		),
	);
	const ends = [settings[0], settings[settings.length - 1]].map(place);
	return makeFigure({
		message,
		caption: [caption, seedSentence(curves, bars), missingSentence(curves)]
			.filter(Boolean)
			.join(" "),
		dataset,
		data: [...data, ...levels.map((level) => drawLevel(level, ends))],
		plotHeight: 290,
		axes: {
			xaxis: {
				title: options.xTitle,
				...(xScale === "log" ? { type: "log" } : { type: "linear" }),
				...(xScale === "settings"
					? { tickvals: settings.map(place), ticktext: settings.map(String) }
					: {}),
			},
			yaxis: {
				title: options.yTitle ?? `test ${AXIS.accuracy}`,
				...(options.yRange ? { range: [...options.yRange] } : {}),
			},
		},
	});
}

function drawCurve(
	{ name, points }: SeedCurve,
	style: CurveStyle,
	place: (x: number) => number,
	bars: Bars,
): Trace[] {
	const ordered = points.toSorted((a, b) => a.x - b.x);
	const spreads = ordered.map(({ values }) =>
		values.length ? meanAndDeviation(values) : undefined,
	);
	const x = ordered.map((point) => place(point.x));
	const several = ordered.filter(({ values }) => values.length > 1);
	const mean: Trace = {
		type: "scatter",
		mode: "lines+markers",
		name,
		showlegend: true,
		legendgroup: name,
		x,
		y: spreads.map((spread) => spread?.mean ?? null) as number[],
		line: { color: style.color, dash: style.dash, width: 2 },
		// open, so that curves that meet stay visible
		marker: {
			color: style.color,
			symbol: `${style.marker}-open` as "circle-open",
			size: 9,
			line: { width: 2 },
		},
		error_y: {
			type: "data",
			...barsOf(ordered, bars),
			color: style.color,
			thickness: 1.5,
			width: 5,
			visible: several.length > 0,
		},
		connectgaps: true,
	};
	const seeds: Trace = {
		type: "scatter",
		mode: "markers",
		name: `${name}, one seed`,
		legendgroup: name,
		showlegend: false,
		x: several.flatMap((point) => point.values.map(() => place(point.x))),
		y: several.flatMap(({ values }) => [...values]),
		marker: {
			color: style.color,
			symbol: `${style.marker}-open` as "circle-open",
			size: 4,
		},
	};
	return several.length ? [mean, seeds] : [mean];
}

/** How far bars reach above and below the means. */
function barsOf(
	points: readonly SeedPoint[],
	bars: Bars,
): { array: number[]; symmetric?: false; arrayminus?: number[] } {
	const reach = (of: (values: readonly number[], mean: number) => number) =>
		points.map(({ values }) =>
			values.length ? of(values, meanAndDeviation(values).mean) : 0,
		);
	if (bars === "deviation")
		return {
			array: reach((values) => meanAndDeviation(values).deviation ?? 0),
		};
	return {
		symmetric: false,
		array: reach((values, mean) => Math.max(...values) - mean),
		arrayminus: reach((values, mean) => mean - Math.min(...values)),
	};
}

function drawLevel({ name, value }: Level, ends: number[]): Trace {
	return {
		type: "scatter",
		mode: "lines",
		name,
		showlegend: true,
		x: ends,
		y: ends.map(() => value),
		line: { color: INK.muted, dash: "dot", width: 1.5 },
	};
}

/** How many seeds stand behind a mean. */
function seedSentence(curves: readonly SeedCurve[], bars: Bars): string {
	const counts = curves
		.flatMap(({ points }) => points.map(({ values }) => values.length))
		.filter((count) => count > 0);
	const [least, most] = [Math.min(...counts), Math.max(...counts)];
	if (most === 1) return "One seed per point.";
	const number = least === most ? `${most}` : `${least} to ${most}`;
	const reach =
		bars === "range"
			? "from the lowest seed to the highest"
			: "± 1 standard deviation";
	return `Mean over ${number} seeds; bars: ${reach}, small marks: single seeds.`;
}

/** "Not measured yet: SRC at 10, 15; LIF at 15." */
function missingSentence(curves: readonly SeedCurve[]): string {
	const gaps = curves.flatMap(({ name, points }) => {
		const empty = points.filter(({ values }) => values.length === 0);
		if (empty.length === 0) return [];
		return empty.length === points.length
			? name
			: `${name} at ${empty.map(({ x }) => x).join(", ")}`;
	});
	return gaps.length ? `Not measured yet: ${gaps.join("; ")}.` : "";
}
