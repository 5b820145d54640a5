/** A neuron on its way through the phase plane, and the same steps over time beside it: an animation of one dot a panel. */
import type { ScatterData } from "plotly.js-dist-min";
import type { Figure, FigureWords } from "../figure.js";
import { makeFigure } from "../parts/layout.js";
import { axesOf, placeOf } from "../parts/panel-row.js";
import type { Trace } from "../parts/trace.js";
import { drawPanel, type PlanePanel, planeFrame } from "../plane-panel.js";
import { AXIS, INK, STATE_STYLES } from "../theme.js";

export interface TravellingSpikeOptions extends FigureWords {
	/** With one orbit: the way of the neuron. */
	readonly panel: PlanePanel;
	/** h above which the slow gate opens. */
	readonly threshold: number;
}

const HEIGHT = 300;

/** @throws if there is not exactly one orbit */
export function travellingSpike(options: TravellingSpikeOptions): Figure {
	const { message, caption, panel, threshold } = options;
	if (panel.orbits.length !== 1)
		throw new Error(
			`a travelling spike is one orbit, got ${panel.orbits.length}`,
		);
	const { points } = panel.orbits[0];
	const frame = planeFrame(0, placeOf(0, 2), panel.heading, threshold);
	const time = axesOf(1);
	const course = (variable: "h" | "hs"): Partial<ScatterData> => ({
		...time,
		type: "scatter",
		mode: "lines",
		name: `${STATE_STYLES[variable].symbol}, over time`,
		x: points.map((_, step) => step),
		y: points.map((point) => point[variable]),
		line: {
			color: STATE_STYLES[variable].color,
			width: 2,
			dash: variable === "h" ? "solid" : "dash",
		},
		showlegend: true,
	});
	const still: Trace[] = [
		...drawPanel(panel, 0, panel.orbits).map((trace) => ({
			...trace,
			showlegend: true,
		})),
		course("h"),
		course("hs"),
	];
	/** The dots at a step: in the plane, on h, on h_s. */
	const dots = (step: number) => {
		const { h, hs } = points[step];
		return [
			{ x: [h], y: [hs] },
			{ x: [step], y: [h] },
			{ x: [step], y: [hs] },
		];
	};
	const dot = ({ x, y }: { x: number[]; y: number[] }, k: number): Trace => ({
		...(k === 0 ? axesOf(0) : time),
		type: "scatter",
		mode: "markers",
		name: "now",
		x,
		y,
		showlegend: false,
		marker: {
			symbol: "circle",
			size: 13,
			color: INK.text,
			line: { color: "#ffffff", width: 2 },
		},
	});
	return makeFigure({
		message,
		caption,
		dataset: null,
		data: [...still, ...dots(0).map(dot)],
		axes: {
			...frame.axes,
			xaxis2: {
				title: AXIS.step,
				domain: placeOf(1, 2),
				anchor: "y2",
				range: [-0.5, points.length - 0.5],
			},
			yaxis2: {
				title: `${STATE_STYLES.h.symbol} and ${STATE_STYLES.hs.symbol} (–)`,
				anchor: "x2",
				range: [-1.1, 1.1],
			},
		},
		annotations: [frame.heading],
		plotHeight: HEIGHT,
		layout: { shapes: [frame.gate] },
		animation: {
			unit: "step",
			still,
			frames: points.map((_, step) => ({
				name: `${step}`,
				traces: [0, 1, 2].map((k) => still.length + k),
				data: dots(step),
			})),
		},
	});
}
