/** What can be asked of the record of a training. */
import type { LayerSpec } from "../network/spec.js";
import type { RunRecord } from "../training/record.js";

export interface Quantity {
	readonly unit: string;
	of(record: RunRecord): number;
}

/** By the name that evidence gives it; all on the test set, after training. */
export const RUN_QUANTITIES: Readonly<Record<string, Quantity>> = {
	"test accuracy": {
		unit: "%",
		of: ({ test }) => 100 * test.accuracy,
	},
	"test loss": { unit: "nat", of: ({ test }) => test.loss },
	/** Share of (neuron, step) with an output above 0, over all layers. */
	"spiking share": {
		unit: "%",
		of: (record) => 100 * mean(record, ({ spikingShare }) => spikingShare),
	},
	/** Spikes of one neuron during one sample, over all layers. */
	"spikes per neuron": {
		unit: "spikes",
		of: (record) => mean(record, ({ spikesPerNeuron }) => spikesPerNeuron),
	},
	/** Mean length of a spike, over the spikes of all layers. */
	"steps per spike": {
		unit: "steps",
		of: (record) => {
			const spikes = mean(record, ({ spikesPerNeuron }) => spikesPerNeuron);
			const steps = mean(
				record,
				({ spikesPerNeuron, stepsPerSpike }) => spikesPerNeuron * stepsPerSpike,
			);
			return spikes > 0 ? steps / spikes : 0;
		},
	},
};

type Activity = RunRecord["test"]["layers"][number];

/** Mean over all neurons of the network. */
function mean(
	{ plan, test }: RunRecord,
	of: (layer: Activity) => number,
): number {
	const units = plan.network.layers.map((layer: LayerSpec) => layer.units);
	const all = units.reduce((sum, count) => sum + count, 0);
	return test.layers.reduce(
		(sum, layer, k) => sum + (of(layer) * units[k]) / all,
		0,
	);
}
