/** What a network cannot do without, and what is easily taken for one. */
import type { Network } from "./network.js";
import type { LayerSpec } from "./spec.js";

/** @throws if there is none */
export function requireLayers(layers: readonly LayerSpec[]): void {
	if (layers.length === 0)
		throw new Error("a network needs at least one layer, got none");
}

/** @throws unless it has parameters: a specification has none, and a finished training holds its network */
export function requireNetwork(network: Network, what: string): void {
	if ((network as Partial<Network> | undefined)?.parameters) return;
	throw new Error(
		`${what} got no network, which has spec and parameters: give createNetwork(spec, seed) of a specification, and the .network of a training`,
	);
}
