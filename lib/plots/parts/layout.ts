/** How every figure is laid out: the message on top, the legend under it, the data, and the caption at the foot. */
import type { Annotation, Layout, LayoutAxis } from "plotly.js-dist-min";
import type {
	DataSource,
	Figure,
	FigureLayout,
	FigureWords,
} from "../figure.js";
import {
	type Animation,
	CONTROLS_HEIGHT,
	controls,
} from "../movies/animation.js";
import { plainJson } from "../render/plain-json.js";
import { FIGURE_WIDTH, FONT_FAMILY, FONT_SIZE, INK } from "../theme.js";
import { estimateWidth, plainText, wrap } from "./pseudo-html.js";
import type { Trace } from "./trace.js";

/** An axis needs a title with its unit; everything else may be left to the layout. */
export type TitledAxis = Partial<Omit<LayoutAxis, "title">> & {
	readonly title: string;
};

/** What a figure function hands over to be laid out. */
export interface FigureParts extends FigureWords {
	/** What the data came from; null if it was computed without any. */
	readonly dataset: DataSource | null;
	readonly data: readonly Trace[];
	/** By Plotly's names: xaxis, yaxis, xaxis2, … */
	readonly axes: Readonly<Record<string, TitledAxis>>;
	/** Axes without ticks that repeat a titled one, as in a grid of images. */
	readonly repeatedAxes?: Readonly<Record<string, Partial<LayoutAxis>>>;
	/** Height of the plotting area in px, without title, legend and caption. */
	readonly plotHeight: number;
	/** Lines of the longest tick label of the x axis; 1 unless given. */
	readonly tickLines?: number;
	/** Space left of the plotting area in px, for ticks and axis titles. */
	readonly left?: number;
	/** Space right of it, for a colour bar. */
	readonly right?: number;
	readonly annotations?: readonly Partial<Annotation>[];
	readonly layout?: Partial<Layout>;
	/** Makes the figure move. */
	readonly animation?: Animation;
}

const EDGE = 14;
const LINE_HEIGHT = 1.35;
/** From the plotting area down to the caption: ticks and the x axis's title. */
const AXIS_SPACE = 56;
const LEGEND_ROW = 20;

/** Lays a figure out. @throws if a number in it is NaN or infinite, or an axis has no title */
export function makeFigure(parts: FigureParts): Figure {
	const {
		message,
		dataset,
		data,
		axes,
		plotHeight,
		left = 72,
		right = 24,
		layout = {},
	} = parts;
	const caption = dataset
		? `${parts.caption} Data: ${dataset.title}.`
		: parts.caption;
	const textWidth = FIGURE_WIDTH - 2 * EDGE;
	const title = wrap(message, textWidth, FONT_SIZE.title, "bold");
	const foot = wrap(caption, textWidth, FONT_SIZE.caption);
	const legendHeight =
		legendRows(data, FIGURE_WIDTH - left - right) * LEGEND_ROW;
	const titleHeight = title.length * FONT_SIZE.title * LINE_HEIGHT;
	const top = Math.ceil(EDGE + titleHeight + legendHeight + 10);
	const { animation, ...standing } = parts;
	const belowPlot =
		AXIS_SPACE + ((parts.tickLines ?? 1) - 1) * FONT_SIZE.tick * LINE_HEIGHT;
	const axisSpace = belowPlot + (animation ? CONTROLS_HEIGHT : 0);
	const footHeight = foot.length * FONT_SIZE.caption * LINE_HEIGHT;
	const bottom = Math.ceil(axisSpace + footHeight + EDGE);

	const full: Partial<Layout> = {
		...layout,
		width: FIGURE_WIDTH,
		height: top + plotHeight + bottom,
		margin: { l: left, r: right, t: top, b: bottom, pad: 0 },
		paper_bgcolor: "#ffffff",
		plot_bgcolor: "#ffffff",
		font: { family: FONT_FAMILY, size: FONT_SIZE.axis, color: INK.text },
		legend: {
			orientation: "h",
			tracegroupgap: 0,
			traceorder: "normal",
			x: 0,
			xanchor: "left",
			y: 1,
			yanchor: "bottom",
			font: { size: FONT_SIZE.axis },
		},
		hovermode: layout.hovermode ?? "closest",
		...(animation ? controls(animation, belowPlot) : {}),
		...parts.repeatedAxes,
		annotations: [
			...(parts.annotations ?? []),
			words(
				"message",
				title.map((line) => `<b>${line}</b>`),
				{
					xshift: EDGE - left,
					y: 1,
					yshift: top - EDGE,
					font: { size: FONT_SIZE.title },
				},
			),
			words("caption", foot, {
				xshift: EDGE - left,
				y: 0,
				yshift: -axisSpace,
				font: { size: FONT_SIZE.caption, color: INK.muted },
			}),
		],
		meta: { message: plainText(message), caption: plainText(caption) },
	};
	for (const [name, axis] of Object.entries(axes)) {
		if (axis.title.trim() === "")
			throw new Error(
				`${name} of the figure "${message}" has no title: name the quantity and its unit`,
			);
		Object.assign(full, { [name]: styledAxis(name, axis) });
	}
	return {
		kind: "figure",
		message,
		caption,
		data: plainJson(data, "data") as object[],
		layout: plainJson(full, "layout") as FigureLayout,
		...(animation
			? {
					frames: plainJson(animation.frames, "frames") as object[],
					still: makeFigure({ ...standing, data: animation.still ?? data }),
				}
			: {}),
	};
}

function styledAxis(
	name: string,
	{ title, ...axis }: TitledAxis,
): Partial<LayoutAxis> {
	return {
		showgrid: name.startsWith("y"),
		gridcolor: INK.grid,
		zeroline: false,
		showline: true,
		linecolor: INK.axis,
		ticks: "outside",
		ticklen: 4,
		tickcolor: INK.axis,
		tickfont: { size: FONT_SIZE.tick },
		...axis,
		title: { text: title, font: { size: FONT_SIZE.axis }, standoff: 8 },
	};
}

/** Message and caption are annotations at a fixed distance from the plotting area: Plotly moves a title of two lines off the edge. */
function words(
	name: string,
	lines: readonly string[],
	place: Partial<Annotation>,
): Partial<Annotation> {
	return {
		name,
		text: lines.join("<br>"),
		showarrow: false,
		xref: "paper",
		x: 0,
		xanchor: "left",
		yref: "paper",
		yanchor: "top",
		align: "left",
		borderpad: 0,
		...place,
	};
}

/** How many rows the legend takes above a plotting area of `width` px: Plotly aligns entries in columns of equal width. */
function legendRows(data: readonly Trace[], width: number): number {
	const names = data.flatMap((trace) =>
		"name" in trace && trace.name && trace.showlegend !== false
			? [trace.name]
			: [],
	);
	if (
		names.length === 0 ||
		(names.length === 1 && !data.some((trace) => trace.showlegend))
	)
		return 0;
	const entry =
		45 + Math.max(...names.map((name) => estimateWidth(name, FONT_SIZE.axis)));
	return Math.ceil(names.length / Math.max(1, Math.floor(width / entry)));
}
