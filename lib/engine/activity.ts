/** Sums of what layers did, over batches and per neuron. */
import type { LayerActivity } from "./engine.js";

/** The activity of two batches together, layer by layer. */
export function addActivity(
	a: readonly LayerActivity[],
	b: readonly LayerActivity[],
): LayerActivity[] {
	return b.map((layer, k) => ({
		spikingSteps: layer.spikingSteps + (a[k]?.spikingSteps ?? 0),
		spikes: layer.spikes + (a[k]?.spikes ?? 0),
		neuronSteps: layer.neuronSteps + (a[k]?.neuronSteps ?? 0),
	}));
}

/** The paper's activity measure, the share of spiking steps, and two of its neighbours. */
export interface ActivitySummary {
	/** Share of (sample, step, neuron) with an output above 0. */
	readonly spikingShare: number;
	/** Spikes of one neuron during one sample. */
	readonly spikesPerNeuron: number;
	/** Mean length of a spike in steps; 0 if there was none. */
	readonly stepsPerSpike: number;
}

/** Means over `steps` = T steps a sample. */
export function summariseActivity(
	layer: LayerActivity,
	steps: number,
): ActivitySummary {
	const { spikingSteps, spikes, neuronSteps } = layer;
	return {
		spikingShare: spikingSteps / neuronSteps,
		spikesPerNeuron: (spikes * steps) / neuronSteps,
		stepsPerSpike: spikes > 0 ? spikingSteps / spikes : 0,
	};
}
