/** One phase plane of a neuron inside a figure: its axes, nullclines, fixed points and orbits. */
import type { Annotation, ScatterData, Shape } from "plotly.js-dist-min";
import type { TitledAxis } from "./parts/layout.js";
import { axesOf, headingAt, layoutAxesOf } from "./parts/panel-row.js";
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

const RANGE: [number, number] = [-1.1, 1.1];
/** A heading stands above the data. */
const RANGE_WITH_HEADING: [number, number] = [-1.1, 1.3];
/** Axes k of the figure, over this share of its width; the heading; and an upright line at the gate's threshold. */
export function planeFrame(
	k: number,
	domain: [number, number],
	heading: string,
	threshold: number,
): {
	axes: Record<string, TitledAxis>;
	heading: Partial<Annotation>;
	gate: Partial<Shape>;
} {
	const { xaxis, yaxis } = axesOf(k);
	const names = layoutAxesOf(k);
	return {
		axes: {
			[names.xaxis]: {
				title: `fast state ${STATE_STYLES.h.symbol} (–)`,
				range: RANGE,
				domain,
				anchor: yaxis,
			},
			[names.yaxis]: {
				title: `slow state ${STATE_STYLES.hs.symbol} (–)`,
				range: RANGE_WITH_HEADING,
				anchor: xaxis,
				showgrid: false,
			},
		},
		heading: headingAt(heading, domain[0]),
		gate: {
			type: "line",
			xref: xaxis,
			yref: yaxis,
			x0: threshold,
			x1: threshold,
			y0: RANGE[0],
			y1: RANGE[1],
			line: { color: INK.axis, width: 1, dash: "dot" },
		},
	};
}

/** @param all the orbits of all panels: each looks different */
export function drawPanel(
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
