/** Spike raster: one mark for each step at which a line or neuron spikes. */
import type { SpikeTrain } from "../encoding/spike-train.js";
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { makeFigure } from "./parts/layout.js";
import { onsetLine } from "./parts/onset-line.js";
import { estimateWidth } from "./parts/pseudo-html.js";
import type { Trace } from "./parts/trace.js";
import { type SpikeMatrix, spikeEvents } from "./spike-events.js";
import { AXIS, FONT_SIZE } from "./theme.js";

export interface SpikeRasterOptions extends FigureWords {
	readonly spikes: SpikeTrain | SpikeMatrix;
	/** What the vertical axis counts; "neuron" unless given. */
	readonly lines?: string;
	/** [N]: a name for each neuron, written at the axis; for few neurons. */
	readonly labels?: readonly string[];
	/** Step at which the stimulus starts, marked by a line. */
	readonly onset?: number;
	/** "#rrggbb"; black unless given. */
	readonly color?: string;
	readonly dataset: DataSource | null;
}

/** More marks than this make a grey smear, a slow page and a large file. */
const MOST_MARKS = 2000;

/** Shows every line if it can, else every second, third, …, and the caption says so. @throws if a matrix's size is not steps × neurons */
export function spikeRaster(options: SpikeRasterOptions): Figure {
	const {
		message,
		caption,
		dataset,
		spikes,
		labels,
		onset,
		lines = "neuron",
		color = "#000000",
	} = options;
	const events = spikeEvents(spikes);
	const stride = Math.max(1, Math.ceil(events.steps.length / MOST_MARKS));
	const shown = events.neurons
		.map((_, k) => k)
		.filter((k) => events.neurons[k] % stride === 0);
	const thinned =
		stride > 1 ? ` Every ${ordinal(stride)} ${lines} is shown.` : "";
	const count = "offsets" in spikes ? spikes.inputs : spikes.neurons;
	const plotHeight = Math.min(360, Math.max(120, 15 * count));
	const mark = Math.min(9, Math.max(2, (0.5 * plotHeight * stride) / count));
	const raster: Trace = {
		type: "scatter",
		mode: "markers",
		name: "spike",
		x: shown.map((k) => events.steps[k]),
		y: shown.map((k) => events.neurons[k]),
		marker: {
			symbol: "line-ns",
			size: mark,
			color,
			line: { width: 1.3, color },
		},
		hovertemplate: `step %{x}, ${lines} %{y}<extra></extra>`,
	};
	const named = labels && {
		tickmode: "array" as const,
		tickvals: labels.map((_, k) => k),
		ticktext: [...labels],
	};
	return makeFigure({
		message,
		caption: caption + thinned,
		dataset,
		data: [raster],
		plotHeight,
		...(labels ? { left: labelledLeft(labels) } : {}),
		axes: {
			xaxis: { title: AXIS.step, range: [-0.5, spikes.steps - 0.5] },
			yaxis: {
				title: labels ? lines : `${lines} (index)`,
				range: [-0.8, count - 0.2],
				showgrid: false,
				...named,
			},
		},
		layout: onset === undefined ? {} : { shapes: [onsetLine(onset)] },
	});
}

/** Room in px for the labels and the axis title to the left of them. */
function labelledLeft(labels: readonly string[]): number {
	return (
		48 +
		Math.max(...labels.map((label) => estimateWidth(label, FONT_SIZE.tick)))
	);
}

function ordinal(count: number): string {
	return count === 2 ? "second" : count === 3 ? "third" : `${count}th`;
}
