/** The spikes of a network's first layer while it looks at one input, neurons of the same label side by side. */
import { createCell } from "../../cells/create.js";
import type { SpikeTrain } from "../../encoding/spike-train.js";
import type { Network } from "../../network/network.js";
import type { SpikeMatrix } from "../../plots/spike-events.js";
import { type LayerOutputsOptions, layerOutputs } from "./layer-outputs.js";
import { labelsOfRows, neuronsOfRows } from "./rows-by-label.js";

/**
 * Outputs of the first layer, [T × N], of SRC or LIF neurons; with ten neurons a label, row 10 c + k is the k-th neuron of label c.
 * @throws if its cells do not spike, or the train does not fit the network
 */
export async function layerRaster(
	network: Network,
	train: SpikeTrain,
	options: Pick<LayerOutputsOptions, "addresses"> = {},
): Promise<SpikeMatrix> {
	const [{ steps, neurons, values }] = await layerOutputs(
		network,
		train,
		options,
	);
	const [spec] = network.spec.layers;
	if (!createCell(1, spec).spiking)
		throw new Error(
			`a raster shows spikes, and ${spec.cell} cells have none: take layerOutputs for their levels`,
		);
	const order = neuronsOfRows(neurons, network.spec.readout.labels);
	const sorted = Float32Array.from(
		{ length: values.length },
		(_, k) => values[k - (k % neurons) + order[k % neurons]],
	);
	return { steps, neurons, values: sorted };
}

/** Spikes of each label's neurons in a raster of `layerRaster`, [labels]. */
export function spikesByLabel(raster: SpikeMatrix, labels: number): number[] {
	const { neurons, values } = raster;
	const counts = new Array<number>(labels).fill(0);
	const labelOf = labelsOfRows(neurons, labels);
	for (let k = 0; k < values.length; k++) {
		const begins = values[k] > 0 && !(k >= neurons && values[k - neurons] > 0);
		if (begins) counts[labelOf[k % neurons]]++;
	}
	return counts;
}
