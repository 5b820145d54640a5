/** From a layer's specification to the cell that computes it. */
import type { LayerSpec } from "../network/spec.js";
import { BRCCell } from "./brc.js";
import type { Cell } from "./cell.js";
import { GRUCell } from "./gru.js";
import { LIFCell } from "./lif.js";
import { LSTMCell } from "./lstm.js";
import { SRCCell } from "./src.js";

const KINDS = ["src", "lif", "gru", "lstm", "brc"];

/**
 * The cell of a layer with `inputs` input lines.
 * @throws if the cell type is unknown or a size is not a positive integer.
 */
export function createCell(inputs: number, spec: LayerSpec): Cell {
	for (const [what, size] of Object.entries({ inputs, units: spec.units }))
		if (!Number.isInteger(size) || size < 1)
			throw new Error(
				`a layer's ${what} must be a positive integer, got ${size}`,
			);
	switch (spec.cell) {
		case "src":
			return new SRCCell(inputs, spec);
		case "lif":
			return new LIFCell(inputs, spec);
		case "gru":
			return new GRUCell(inputs, spec);
		case "lstm":
			return new LSTMCell(inputs, spec);
		case "brc":
			return new BRCCell(inputs, spec);
		default:
			throw new Error(
				`unknown cell type "${(spec as { cell: string }).cell}": choose one of ${KINDS.join(", ")}`,
			);
	}
}
