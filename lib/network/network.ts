/** A network: its specification and the values of its parameters. */
import { createCell } from "../cells/create.js";
import type { Parameter } from "../cells/parameters.js";
import { Purpose, RandomStream } from "../random/philox.js";
import { completeSpec } from "./complete.js";
import { readoutParameters } from "./readout.js";
import { requireLayers } from "./require-layers.js";
import type { NetworkSpec } from "./spec.js";

export interface Network {
	readonly spec: NetworkSpec;
	/** By full name, "layer.symbol" or "readout.symbol". */
	readonly parameters: ReadonlyMap<string, Parameter>;
}

/**
 * A network with fresh parameters; the same seed gives the same numbers, layer by layer.
 * @throws if there is no layer, a cell or readout is unknown, a size is no positive integer, an option is out of its range, or a leaky
 * readout has more labels than the last layer has neurons.
 */
export function createNetwork(spec: NetworkSpec, seed: number): Network {
	requireLayers(spec.layers);
	const parameters = new Map<string, Parameter>();
	const keep = (
		owner: string | number,
		declared: readonly Parameter[],
	): void => {
		for (const parameter of declared) {
			const name = `${owner}.${parameter.name}`;
			parameters.set(name, { ...parameter, name });
		}
	};
	let inputs = spec.inputs;
	for (const [layer, layerSpec] of spec.layers.entries()) {
		const random = new RandomStream(seed, Purpose.weights, layer);
		keep(layer, createCell(inputs, layerSpec).parameters(random));
		inputs = layerSpec.units;
	}
	if (spec.readout.readout === "leaky" && inputs < spec.readout.labels)
		throw new Error(
			`the last layer has ${inputs} neurons for ${spec.readout.labels} labels: a leaky readout needs at least one neuron a label`,
		);
	const random = new RandomStream(seed, Purpose.weights, spec.layers.length);
	keep("readout", readoutParameters(spec.readout, inputs, random));
	return { spec: completeSpec(spec), parameters };
}

/** The parameters that training changes. */
export function learnedParameters(network: Network): Parameter[] {
	return [...network.parameters.values()].filter(
		(parameter) => parameter.learned,
	);
}
