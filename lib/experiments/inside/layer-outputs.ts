/** What every layer of a network puts out while it looks at one input. */
import { tidy } from "@tensorflow/tfjs-core";
import { type CreateCell, createCell } from "../../cells/create.js";
import type { SampleAddresses } from "../../encoding/sample-address.js";
import type { SpikeTrain } from "../../encoding/spike-train.js";
import { checkBatch } from "../../engine/check-batch.js";
import { openBackend } from "../../engine/tensorflow/backend.js";
import { runLayers, tensorsOf } from "../../engine/tensorflow/layers.js";
import { present } from "../../engine/tensorflow/present.js";
import type { Network } from "../../network/network.js";
import { requireNetwork } from "../../network/require-network.js";
import type { SpikeMatrix } from "../../plots/spike-events.js";

export interface LayerOutputsOptions {
	/** Which sample it is, for layers that draw noise at each step; sample 0 of seed 0 where absent. */
	readonly addresses?: SampleAddresses;
	/** The cells that compute the layers, in place of the library's, as in `openTensorflowEngine`. */
	readonly createCell?: CreateCell;
}

const FIRST = { samples: Uint32Array.of(0), seed: 0, epoch: 0 };

/**
 * Outputs of each layer, first to last, [T × N] each, of cells of any kind, by the cells as they are written: spikes of SRC and LIF, ready
 * for `spikeRaster`; levels of the others.
 * @throws if the train does not fit the network
 */
export async function layerOutputs(
	network: Network,
	train: SpikeTrain,
	{
		addresses = FIRST,
		createCell: create = createCell,
	}: LayerOutputsOptions = {},
): Promise<SpikeMatrix[]> {
	requireNetwork(network, "layerOutputs");
	const stimuli = { kind: "trains", trains: [train], addresses } as const;
	const batch = { stimuli, labels: Uint8Array.of(0) };
	checkBatch(network, batch);
	await openBackend();
	const found: SpikeMatrix[] = [];
	tidy(() => {
		const stimulus = { ...present(batch, 0, 1), addresses };
		const values = tensorsOf(network);
		for (const { cell, outputs } of runLayers(
			network,
			values,
			stimulus,
			create,
		))
			found.push({
				steps: train.steps,
				neurons: cell.units,
				values: outputs.dataSync() as Float32Array,
			});
	});
	return found;
}
