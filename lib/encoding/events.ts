/** Event code: the events of a camera in time bins, one input line for each pixel and polarity. */
import type { EventRecording } from "../data/event-recording.js";
import { eventInputs } from "../data/inputs.js";
import type { EventEncoding } from "./encoding.js";
import type { SpikeTrain } from "./spike-train.js";

/**
 * Encodes a recording after an empty prefix: an event at time t arrives at stimulus step ⌊t / binMs⌋.
 * @throws if an event lies beside the camera's pixels or is neither ON nor OFF, or the camera has too many pixels
 */
export function encodeEvents(
	encoding: EventEncoding,
	recording: EventRecording,
): SpikeTrain {
	const { prefix, steps, binMs, perBin } = encoding;
	const { width, height, x, y, polarity, time } = recording;
	const inputs = eventInputs(width, height);
	const unsorted = new Uint32Array(time.length);
	const lines = new Uint16Array(time.length);
	const bins = new Uint32Array(time.length);
	for (let k = 0; k < time.length; k++) {
		unsorted[k] = k;
		if (!(x[k] < width && y[k] < height && polarity[k] <= 1))
			throw new Error(
				`event ${k} of a recording of ${width} × ${height} pixels is at column ${x[k]}, row ${y[k]}, of polarity ${polarity[k]}: columns are 0 … ${width - 1}, rows 0 … ${height - 1}, polarities 0 and 1`,
			);
		lines[k] = (polarity[k] * height + y[k]) * width + x[k];
		// past the end all share one bin, which is cut off
		bins[k] = Math.min(steps, Math.floor(time[k] / (1000 * binMs)));
	}
	const byLine = sortedBy(lines, inputs, unsorted);
	const order = sortedBy(bins, steps + 1, byLine);

	const offsets = new Uint32Array(prefix + steps + 1);
	const indices = new Uint16Array(time.length);
	const counts = new Float32Array(time.length);
	let spikes = 0;
	let place = 0;
	for (let bin = 0; bin < steps; bin++) {
		const first = spikes;
		for (; place < order.length && bins[order[place]] === bin; place++) {
			const line = lines[order[place]];
			if (spikes === first || indices[spikes - 1] !== line)
				indices[spikes++] = line;
			counts[spikes - 1]++;
		}
		offsets[prefix + bin + 1] = spikes;
	}
	const train = {
		steps: prefix + steps,
		inputs,
		offsets,
		indices: indices.slice(0, spikes),
	};
	return perBin === "count"
		? { ...train, values: counts.slice(0, spikes) }
		: train;
}

/** `order` rearranged by keys in 0 … bound − 1, equal ones staying as they are (counting sort). */
function sortedBy(
	keys: Uint16Array | Uint32Array,
	bound: number,
	order: Uint32Array,
): Uint32Array {
	const places = new Uint32Array(bound + 1);
	for (let k = 0; k < keys.length; k++) places[keys[k] + 1]++;
	for (let key = 0; key < bound; key++) places[key + 1] += places[key];
	const sorted = new Uint32Array(order.length);
	for (let k = 0; k < order.length; k++)
		sorted[places[keys[order[k]]]++] = order[k];
	return sorted;
}
