/** How many arithmetic operations a neuron's step takes: counted from the equations of its cell, none of them measured. */
import type { CellKind } from "../../cells/spec.js";

/** Its 7 products, 7 sums, one division and two bounds. */
const TANH = 17;

/** Operations of one neuron in one step, without the product W s_in. */
export const CELL_OPERATIONS: Partial<
	Readonly<
		Record<CellKind, { readonly forward: number; readonly backward: number }>
	>
> = {
	// i 2; x 2 and a tanh; h 5 and a tanh; gate 3; h_s 3; spike 1. Backward: slope 5, taken on the way forward; δ 3.
	src: { forward: 16 + 2 * TANH, backward: 8 },
	// mem 3, reset 1, spike 2; backward: surrogate 5, sum 2.
	lif: { forward: 6, backward: 7 },
};
