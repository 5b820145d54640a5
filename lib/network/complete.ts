/** Specifications written before an option existed mean its default. */
import type { LayerSpec, SRCSpec } from "../cells/spec.js";
import { completeSRC, SRC_DEFAULTS } from "../cells/src.js";
import type { NetworkSpec } from "./spec.js";

/** Options of the SRC that the first specifications do not name. */
const LATER = [
	"rDeviation",
	"rsDeviation",
	"noise",
	"activation",
	"spikes",
] as const satisfies readonly (keyof SRCSpec)[];

/** The same network with every option of its SRC layers named. */
export function completeSpec(spec: NetworkSpec): NetworkSpec {
	return {
		...spec,
		layers: spec.layers.map((layer) =>
			layer.cell === "src" ? completeSRC(layer) : layer,
		),
	};
}

/** The same network with later options named only where they differ from their defaults: what stays equal when options are added. */
export function firstSpec(spec: NetworkSpec): NetworkSpec {
	return { ...spec, layers: spec.layers.map(firstLayer) };
}

function firstLayer(layer: LayerSpec): LayerSpec {
	if (layer.cell !== "src") return layer;
	const unsaid = new Set<string>(
		LATER.filter((option) => layer[option] === SRC_DEFAULTS[option]),
	);
	const said = Object.entries(layer).filter(([option]) => !unsaid.has(option));
	return Object.fromEntries(said) as unknown as SRCSpec;
}
