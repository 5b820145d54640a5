/** Line plot of one quantity against another: parameter sweeps, f–I curves, cost against size. */
import type { LayoutAxis, ScatterData } from "plotly.js-dist-min";
import type { DataSource, Figure, FigureWords } from "./figure.js";
import type { Animation } from "./movies/animation.js";
import { makeFigure } from "./parts/layout.js";
import type { Trace } from "./parts/trace.js";
import { CURVE_STYLES, type CurveStyle, SEQUENTIAL_COLORS } from "./theme.js";

export interface Curve {
	/** What the legend calls it. */
	readonly name: string;
	readonly x: ArrayLike<number>;
	/** As long as `x`; null where there is no value. */
	readonly y: ArrayLike<number | null>;
	/** Half height of a band around the curve, such as a standard deviation; as long as `x`. */
	readonly spread?: ArrayLike<number>;
	/** Taken from the palette unless given, as for cells (`CELL_STYLES.src`). */
	readonly style?: CurveStyle;
}

/** The same curve in the background, for what others are compared with: pale and dotted. */
export function pale({ style = CURVE_STYLES[0], ...curve }: Curve): Curve {
	return {
		...curve,
		style: { ...style, color: `${style.color}80`, dash: "dot" },
	};
}

/** Curves that change while a slider is moved; each moment has as many, in the same order. */
export interface MovingCurves {
	/** What the moments are counted by: "images seen". */
	readonly unit: string;
	/** The last of them is what the figure opens with, and what paper shows. */
	readonly moments: readonly {
		readonly name: string;
		readonly curves: readonly Curve[];
	}[];
}

export interface LinePlotOptions extends FigureWords {
	readonly curves: readonly Curve[];
	/** Drawn over `curves`, which stand still. */
	readonly moving?: MovingCurves;
	/** With the unit: "input current (dimensionless)". */
	readonly xTitle: string;
	readonly yTitle: string;
	/** "ordered" colours run from dark to light, for the values of one parameter; at most five curves. */
	readonly palette?: "distinct" | "ordered";
	readonly xScale?: "linear" | "log";
	readonly yScale?: "linear" | "log";
	/** Axes begin at 0, for quantities whose ratios matter. */
	readonly fromZero?: boolean;
	readonly dataset: DataSource | null;
}

/** Lines with markers, told apart by colour, dash and marker. @throws if x and y of a curve differ in length */
export function linePlot(options: LinePlotOptions): Figure {
	const { message, caption, dataset, curves, palette = "distinct" } = options;
	const moments = (options.moving?.moments ?? []).map(
		(moment) => moment.curves,
	);
	const everything = [...curves, ...moments.flat()];
	const styled = curves.length + (moments[0]?.length ?? 0);
	const draw = (first: number) => (curve: Curve, k: number) => {
		if (curve.x.length !== curve.y.length)
			throw new Error(
				`curve "${curve.name}" has ${curve.x.length} x values and ${curve.y.length} y values: give one y for each x`,
			);
		return drawCurve(
			curve,
			curve.style ?? paletteStyle(first + k, styled, palette),
		);
	};
	const standing = curves.flatMap(draw(0));
	const frames = moments.map((own) => own.flatMap(draw(curves.length)));
	const data = [...standing, ...(frames.at(-1) ?? [])];
	const valuesOf = (axis: "x" | "y") =>
		everything.flatMap((curve) => Array.from<number | null>(curve[axis]));
	const origin = options.fromZero ? ({ rangemode: "tozero" } as const) : {};
	return makeFigure({
		message,
		caption,
		dataset,
		data,
		plotHeight: 290,
		axes: {
			xaxis: {
				title: options.xTitle,
				...scaleOf(options.xScale, valuesOf("x")),
				...wholeTicks(options.xScale, valuesOf("x")),
			},
			yaxis: {
				title: options.yTitle,
				...scaleOf(options.yScale, valuesOf("y")),
				...origin,
				...(options.moving ? fixedRange(options, valuesOf("y")) : {}),
			},
		},
		...(options.moving
			? { animation: animationOf(options.moving, standing.length, frames) }
			: {}),
	});
}

function animationOf(
	{ unit, moments }: MovingCurves,
	first: number,
	frames: readonly (readonly Trace[])[],
): Animation {
	return {
		unit,
		duration: 500,
		start: frames.length - 1,
		frames: frames.map((data, k) => ({
			name: moments[k].name,
			traces: data.map((_, trace) => first + trace),
			data,
		})),
	};
}

/** The y axis holds still while the curves move: from the least of all values, or 0, to the largest. */
function fixedRange(
	{ yScale, fromZero }: LinePlotOptions,
	values: readonly (number | null)[],
): Partial<Omit<LayoutAxis, "title">> {
	const known = values.filter((value) => value !== null);
	const place = yScale === "log" ? Math.log10 : (value: number) => value;
	const least = fromZero ? 0 : place(Math.min(...known));
	const most = place(Math.max(...known));
	const room = 0.06 * (most - least || 1);
	return { range: [fromZero ? 0 : least - room, most + room] };
}

/** Whole numbers that lie close together, such as those of layers, have no marks between them. */
function wholeTicks(
	scale: "linear" | "log" = "linear",
	values: readonly (number | null)[],
): { dtick?: number } {
	const whole = values.filter((value) => Number.isInteger(value)) as number[];
	if (scale === "log" || whole.length < values.length) return {};
	return Math.max(...whole) - Math.min(...whole) <= 6 ? { dtick: 1 } : {};
}

/** Above so many powers of ten a logarithmic axis shows nothing else. */
const FEW_DECADES = 3;

/** Logarithmic axes are labelled at 1, 2, 5, 10, …, or at some powers of ten where the values span many. */
function scaleOf(
	scale: "linear" | "log" = "linear",
	values: readonly (number | null)[],
): Partial<Omit<LayoutAxis, "title">> {
	if (scale === "linear") return { type: "linear" };
	const known = values.filter((value) => value !== null);
	const [least, most] = [Math.min(...known), Math.max(...known)];
	const decades = Math.log10(most / least);
	if (decades > FEW_DECADES)
		return {
			type: "log",
			dtick: Math.ceil(decades / 8),
			exponentformat: "power",
		};
	// Written out, since Plotly leaves the powers away: 2, 5, 0.1, 2.
	const first = Math.floor(Math.log10(least));
	const last = Math.floor(Math.log10(most));
	const tickvals = Array.from({ length: last - first + 1 }, (_, k) =>
		[1, 2, 5].map((digit) => Number(`${digit}e${first + k}`)),
	).flat();
	return { type: "log", tickvals, ticktext: tickvals.map(String) };
}

function paletteStyle(
	k: number,
	count: number,
	palette: "distinct" | "ordered",
): CurveStyle {
	const style = CURVE_STYLES[k % CURVE_STYLES.length];
	if (palette === "distinct") return style;
	const place =
		count === 1
			? 0
			: Math.round((k * (SEQUENTIAL_COLORS.length - 1)) / (count - 1));
	return { ...style, color: SEQUENTIAL_COLORS[place] };
}

/** A curve with its markers and, under it, its band; on these axes. */
export function drawCurve(
	curve: Curve,
	style: CurveStyle,
	axes: Pick<ScatterData, "xaxis" | "yaxis"> = { xaxis: "x", yaxis: "y" },
	showlegend = true,
): Trace[] {
	const place = { ...axes, legendgroup: curve.name };
	const x = Array.from(curve.x);
	const line: Trace = {
		...place,
		type: "scatter",
		mode: x.length > 60 ? "lines" : "lines+markers",
		name: curve.name,
		showlegend,
		x,
		y: Array.from(curve.y) as number[],
		line: { color: style.color, dash: style.dash, width: 2 },
		marker: { color: style.color, symbol: style.marker, size: 6 },
	};
	return curve.spread
		? [drawBand(curve, curve.spread, style, place), line]
		: [line];
}

function drawBand(
	curve: Curve,
	spread: ArrayLike<number>,
	style: CurveStyle,
	place: object,
): Trace {
	const x: (number | null)[] = [];
	const y: (number | null)[] = [];
	for (const run of knownRuns(curve.y)) {
		const back = run.toReversed();
		x.push(...run.map((k) => curve.x[k]), ...back.map((k) => curve.x[k]), null);
		y.push(
			...run.map((k) => Number(curve.y[k]) + spread[k]),
			...back.map((k) => Number(curve.y[k]) - spread[k]),
			null,
		);
	}
	return {
		...place,
		type: "scatter",
		mode: "lines",
		x: x as number[],
		y: y as number[],
		fill: "toself",
		fillcolor: `${style.color}2e`,
		line: { width: 0, color: style.color },
		hoverinfo: "skip",
		showlegend: false,
	};
}

/** The indices of known values, cut where one is missing. */
function knownRuns(values: ArrayLike<number | null>): number[][] {
	const runs: number[][] = [[]];
	for (let k = 0; k < values.length; k++)
		if (values[k] === null) runs.push([]);
		else runs[runs.length - 1].push(k);
	return runs.filter((run) => run.length > 0);
}
