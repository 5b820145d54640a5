/** What several neurons put out, one above the other, while a setting is turned: a figure with a slider over the settings, two panels side by side. */
import type { DataSource, Figure, FigureWords } from "../figure.js";
import { makeFigure, type TitledAxis } from "../parts/layout.js";
import {
	axesOf,
	headingAt,
	layoutAxesOf,
	placeOf,
} from "../parts/panel-row.js";
import type { Trace } from "../parts/trace.js";
import { AXIS, STATE_STYLES } from "../theme.js";

export interface OutputPanel {
	readonly heading: string;
	/** [settings][neurons], each [T]: outputs between 0 and 1. */
	readonly outputs: readonly (readonly ArrayLike<number>[])[];
}

export interface OutputMovieOptions extends FigureWords {
	/** One or two. */
	readonly panels: readonly OutputPanel[];
	/** What the slider calls the settings: "10 %". */
	readonly settings: readonly string[];
	/** What is set: "σ". */
	readonly unit: string;
	/** Which of the settings paper shows. */
	readonly still: number;
	readonly dataset: DataSource | null;
}

/** Of an output of 1, where neighbours are 1 apart. */
const SWING = 0.8;
/** px a neuron. */
const ROW_HEIGHT = 34;

/** @throws if a panel does not have the outputs of each setting */
export function outputMovie(options: OutputMovieOptions): Figure {
	const { message, caption, dataset, panels, settings } = options;
	for (const { heading, outputs } of panels)
		if (outputs.length !== settings.length)
			throw new Error(
				`panel "${heading}" of the movie has the outputs of ${outputs.length} settings, expected ${settings.length}`,
			);
	const neurons = panels[0].outputs[0].length;
	const drawn = (setting: number) =>
		panels.map(({ outputs }, k) => lines(outputs[setting], k));
	const [first, ...others] = drawn(options.still);
	const name = `${options.unit} = ${settings[options.still]}`;
	const left = (k: number) => placeOf(k, panels.length)[0];
	return makeFigure({
		message,
		caption,
		dataset,
		data: [first, ...others],
		axes: Object.assign(
			{},
			...panels.map(({ outputs }, k) => axes(outputs[0], k, panels.length)),
		),
		annotations: panels.map(({ heading }, k) => headingAt(heading, left(k))),
		plotHeight: ROW_HEIGHT * (neurons + 1),
		animation: {
			unit: options.unit,
			duration: 800,
			start: options.still,
			still: [{ ...first, name, showlegend: true }, ...others],
			frames: settings.map((name, setting) => ({
				name,
				traces: panels.map((_, k) => k),
				data: drawn(setting).map(({ y }) => ({ y }) as Trace),
			})),
		},
	});
}

/** All neurons as one line, which is broken between them. */
function lines(outputs: readonly ArrayLike<number>[], k: number): Trace {
	const x = outputs.flatMap((output) => [
		...Array.from(output, (_, t) => t),
		null,
	]);
	const y = outputs.flatMap((output, neuron) => [
		...Array.from(output, (value) => place(neuron, value)),
		null,
	]);
	return {
		...axesOf(k),
		type: "scatter",
		mode: "lines",
		name: STATE_STYLES.s_out.name,
		showlegend: false,
		x: x as number[],
		y: y as number[],
		line: { color: STATE_STYLES.s_out.color, width: 1.4 },
		connectgaps: false,
		hoverinfo: "x",
	} as Trace;
}

/** Two digits are finer than a pixel. */
function place(neuron: number, value: number): number {
	return neuron + 1 + Math.round(100 * SWING * value) / 100;
}

function axes(
	outputs: readonly ArrayLike<number>[],
	k: number,
	panels: number,
): Record<string, TitledAxis> {
	const names = layoutAxesOf(k);
	const own = axesOf(k);
	return {
		[names.xaxis]: {
			title: AXIS.step,
			domain: placeOf(k, panels),
			anchor: own.yaxis,
			range: [-0.5, outputs[0].length - 0.5],
		},
		[names.yaxis]: {
			title: `${STATE_STYLES.s_out.symbol} of neuron (index)`,
			anchor: own.xaxis,
			range: [0.7, outputs.length + 1.7],
			tickvals: outputs.map((_, neuron) => neuron + 1),
			showgrid: false,
		},
	};
}
