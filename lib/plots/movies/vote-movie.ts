/** How a spiking layer decides: its raster builds up step after step, and beside it what the readout has added up for each label. */
import type { BarData, ScatterData } from "plotly.js-dist-min";
import type { DataSource, Figure, FigureWords } from "../figure.js";
import { makeFigure } from "../parts/layout.js";
import { onsetLine } from "../parts/onset-line.js";
import {
	type SpikeEvents,
	type SpikeMatrix,
	spikeEvents,
} from "../spike-events.js";
import { AXIS, FONT_SIZE, INK } from "../theme.js";
import type { Frame } from "./animation.js";

export interface VoteMovieOptions extends FigureWords {
	/** Neurons of one label side by side, label after label. */
	readonly spikes: SpikeMatrix;
	/** What the readout holds for each label after each step, [T × labels]. */
	readonly votes: ArrayLike<number>;
	/** Names of the labels. */
	readonly labels: readonly string[];
	/** Step at which the stimulus starts, marked by a line. */
	readonly onset: number;
	/** Steps from one frame to the next; 10 unless given. */
	readonly stride?: number;
	readonly dataset: DataSource | null;
}

const HEIGHT = 340;
const RASTER: [number, number] = [0, 0.6];
const VOTES: [number, number] = [0.66, 1];
const LEADER = "#d55e00";
const OTHER = "#cbcbcb";

/**
 * The page opens with the last frame, which is also what paper shows; "play" begins at the first.
 * @throws if a matrix's size is not steps × neurons or steps × labels, or the labels have unequal numbers of neurons
 */
export function voteMovie(options: VoteMovieOptions): Figure {
	const { message, caption, dataset, spikes, votes, labels, onset } = options;
	const { steps, neurons } = spikes;
	const band = neurons / labels.length;
	if (!Number.isInteger(band) || votes.length !== steps * labels.length)
		throw new Error(
			`${neurons} neurons over ${steps} steps and ${votes.length} votes for ${labels.length} labels do not fit: give as many neurons to each label, and a vote for each step and label`,
		);
	const events = spikeEvents(spikes);
	const { stride = 10 } = options;
	const ends = Array.from({ length: Math.ceil(steps / stride) }, (_, k) =>
		Math.min(steps, (k + 1) * stride),
	);
	const all = Array.from(votes);
	const [least, most] = [Math.min(0, ...all), Math.max(1, ...all)];
	const middles = labels.map((_, label) => (label + 0.5) * band - 0.5);

	/** The bars after the step before step `end`. */
	const barsAt = (end: number): Partial<BarData> => {
		const now = all.slice((end - 1) * labels.length, end * labels.length);
		// nobody leads while all hold the same, as before the first spike
		const leads = now.map((r) => r > least && now.every((other) => other <= r));
		return {
			x: now,
			text: leads.map((first) => (first ? "largest" : "")),
			marker: {
				color: leads.map((first) => (first ? LEADER : OTHER)),
				line: { color: INK.text, width: 1 },
			},
		};
	};
	// Spikes lie in the figure once, a trace for those that a frame adds: a frame says only which traces are there.
	const frames: Frame[] = ends.map((end, k) => ({
		name: `${end}`,
		traces: [...ends.keys(), ends.length],
		data: [...ends.map((_, chunk) => ({ visible: chunk <= k })), barsAt(end)],
	}));
	return makeFigure({
		message,
		caption,
		dataset,
		data: [
			...ends.map((end, k) => drawSpikes(events, k > 0 ? ends[k - 1] : 0, end)),
			{
				...barsAt(steps),
				type: "bar",
				orientation: "h",
				name: "votes",
				showlegend: false,
				xaxis: "x2",
				y: middles,
				width: 0.7 * band,
				textposition: "outside",
				textangle: 0,
				textfont: { size: FONT_SIZE.tick, color: INK.text },
				cliponaxis: false,
				customdata: [...labels],
				hovertemplate: "label %{customdata}: R = %{x:.2f}<extra></extra>",
			},
		],
		plotHeight: HEIGHT,
		axes: {
			xaxis: { title: AXIS.step, domain: RASTER, range: [-0.5, steps - 0.5] },
			xaxis2: {
				title: "R, what the readout holds (–)",
				domain: VOTES,
				anchor: "y",
				// room for the word beside the longest bar
				range: [1.1 * least, most + 0.35 * (most - least)],
				zeroline: true,
				zerolinecolor: INK.axis,
			},
			yaxis: {
				title: `label (${band} neurons each)`,
				tickvals: middles,
				ticktext: [...labels],
				range: [neurons - 0.5, -0.5],
				showgrid: false,
			},
		},
		layout: {
			shapes: [
				...labels.slice(1).map((_, label) => ({
					type: "line" as const,
					xref: "paper" as const,
					x0: RASTER[0],
					x1: RASTER[1],
					y0: (label + 1) * band - 0.5,
					y1: (label + 1) * band - 0.5,
					line: { color: INK.grid, width: 1 },
				})),
				onsetLine(onset),
			],
		},
		animation: { unit: "step", frames, start: frames.length - 1 },
	});
}

/** The spikes from step `from` on, before step `end`. */
function drawSpikes(
	{ steps, neurons }: SpikeEvents,
	from: number,
	end: number,
): Partial<ScatterData> {
	const own = [...steps.keys()].filter(
		(k) => steps[k] >= from && steps[k] < end,
	);
	return {
		type: "scatter",
		mode: "markers",
		name: "spike",
		showlegend: false,
		x: own.map((k) => steps[k]),
		y: own.map((k) => neurons[k]),
		marker: {
			symbol: "line-ns",
			size: 3,
			color: "#000000",
			line: { width: 1.3, color: "#000000" },
		},
		hovertemplate: "step %{x}, row %{y}<extra></extra>",
	};
}
