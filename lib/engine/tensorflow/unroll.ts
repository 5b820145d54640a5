/** A layer over a whole sequence: one product for the drives of all steps, then step after step. */
import {
	reshape,
	stack,
	type Tensor2D,
	type Tensor3D,
	unstack,
} from "@tensorflow/tfjs-core";
import type { Cell, Values } from "../../cells/cell.js";
import type { SampleAddresses } from "../../encoding/sample-address.js";

/** Which layer of which samples an unrolled cell is: what its random draws depend on. */
interface LayerAddresses {
	readonly layer: number;
	readonly addresses: SampleAddresses | undefined;
}

/** Feeds `inputs` [T·B, inputs] through the cell and returns its outputs [T, B, N]. */
export function unroll(
	cell: Cell,
	inputs: Tensor2D,
	steps: number,
	p: Values,
	{ layer, addresses }: LayerAddresses,
): Tensor3D {
	const samples = inputs.shape[0] / steps;
	const drives = unstack(reshape(cell.drive(inputs, p), [steps, samples, -1]));
	let state = cell.initialState(samples, p);
	const outputs = drives.map((drive, t) => {
		const now = cell.atStep?.(p, t, layer, addresses) ?? p;
		state = cell.step(drive as Tensor2D, state, now);
		return cell.output(state);
	});
	return stack(outputs) as Tensor3D;
}
