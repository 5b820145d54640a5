/** What can be asked of the record of a training. */
import type { LayerSpec } from "../../cells/spec.js";
import {
	isTested,
	type RunRecord,
	type TestResult,
} from "../../training/record.js";

export interface Quantity {
	readonly unit: string;
	/** @throws if the training did not look at the samples that it takes */
	of(record: RunRecord<TestResult>): number;
}

/** By the name that evidence gives it; all after training, and on the test set unless they say otherwise. */
export const RUN_QUANTITIES: Readonly<Record<string, Quantity>> = {
	"test accuracy": {
		unit: "%",
		of: (record) => 100 * tested(record).test.accuracy,
	},
	"test loss": { unit: "nat", of: (record) => tested(record).test.loss },
	"validation accuracy": { unit: "%", of: validationAccuracy },
	/** Share of (neuron, step) with an output above 0, over all layers. */
	"spiking share": {
		unit: "%",
		of: (record) => 100 * mean(record, ({ spikingShare }) => spikingShare),
	},
	"spiking share of the last layer": {
		unit: "%",
		of: (record) =>
			100 * (tested(record).test.layers.at(-1)?.spikingShare ?? 0),
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

/** @throws with all names, if there is no such quantity */
export function runQuantity(name: string): Quantity {
	const quantity = RUN_QUANTITIES[name];
	if (quantity) return quantity;
	throw new Error(
		`no record tells "${name}": choose from ${Object.keys(RUN_QUANTITIES).join(", ")}`,
	);
}

type Activity = RunRecord["test"]["layers"][number];

/** Mean over all neurons of the network. */
function mean(
	record: RunRecord<TestResult>,
	of: (layer: Activity) => number,
): number {
	const { plan, test } = tested(record);
	const units = plan.network.layers.map((layer: LayerSpec) => layer.units);
	const all = units.reduce((sum, count) => sum + count, 0);
	return test.layers.reduce(
		(sum, layer, k) => sum + (of(layer) * units[k]) / all,
		0,
	);
}

function tested(record: RunRecord<TestResult>): RunRecord {
	if (isTested(record)) return record;
	throw new Error(
		`run ${record.id} of "${record.plan.experiment}" never saw the test set: ask for its validation accuracy`,
	);
}

/** After the last epoch. */
function validationAccuracy({
	id,
	plan,
	curve,
}: RunRecord<TestResult>): number {
	const accuracy = curve.at(-1)?.validationAccuracy ?? null;
	if (accuracy !== null) return 100 * accuracy;
	throw new Error(
		`run ${id} of "${plan.experiment}" had no validation samples: ask for its test accuracy`,
	);
}
