/** The spikes of a network's first layer while it looks at one input, neurons of the same label side by side. */
import type { SpikeTrain } from "../../encoding/spike-train.js";
import { simulate } from "../../engine/tensorflow/simulate.js";
import type { Network } from "../../network/network.js";
import type { SpikeMatrix } from "../../plots/spike-events.js";

/**
 * Outputs of the first layer, [T × N], an SRC layer; with ten neurons a label, row 10 c + k is the k-th neuron of label c.
 * @throws if the layer is of other cells
 */
export async function layerRaster(
	network: Network,
	train: SpikeTrain,
): Promise<SpikeMatrix> {
	const [spec] = network.spec.layers;
	if (spec.cell !== "src")
		throw new Error(
			`the raster of an SRC layer was asked for, got ${spec.cell}`,
		);
	const { units } = spec;
	const { labels } = network.spec.readout;
	const { weights, ...constants } = ownParameters(network);
	const { variables } = await simulate(
		spec,
		driveOf(train, weights, units),
		constants,
	);
	const order = [...Array(units).keys()].sort(
		(a, b) => (a % labels) - (b % labels) || a - b,
	);
	const values = Float32Array.from(
		{ length: train.steps * units },
		(_, k) => variables.s_out[Math.floor(k / units) * units + order[k % units]],
	);
	return { steps: train.steps, neurons: units, values };
}

/** Parameters of the first layer by symbol. */
function ownParameters(network: Network): Record<string, Float32Array> {
	return Object.fromEntries(
		[...network.parameters.values()]
			.filter(({ name }) => name.startsWith("0."))
			.map(({ name, values }) => [name.slice(2), values]),
	);
}

/** W s_in, [T × N]. */
function driveOf(
	train: SpikeTrain,
	weights: Float32Array,
	units: number,
): Float32Array {
	const drive = new Float32Array(train.steps * units);
	for (let t = 0; t < train.steps; t++)
		for (let event = train.offsets[t]; event < train.offsets[t + 1]; event++) {
			const row = train.indices[event] * units;
			for (let n = 0; n < units; n++)
				drive[t * units + n] += weights[row + n] * (train.values?.[event] ?? 1);
		}
	return drive;
}

/** Spikes of each label's neurons in a raster of `layerRaster`, [labels]. */
export function spikesByLabel(raster: SpikeMatrix, labels: number): number[] {
	const { neurons, values } = raster;
	const counts = new Array<number>(labels).fill(0);
	for (let k = 0; k < values.length; k++) {
		const begins = values[k] > 0 && !(k >= neurons && values[k - neurons] > 0);
		if (begins) counts[Math.floor(((k % neurons) * labels) / neurons)]++;
	}
	return counts;
}
