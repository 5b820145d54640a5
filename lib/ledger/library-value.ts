/** The constants and defaults of this library that the ledger compares with the paper's. */
import { LIF_DEFAULTS } from "../cells/lif.js";
import {
	GATE_SLOPE,
	GATE_THRESHOLD,
	SRC_DEFAULTS,
	START_RANGE,
} from "../cells/src.js";
import { PAPER_ENCODING } from "../encoding/encoding.js";
import { DEPTHS, HIDDEN } from "../experiments/depth.js";
import { CELLS, LAST, layersOf, networkOf } from "../experiments/protocol.js";
import { architecture } from "../network/architecture.js";
import { leakyReadout } from "../network/readout.js";

/** @throws with all names, if there is no such value */
export function libraryValue(key: string): number | string {
	const values = libraryValues();
	const value = values.get(key);
	if (value !== undefined) return value;
	throw new Error(
		`the library has no value "${key}": choose from ${[...values.keys()].join(", ")}`,
	);
}

/** "src.alpha" → 0.9, and so on. */
function libraryValues(): Map<string, number | string> {
	const groups = {
		src: SRC_DEFAULTS,
		gate: { threshold: GATE_THRESHOLD, slope: GATE_SLOPE },
		start: { range: `U(${START_RANGE.join(", ")})` },
		lif: LIF_DEFAULTS,
		encoding: PAPER_ENCODING,
		readout: { ...leakyReadout(), neurons: LAST },
		protocol: {
			deepest: Math.max(...DEPTHS),
			depths: DEPTHS.join(", "),
			hidden: HIDDEN,
			shallow: architecture(networkOf(layersOf("src", [LAST]))),
			rate: CELLS.src.rate,
		},
	};
	return new Map(
		Object.entries(groups).flatMap(([group, values]) =>
			Object.entries(values).map(([name, value]): [string, number | string] => [
				`${group}.${name}`,
				typeof value === "boolean" ? (value ? "yes" : "no") : value,
			]),
		),
	);
}
