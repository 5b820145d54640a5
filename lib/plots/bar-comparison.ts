/** Bars of one measured quantity with their spread over seeds, each seed as a point, beside published values where there are any. */
import type { CellKind } from "../cells/spec.js";
import { formatSpread, meanAndDeviation } from "../statistics/spread.js";
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { makeFigure } from "./parts/layout.js";
import { wrap } from "./parts/pseudo-html.js";
import type { Trace } from "./parts/trace.js";
import {
	AXIS,
	CELL_STYLES,
	CURVE_STYLES,
	FIGURE_WIDTH,
	FONT_SIZE,
	INK,
} from "./theme.js";

export interface Bar {
	readonly name: string;
	/** Decides the colour; without it, it comes from the palette. */
	readonly cell?: CellKind;
	/** One value a seed, in the unit of the axis. */
	readonly values: readonly number[];
	/** Published value in the same unit, drawn as a black line. */
	readonly published?: number;
}

export interface BarComparisonOptions extends FigureWords {
	readonly bars: readonly Bar[];
	/** With the unit; "test accuracy (%)" unless given. */
	readonly yTitle?: string;
	/** What differs between the bars; "network" unless given. */
	readonly xTitle?: string;
	/** Digits after the point of the numbers over the bars; 1 unless given. */
	readonly digits?: number;
	readonly dataset: DataSource | null;
}

/** Bars start at zero: their heights can be compared. @throws if a bar has no value */
export function barComparison(options: BarComparisonOptions): Figure {
	const { message, caption, dataset, bars, digits = 1 } = options;
	const spreads = bars.map((bar) => meanAndDeviation(bar.values));
	const highest = Math.max(
		...bars.flatMap((bar) => [...bar.values, bar.published ?? 0]),
		...spreads.map(({ mean, deviation }) => mean + (deviation ?? 0)),
	);
	const positions = bars.map((_, k) => k);
	const colors = bars.map(
		({ cell }, k) =>
			(cell ? CELL_STYLES[cell] : CURVE_STYLES[k % CURVE_STYLES.length]).color,
	);
	const several = positions.filter((k) => spreads[k].deviation !== null);
	const published = positions.filter((k) => bars[k].published !== undefined);

	const slot = (0.85 * FIGURE_WIDTH) / bars.length;
	const names = bars.map(({ name }) => wrap(name, slot, FONT_SIZE.tick));
	const data: Trace[] = [
		{
			type: "bar",
			name: "mean",
			showlegend: false,
			x: positions,
			y: spreads.map(({ mean }) => mean),
			width: 0.6,
			marker: {
				color: colors.map((color) => `${color}66`),
				line: { color: colors, width: 1.5 },
			},
			text: spreads.map((spread) => formatSpread(spread, digits)),
			textposition: "auto",
			insidetextanchor: "middle",
			textangle: 0,
			textfont: { color: INK.text, size: FONT_SIZE.axis },
			hovertemplate: "%{y}<extra></extra>",
		},
	];
	if (several.length > 0)
		data.push(
			{
				type: "scatter",
				mode: "markers",
				name: "deviation",
				showlegend: false,
				x: several,
				y: several.map((k) => spreads[k].mean),
				marker: { size: 1, color: INK.text },
				error_y: {
					type: "data",
					array: several.map((k) => spreads[k].deviation ?? 0),
					thickness: 1.5,
					width: 6,
					color: INK.text,
				},
				hoverinfo: "skip",
			},
			{
				type: "scatter",
				mode: "markers",
				name: "one seed",
				showlegend: true,
				// Beside the error bar, in turn left and right of it.
				x: several.flatMap((k) =>
					bars[k].values.map((_, seed) => k + (seed % 2 === 0 ? -0.2 : 0.2)),
				),
				y: several.flatMap((k) => bars[k].values),
				marker: { symbol: "circle-open", size: 6, color: INK.text },
			},
		);
	if (published.length > 0)
		data.push({
			type: "scatter",
			mode: "markers",
			name: "published",
			showlegend: true,
			x: published,
			y: published.map((k) => bars[k].published ?? 0),
			marker: {
				symbol: "line-ew",
				size: 46,
				color: "#000000",
				line: { width: 2.5, color: "#000000" },
			},
		});
	return makeFigure({
		message,
		caption,
		dataset,
		data,
		plotHeight: 270,
		tickLines: Math.max(...names.map((lines) => lines.length)),
		axes: {
			xaxis: {
				title: options.xTitle ?? "network",
				tickvals: positions,
				ticktext: names.map((lines) => lines.join("<br>")),
				tickangle: 0,
				range: [-0.6, bars.length - 0.4],
				showgrid: false,
			},
			yaxis: {
				title: options.yTitle ?? `test ${AXIS.accuracy}`,
				range: [0, highest * 1.06],
			},
		},
	});
}
