/** What a network cannot do without. */
import type { LayerSpec } from "../cells/spec.js";

/** @throws if there is none */
export function requireLayers(layers: readonly LayerSpec[]): void {
	if (layers.length === 0)
		throw new Error("a network needs at least one layer, got none");
}
