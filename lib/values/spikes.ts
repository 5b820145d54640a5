/** Spike trains and the spikes of a layer: how many there are, and a raster of a few lines of text. */
import type { SpikeTrain } from "../encoding/spike-train.js";
import { type SpikeMatrix, spikeEvents } from "../plots/spike-events.js";
import { counted, countText, shortNumber } from "../text/numbers.js";
import type { Card } from "./card.js";
import { type DotPicture, dotPicture } from "./dots.js";
import { rangeFacts } from "./numbers.js";

/** Most characters of the raster to the right and upwards. */
const LIMIT = { widest: 60, tallest: 8 } as const;

export function isSpikeTrain(value: unknown): value is SpikeTrain {
	const train = (value ?? {}) as Partial<SpikeTrain>;
	return (
		typeof train.steps === "number" &&
		typeof train.inputs === "number" &&
		train.offsets instanceof Uint32Array &&
		train.indices instanceof Uint16Array
	);
}

export function isSpikeMatrix(value: unknown): value is SpikeMatrix {
	const { steps, neurons, values } = (value ?? {}) as Partial<SpikeMatrix>;
	return (
		typeof steps === "number" &&
		typeof neurons === "number" &&
		values?.length === steps * neurons
	);
}

export function spikesCard(spikes: SpikeTrain | SpikeMatrix): Card {
	const { steps } = spikes;
	const [title, noun, lines] =
		"offsets" in spikes
			? ["spike train", "input", spikes.inputs]
			: ["spikes of a layer", "neuron", spikes.neurons];
	const events = spikeEvents(spikes);
	const count = events.steps.length;
	const active = new Set(events.neurons).size;
	const graded = events.sizes.some((size) => size !== 1);
	const picture = dotPicture(
		steps,
		lines,
		{ x: events.steps, y: events.neurons },
		LIMIT,
	);
	return {
		kind: "card",
		title: `${title}, ${counted(steps, "step")} × ${counted(lines, noun)}`,
		facts: [
			`${counted(count, "spike")} (${shortNumber((100 * count) / (steps * lines))} % of all ${noun}-steps)`,
			`${countText(active)} of ${counted(lines, noun)} active`,
			...(graded ? [`sizes ${rangeFacts(events.sizes).join(", ")}`] : []),
			...(count > 0 ? legend(picture, noun) : []),
		],
		block: count > 0 ? picture.text : "",
		picture: `a raster of the spikes: steps to the right, ${noun}s upwards`,
	};
}

/** What a dot means, where it is more than one spike. */
function legend({ width, height, least }: DotPicture, noun: string): string[] {
	if (width === 1 && height === 1) return [];
	return [
		`a dot: at least ${counted(least, "spike")} of ${counted(height, noun)} in ${counted(width, "step")}`,
	];
}
