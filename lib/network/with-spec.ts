/** A trained network seen through another specification of the same sizes: with noise, binary spikes, another leak … */
import { createNetwork, type Network } from "./network.js";
import { requireNetwork } from "./require-network.js";
import type { NetworkSpec } from "./spec.js";

/** Constants that a network draws when it is created and that no option describes. */
const DRAWN = ["h0", "hs0"];

/**
 * The same network under another specification. What `spec` calls learned keeps its values, and so do the start states h[0] and
 * h_s[0], and the readout's A where `spec` asks for the same; all other constants (r, r_s, a frozen bias) are those of `spec`. The values are
 * copies.
 * @param seed of gains drawn once a neuron, where `spec` asks for these: the network's own to keep them, another to draw anew
 * @throws if cells or sizes differ, or if a seed is needed and missing.
 */
export function withSpec(
	network: Network,
	spec: NetworkSpec,
	seed?: number,
): Network {
	requireNetwork(network, "withSpec");
	const [own, other] = [network.spec, spec].map(sizes);
	if (own !== other)
		throw new Error(
			`a network of ${own} cannot run as one of ${other}: only options may differ`,
		);
	if (seed === undefined && spec.layers.some(drawsOnceANeuron))
		throw new Error(
			"r and r_s drawn once a neuron need a seed: give the one the network was created with to keep them, another to draw them anew",
		);
	const fresh = createNetwork(spec, seed ?? 0);
	const sameReadout = readoutWeights(network.spec) === readoutWeights(spec);
	const parameters = new Map(
		[...fresh.parameters].map(([name, parameter]) => {
			const symbol = name.split(".")[1];
			const kept =
				parameter.learned ||
				DRAWN.includes(symbol) ||
				(name === "readout.weights" && sameReadout)
					? network.parameters.get(name)
					: undefined;
			return [
				name,
				kept ? { ...parameter, values: kept.values.slice() } : parameter,
			];
		}),
	);
	return { spec: fresh.spec, parameters };
}

/** "784 → src 100 → leaky 10". */
function sizes({ inputs, layers, readout }: NetworkSpec): string {
	return [
		inputs,
		...layers.map(({ cell, units }) => `${cell} ${units}`),
		`${readout.readout} ${readout.labels}`,
	].join(" → ");
}

/** "1, −0.1" of a leaky readout. */
function readoutWeights({ readout }: NetworkSpec): string {
	return readout.readout === "leaky" ? `${readout.own}, ${readout.other}` : "";
}

function drawsOnceANeuron(layer: NetworkSpec["layers"][number]): boolean {
	return (
		layer.cell === "src" &&
		layer.noise === "neuron" &&
		(layer.rDeviation > 0 || layer.rsDeviation > 0)
	);
}
