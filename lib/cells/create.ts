/** From a layer's specification to the cell that computes it. */
import { isPositiveInteger } from "../checks/require-range.js";
import { BRCCell } from "./brc.js";
import type { Cell } from "./cell.js";
import { GRUCell } from "./gru.js";
import { LIFCell } from "./lif.js";
import { LSTMCell } from "./lstm.js";
import type { CellKind, LayerSpec, SpecOf } from "./spec.js";
import { SRCCell } from "./src.js";

type CellClass<Spec> = new (inputs: number, spec: Spec) => Cell;

/** Every cell of the library. */
const CELLS: { readonly [Kind in CellKind]: CellClass<SpecOf<Kind>> } = {
	src: SRCCell,
	lif: LIFCell,
	gru: GRUCell,
	lstm: LSTMCell,
	brc: BRCCell,
};

/** From a layer's specification to the cell that computes it. */
export type CreateCell = (inputs: number, spec: LayerSpec) => Cell;

/**
 * The cell of a layer with `inputs` input lines.
 * @throws if the cell type is unknown or a size is not a positive integer.
 */
export function createCell(inputs: number, spec: LayerSpec): Cell {
	for (const [what, size] of Object.entries({ inputs, units: spec.units }))
		if (!isPositiveInteger(size))
			throw new Error(
				`a layer's ${what} must be a positive integer, got ${size}`,
			);
	if (!Object.hasOwn(CELLS, spec.cell))
		throw new Error(
			`unknown cell type "${spec.cell}": choose one of ${Object.keys(CELLS).join(", ")}`,
		);
	const Class: CellClass<never> = CELLS[spec.cell];
	return new Class(inputs, spec as never);
}
