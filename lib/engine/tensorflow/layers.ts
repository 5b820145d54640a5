/** The layers of a network, one after another over the whole sequence, by the cells as they are written. */
import * as tf from "@tensorflow/tfjs-core";
import type { Cell, Values } from "../../cells/cell.js";
import type { CreateCell } from "../../cells/create.js";
import type { SampleAddresses } from "../../encoding/sample-address.js";
import type { Network } from "../../network/network.js";
import { unroll } from "./unroll.js";

/** What the layers see. */
export interface Stimulus {
	/** [T·B, inputs]. */
	readonly inputs: tf.Tensor2D;
	/** T. */
	readonly steps: number;
	readonly addresses: SampleAddresses | undefined;
}

/**
 * The outputs [T, B, N] of each layer, with the cell that gave them.
 * @param values the network's parameters by full name, as tensors
 */
export function* runLayers(
	{ spec: { layers } }: Network,
	values: Values,
	{ inputs, steps, addresses }: Stimulus,
	create: CreateCell,
): Generator<{ readonly cell: Cell; readonly outputs: tf.Tensor3D }> {
	let seen = inputs;
	for (const [layer, spec] of layers.entries()) {
		const cell = create(seen.shape[1], spec);
		const p = ownValues(values, `${layer}`);
		const outputs = unroll(cell, seen, steps, p, { layer, addresses });
		yield { cell, outputs };
		seen = tf.reshape(outputs, [-1, spec.units]);
	}
}

/** Parameters of one layer, or of the readout, by symbol. */
export function ownValues(values: Values, owner: string): Values {
	const own: Record<string, tf.Tensor> = {};
	for (const [name, tensor] of Object.entries(values))
		if (name.startsWith(`${owner}.`))
			own[name.slice(owner.length + 1)] = tensor;
	return own;
}

/** The parameters of a network by full name, as tensors. */
export function tensorsOf({ parameters }: Network): Record<string, tf.Tensor> {
	return Object.fromEntries(
		[...parameters.values()].map(({ name, values, shape }) => [
			name,
			tf.tensor(values, [...shape]),
		]),
	);
}
