/**
 * How the parameters of a network are called and laid out in a .npz file: as the paper's authors' group exports SRC networks,
 * and by the same rule for everything that layout does not know. A matrix is [outputs, inputs], as in PyTorch; ours is its transpose.
 *
 *     l0_forward_weights [N, inputs]   l0_bias, l0_r, l0_rs, l0_initial_h, l0_initial_hs [N]
 *     l0_rho [N]   l0_zs_hyp, l0_zs_dep [1, N]   l0_initial_i [1, N, 1], zeros   readout [labels, N]
 */
import type { Parameter } from "../cells/parameters.js";
import type { SRCSpec } from "../cells/spec.js";
import type { NumpyArray } from "./npy.js";

/** Symbols that the layout spells otherwise. */
const SPELLING: Readonly<Record<string, string>> = {
	weights: "forward_weights",
	h0: "initial_h",
	hs0: "initial_hs",
};

/** Numbers of an SRC layer's specification that the layout holds per neuron, and their shape there. */
export const SRC_CONSTANTS: readonly {
	readonly option: keyof Pick<SRCSpec, "rho" | "zHyp" | "zDep">;
	readonly symbol: string;
	readonly shape: (units: number) => number[];
}[] = [
	{ option: "rho", symbol: "rho", shape: (units) => [units] },
	{ option: "zHyp", symbol: "zs_hyp", shape: (units) => [1, units] },
	{ option: "zDep", symbol: "zs_dep", shape: (units) => [1, units] },
];

/** i[0], with which the authors' cells start; ours start at 0. */
export const INITIAL_I = "initial_i";

/** e.g. "0.weights" → "l0_forward_weights", "readout.weights" → "readout". */
export function arrayName({ name }: Parameter): string {
	const [owner, symbol] = name.split(".");
	if (owner === "readout")
		return symbol === "weights" ? "readout" : `readout_${symbol}`;
	return layerArray(owner, SPELLING[symbol] ?? symbol);
}

/** e.g. "l0_rho". */
export function layerArray(layer: number | string, symbol: string): string {
	return `l${layer}_${symbol}`;
}

/** The parameter as the file holds it. */
export function arrayOf({ shape, values }: Parameter): NumpyArray {
	if (shape.length < 2) return { shape, values };
	const [inputs, outputs] = shape;
	return {
		shape: [outputs, inputs],
		values: transposed(values, inputs, outputs),
	};
}

/** A [rows, columns] matrix as [columns, rows]. */
export function transposed(
	values: Float32Array,
	rows: number,
	columns: number,
): Float32Array {
	return values.map(
		(_, k) => values[(k % rows) * columns + Math.floor(k / rows)],
	);
}
