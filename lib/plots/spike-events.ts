/** Spikes one by one: when, and on which line or neuron. */
import type { SpikeTrain } from "../encoding/spike-train.js";

/** Outputs of a layer over time. */
export interface SpikeMatrix {
	/** T. */
	readonly steps: number;
	/** N. */
	readonly neurons: number;
	/** [T, N], row-major; a neuron spikes where its value is above 0. */
	readonly values: ArrayLike<number>;
}

/** [spikes] each, in the order of the steps. */
export interface SpikeEvents {
	readonly steps: number[];
	readonly neurons: number[];
	readonly sizes: number[];
}

/** @throws if a matrix's size is not steps × neurons */
export function spikeEvents(spikes: SpikeTrain | SpikeMatrix): SpikeEvents {
	return "offsets" in spikes ? trainEvents(spikes) : matrixEvents(spikes);
}

function trainEvents({
	steps,
	offsets,
	indices,
	values,
}: SpikeTrain): SpikeEvents {
	const at: number[] = [];
	for (let t = 0; t < steps; t++)
		for (let k = offsets[t]; k < offsets[t + 1]; k++) at.push(t);
	return {
		steps: at,
		neurons: Array.from(indices.subarray(0, at.length)),
		sizes: at.map((_, k) => values?.[k] ?? 1),
	};
}

function matrixEvents({ steps, neurons, values }: SpikeMatrix): SpikeEvents {
	if (values.length !== steps * neurons)
		throw new Error(
			`the spike matrix has ${values.length} values, expected ${steps} steps × ${neurons} neurons = ${steps * neurons}`,
		);
	const events: SpikeEvents = { steps: [], neurons: [], sizes: [] };
	for (let k = 0; k < values.length; k++)
		if (values[k] > 0) {
			events.steps.push(Math.floor(k / neurons));
			events.neurons.push(k % neurons);
			events.sizes.push(values[k]);
		}
	return events;
}
