/** What is easily taken for a network. */
import type { Network } from "./network.js";

/** @throws unless it has parameters: a specification has none, and a finished training holds its network */
export function requireNetwork(network: Network, what: string): void {
	if ((network as Partial<Network> | undefined)?.parameters) return;
	throw new Error(
		`${what} got no network, which has spec and parameters: give createNetwork(spec, seed) of a specification, and the .network of a training`,
	);
}
