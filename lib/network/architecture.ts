/** How texts call a network: by its sizes and its cells. */
import type { NetworkSpec } from "./spec.js";

/** The sizes of a network in the usual notation, e.g. "784-128×4-100". */
export function architecture(spec: NetworkSpec): string {
	const groups: { units: number; count: number }[] = [];
	for (const { units } of spec.layers) {
		const last = groups.at(-1);
		if (last?.units === units) last.count++;
		else groups.push({ units, count: 1 });
	}
	const sizes = groups.map(({ units, count }) =>
		count > 1 ? `${units}×${count}` : `${units}`,
	);
	return [spec.inputs, ...sizes].join("-");
}

/** Cells and sizes, e.g. "SRC 784-100" or "SRC+LIF 784-128-100". */
export function networkTitle(spec: NetworkSpec): string {
	const cells = [...new Set(spec.layers.map(({ cell }) => cell.toUpperCase()))];
	return `${cells.join("+")} ${architecture(spec)}`;
}
