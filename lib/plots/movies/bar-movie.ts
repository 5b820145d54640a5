/** Bars that change from moment to moment, each before the outline of what it is in the end: an animation of one panel, or of two side by side. */
import type { DataSource, Figure, FigureWords } from "../figure.js";
import { makeFigure, type TitledAxis } from "../parts/layout.js";
import {
	axesOf,
	headingAt,
	layoutAxesOf,
	placeOf,
} from "../parts/panel-row.js";
import type { Trace } from "../parts/trace.js";
import { CURVE_STYLES, INK } from "../theme.js";

export interface BarPanel {
	readonly heading: string;
	/** With the unit. */
	readonly yTitle: string;
	/** [moments][bars]; null where there is no value. */
	readonly values: readonly (readonly (number | null)[])[];
	/** A bar that is hatched, to be told from the others. */
	readonly hatched?: number;
}

export interface BarMovieOptions extends FigureWords {
	/** One or two. */
	readonly panels: readonly BarPanel[];
	/** What the bars are called, the same in every panel. */
	readonly bars: readonly string[];
	readonly xTitle: string;
	/** What the slider calls the moments. */
	readonly moments: readonly string[];
	/** What the moments are counted by: "step". */
	readonly unit: string;
	/** Which of the moments paper shows before the outlines. */
	readonly still: number;
	readonly dataset: DataSource | null;
}

/** Room above the highest bar for the heading, as a share of the axis. */
const HEADING_ROOM = 0.15;
const FILLING = CURVE_STYLES[0].color;

/** @throws if a panel does not have a row of values for each moment */
export function barMovie(options: BarMovieOptions): Figure {
	const { message, caption, dataset, panels, moments, unit } = options;
	for (const { heading, values } of panels)
		if (values.length !== moments.length)
			throw new Error(
				`panel "${heading}" of the movie has values for ${values.length} moments, expected ${moments.length}`,
			);
	const after = (moment: number) => `after ${moments[moment]} ${unit}s`;
	const last = moments.length - 1;
	const drawn = (moment: number, name: string) =>
		panels.flatMap((panel, k) => [
			filled(panel, k, moment, name),
			outlined(panel, k, last, after(last)),
		]);
	const left = (k: number) => placeOf(k, panels.length)[0];
	return makeFigure({
		message,
		caption,
		dataset,
		data: drawn(options.still, "now"),
		axes: Object.assign(
			{},
			...panels.map((panel, k) => axes(panel, k, options)),
		),
		annotations: panels.map(({ heading }, k) => headingAt(heading, left(k))),
		plotHeight: 270,
		layout: { barmode: "overlay" },
		animation: {
			unit,
			start: options.still,
			still: drawn(options.still, after(options.still)),
			frames: moments.map((name, moment) => ({
				name,
				traces: panels.map((_, k) => 2 * k),
				data: panels.map(({ values }) => ({ y: [...values[moment]] }) as Trace),
			})),
		},
	});
}

function filled(
	{ values, hatched }: BarPanel,
	k: number,
	moment: number,
	name: string,
): Trace {
	return {
		...bar(values[moment], k, name),
		width: 0.56,
		marker: {
			color: `${FILLING}99`,
			line: { color: FILLING, width: 1 },
			pattern: {
				shape: values[moment].map((_, n) => (n === hatched ? "/" : "")),
				bgcolor: `${FILLING}99`,
				fgcolor: INK.text,
				size: 6,
			},
		},
	} as Trace;
}

function outlined(
	{ values }: BarPanel,
	k: number,
	moment: number,
	name: string,
): Trace {
	return {
		...bar(values[moment], k, name),
		width: 0.84,
		marker: {
			color: "rgba(0, 0, 0, 0)",
			line: { color: INK.text, width: 1.2 },
		},
	};
}

function bar(y: readonly (number | null)[], k: number, name: string): Trace {
	return {
		...axesOf(k),
		type: "bar",
		name,
		showlegend: k === 0,
		x: y.map((_, n) => n),
		y: [...y] as number[],
		hovertemplate: "%{y}<extra></extra>",
	};
}

function axes(
	{ values, yTitle }: BarPanel,
	k: number,
	{ panels, bars, xTitle }: BarMovieOptions,
): Record<string, TitledAxis> {
	const names = layoutAxesOf(k);
	const own = axesOf(k);
	const all = values.flat().map(Number);
	const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
	return {
		[names.xaxis]: {
			title: xTitle,
			domain: placeOf(k, panels.length),
			anchor: own.yaxis,
			tickvals: bars.map((_, n) => n),
			ticktext: [...bars],
			range: [-0.6, bars.length - 0.4],
		},
		[names.yaxis]: {
			title: yTitle,
			anchor: own.xaxis,
			range: [1.05 * low, high + HEADING_ROOM * (high - low)],
			zeroline: true,
			zerolinecolor: INK.axis,
		},
	};
}
