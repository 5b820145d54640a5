/** Phase planes of a neuron, fast state against slow state, side by side: nullclines, fixed points, orbits. */
import type { Annotation, ScatterData, Shape } from "plotly.js-dist-min";
import type { Figure, FigureWords } from "./figure.js";
import { makeFigure, type TitledAxis } from "./layout.js";
import { CURVE_STYLES, FONT_SIZE, INK, STATE_STYLES } from "./theme.js";

/** Points (h[k], hs[k]). */
export interface PlaneLine {
	readonly h: readonly number[];
	readonly hs: readonly number[];
}

export interface PlaneOrbit {
	/** What the legend calls it. */
	readonly name: string;
	/** Its start first, then one point a step. */
	readonly points: readonly { readonly h: number; readonly hs: number }[];
	/** How many of the first steps carry their number; none unless given. */
	readonly numbered?: number;
}

export interface PlanePanel {
	readonly heading: string;
	/** Where h stays for a step, and where h_s does. */
	readonly nullclines: { readonly h: PlaneLine; readonly hs: PlaneLine };
	readonly fixedPoints: readonly {
		readonly h: number;
		readonly hs: number;
		readonly stable: boolean;
	}[];
	readonly orbits: readonly PlaneOrbit[];
}

export interface PhasePlaneOptions extends FigureWords {
	/** One or two. */
	readonly panels: readonly PlanePanel[];
	/** h above which the slow gate opens: an upright line. */
	readonly threshold: number;
}

const RANGE: [number, number] = [-1.1, 1.1];
/** A heading stands above the data. */
const RANGE_WITH_HEADING: [number, number] = [-1.1, 1.3];
/** px. */
const HEIGHT = 330;

/** @throws if there are more than two panels */
export function phasePlane(options: PhasePlaneOptions): Figure {
	const { message, caption, panels, threshold } = options;
	if (panels.length > 2)
		throw new Error(
			`${panels.length} phase planes in one figure: at most two stand side by side`,
		);
	const axes: Record<string, TitledAxis> = {};
	const headings: Partial<Annotation>[] = [];
	const shapes: Partial<Shape>[] = [];
	for (const [k, { heading }] of panels.entries()) {
		const { xaxis, yaxis } = axesOf(k);
		const domain: [number, number] =
			panels.length === 1 ? [0, 1] : [0.55 * k, 0.45 + 0.55 * k];
		axes[xaxis.replace("x", "xaxis")] = {
			title: `fast state ${STATE_STYLES.h.symbol} (–)`,
			range: RANGE,
			domain,
			anchor: yaxis,
		};
		axes[yaxis.replace("y", "yaxis")] = {
			title: `slow state ${STATE_STYLES.hs.symbol} (–)`,
			range: RANGE_WITH_HEADING,
			anchor: xaxis,
			showgrid: false,
		};
		headings.push({
			text: heading,
			showarrow: false,
			xref: "paper",
			x: domain[0],
			xanchor: "left",
			yref: "paper",
			y: 1,
			yanchor: "top",
			font: { size: FONT_SIZE.tick },
		});
		shapes.push({
			type: "line",
			xref: xaxis,
			yref: yaxis,
			x0: threshold,
			x1: threshold,
			y0: RANGE[0],
			y1: RANGE[1],
			line: { color: INK.axis, width: 1, dash: "dot" },
		});
	}
	const orbits = panels.flatMap((panel) => panel.orbits);
	const data = panels.flatMap((panel, k) => drawPanel(panel, k, orbits));
	const seen = new Set<string>();
	return makeFigure({
		message,
		caption,
		dataset: null,
		data: data.map((trace) => {
			const showlegend = !seen.has(trace.name ?? "");
			seen.add(trace.name ?? "");
			return { ...trace, showlegend };
		}),
		axes,
		annotations: headings,
		plotHeight: HEIGHT,
		layout: { shapes },
	});
}

/** @param all the orbits of all panels: each looks different */
function drawPanel(
	panel: PlanePanel,
	k: number,
	all: readonly PlaneOrbit[],
): Partial<ScatterData>[] {
	const { nullclines, fixedPoints } = panel;
	const line = (
		name: string,
		{ h, hs }: PlaneLine,
		color: string,
	): Partial<ScatterData> => ({
		mode: "lines",
		name,
		x: [...h],
		y: [...hs],
		line: { color, width: 2 },
	});
	const points = (name: string, stable: boolean): Partial<ScatterData> => {
		const found = fixedPoints.filter((point) => point.stable === stable);
		return {
			mode: "markers",
			name,
			x: found.map(({ h }) => h),
			y: found.map(({ hs }) => hs),
			marker: {
				symbol: stable ? "circle" : "circle-open",
				size: 11,
				color: INK.text,
				line: { color: INK.text, width: 2 },
			},
		};
	};
	const traces: Partial<ScatterData>[] = [
		line("h-nullcline", nullclines.h, STATE_STYLES.h.color),
		line("h<sub>s</sub>-nullcline", nullclines.hs, STATE_STYLES.hs.color),
		...panel.orbits.map((orbit) => drawOrbit(orbit, all.indexOf(orbit))),
		points("stable fixed point", true),
		points("unstable fixed point", false),
	];
	return traces
		.filter(({ x }) => x?.length)
		.map((trace) => ({ ...trace, ...axesOf(k), type: "scatter" }));
}

function drawOrbit(
	{ name, points, numbered = 0 }: PlaneOrbit,
	k: number,
): Partial<ScatterData> {
	const style = ORBIT_STYLES[k % ORBIT_STYLES.length];
	return {
		mode: numbered > 0 ? "text+lines+markers" : "lines+markers",
		name,
		x: points.map(({ h }) => h),
		y: points.map(({ hs }) => hs),
		text: points.map((_, step) => (step <= numbered ? `${step}` : "")),
		textposition: "bottom right",
		textfont: { size: FONT_SIZE.tick, color: style.color },
		line: { color: `${style.color}88`, width: 1 },
		marker: { color: style.color, symbol: style.marker, size: 5 },
	};
}

/** Neither of the colours that the nullclines have. */
const ORBIT_STYLES = [3, 4, 0].map((k) => CURVE_STYLES[k]);

function axesOf(panel: number): { xaxis: "x"; yaxis: "y" } {
	// as in panel-stack.ts: "x" and "y" stand for all of Plotly's names
	const number = panel === 0 ? "" : `${panel + 1}`;
	return { xaxis: `x${number}` as "x", yaxis: `y${number}` as "y" };
}
