/**
 * LIF networks to and from NIR, the Neuromorphic Intermediate Representation, in HDF5 files as the Python package `nir` writes them.
 *
 *     input → Affine → LIF → … → output      or, without leak, IF in place of LIF (./nir-time.ts)
 *
 * What NIR cannot say: the reset by subtraction, the surrogate, how long a step is, and the readout's last-step decision. They go into
 * metadata, which others may ignore; `saveNir` returns what a reader who does so computes otherwise. The reset to zero maps: its spikes are equal.
 * There is no node for SRC, GRU, LSTM and BRC.
 */
import { LIF_DEFAULTS } from "../cells/lif.js";
import type { LIFSpec } from "../cells/spec.js";
import { createNetwork, type Network } from "../network/network.js";
import { leakyReadout } from "../network/readout.js";
import { requireNetwork } from "../network/require-network.js";
import type { NetworkSpec, ReadoutSpec } from "../network/spec.js";
import {
	type Hdf5Array,
	type Hdf5Content,
	type Hdf5Tree,
	loadHdf5,
	saveHdf5,
} from "./hdf5.js";
import { transposed } from "./layout.js";
import { groupOf, NirNode, textOf } from "./nir-node.js";
import { inContinuousTime, inSteps } from "./nir-time.js";

/** Of the package `nir` whose files these are. */
const VERSION = "1.0.8";

/**
 * Writes the layers of a LIF network, without its readout: the output is the last layer's spikes.
 * @returns one sentence for each thing that NIR does not hold.
 * @throws if a layer is none of LIF neurons.
 */
export async function saveNir(
	network: Network,
	path: string,
): Promise<string[]> {
	requireNetwork(network, "saveNir");
	const { spec, parameters } = network;
	const nodes: Record<string, Hdf5Tree> = {
		input: { type: "Input", shape: sizes(spec.inputs) },
	};
	const names = ["input"];
	const lost: string[] = [];
	let inputs = spec.inputs;
	for (const [layer, own] of spec.layers.entries()) {
		if (own.cell !== "lif")
			throw new Error(
				`layer ${layer} is of ${own.cell.toUpperCase()} cells: NIR has no node for them, only LIF networks can be written`,
			);
		const { units, reset, surrogate } = own;
		const value = (symbol: string): Float32Array =>
			parameters.get(`${layer}.${symbol}`)?.values as Float32Array;
		nodes[`affine_${layer}`] = {
			type: "Affine",
			weight: {
				shape: [units, inputs],
				data: transposed(value("weights"), inputs, units),
			},
			bias: { shape: [units], data: value("bias") },
		};
		const { type, symbols } = inContinuousTime(own);
		const name = `${type.toLowerCase()}_${layer}`;
		nodes[name] = {
			type,
			...Object.fromEntries(
				Object.entries(symbols).map(([symbol, number]) => [
					symbol,
					every(units, number),
				]),
			),
			metadata: { spec: JSON.stringify(own) },
		};
		names.push(`affine_${layer}`, name);
		if (reset === "subtract")
			lost.push(
				`layer ${layer}: NIR resets to v_reset and knows no reset by subtraction; its spikes differ in other simulators`,
			);
		lost.push(
			`layer ${layer}: the surrogate "${surrogate}" is kept as metadata only`,
		);
		inputs = units;
	}
	nodes.output = { type: "Output", shape: sizes(inputs) };
	names.push("output");
	lost.push("the readout is kept as metadata only");
	const edges = names.slice(1).flatMap((name, k) => [names[k], name]);
	await saveHdf5(path, {
		version: VERSION,
		node: {
			type: "NIRGraph",
			nodes,
			edges: { shape: [edges.length / 2, 2], strings: edges },
			metadata: { readout: JSON.stringify(spec.readout) },
		},
	});
	return lost;
}

/**
 * Reads a chain of Affine (or Linear) and LIF (or IF) nodes. Without this library's metadata a layer resets to zero, as NIR says, and takes
 * the defaults for its gradient; the network then gets a leaky readout with `labels` labels.
 * @throws Error of one sentence with file, node, expected and found.
 */
export async function loadNir(path: string, labels = 10): Promise<Network> {
	const content = groupOf((await loadHdf5(path)).node);
	const nodes = groupOf(content?.nodes);
	if (!content || !nodes || textOf(content.type) !== "NIRGraph")
		throw new Error(
			`${path} is no NIR file: expected a group node with a NIRGraph`,
		);
	const graph = new NirNode(path, "NIRGraph", content);
	const chain = inOrder(path, content, nodes).map((name) => {
		const node = groupOf(nodes[name]);
		if (!node) throw graph.fail(`has an edge to ${name}, which is no node`);
		return new NirNode(path, name, node);
	});
	const layers: LIFSpec[] = [];
	const values = new Map<string, Float32Array>();
	let inputs: number | undefined;
	for (let k = 0; k < chain.length; k += 2) {
		const [map, neuron] = [chain[k], chain[k + 1]];
		const affine = map.type === "Affine";
		if (!affine && map.type !== "Linear")
			throw map.fail(`is of type ${map.type}: expected Affine or Linear`);
		const weight = map.matrix("weight", layers.at(-1)?.units);
		const { units, columns } = weight;
		inputs ??= columns;
		const layer = layers.length;
		values.set(`${layer}.weights`, transposed(weight.values, units, columns));
		values.set(
			`${layer}.bias`,
			affine ? map.vector("bias", units) : new Float32Array(units),
		);
		if (!neuron)
			throw map.fail("is the last one: expected a LIF or IF node after it");
		const known: LIFSpec = {
			...LIF_DEFAULTS,
			reset: "zero",
			bias: affine,
			...neuron.metadata("spec"),
			cell: "lif",
			units,
		};
		const { beta, threshold } = inSteps(neuron, units, known);
		layers.push({ ...known, beta, threshold });
	}
	if (inputs === undefined)
		throw new Error(`${path} holds no layer: expected Affine and LIF nodes`);
	const spec: NetworkSpec = {
		inputs,
		layers,
		readout:
			(graph.metadata("readout") as ReadoutSpec | undefined) ??
			leakyReadout(labels),
	};
	const network = created(path, spec);
	for (const [name, own] of values)
		network.parameters.get(name)?.values.set(own);
	return network;
}

function created(path: string, spec: NetworkSpec): Network {
	try {
		return createNetwork(spec, 0);
	} catch (error) {
		throw new Error(`${path}: ${(error as Error).message}`);
	}
}

/** The nodes between input and output, in the order of the edges. */
function inOrder(
	path: string,
	graph: Hdf5Content,
	nodes: Hdf5Content,
): string[] {
	const { edges } = graph;
	const ends = edges && "strings" in edges ? (edges.strings as string[]) : [];
	const next = new Map<string, string>();
	for (let k = 0; k < ends.length; k += 2) {
		if (next.has(ends[k]))
			throw new Error(
				`${path}: node ${ends[k]} has several successors: expected a chain from input to output`,
			);
		next.set(ends[k], ends[k + 1]);
	}
	const typeOf = (name: string): string | undefined =>
		textOf(groupOf(nodes[name])?.type);
	const chain: string[] = [];
	let at = Object.keys(nodes).find((name) => typeOf(name) === "Input");
	while (at !== undefined && chain.length <= next.size) {
		at = next.get(at);
		if (at !== undefined && typeOf(at) === "Output") return chain;
		if (at !== undefined) chain.push(at);
	}
	throw new Error(
		`${path}: the edges make no chain from an Input to an Output node`,
	);
}

function every(units: number, value: number): Hdf5Array {
	return { shape: [units], data: new Float32Array(units).fill(value) };
}

function sizes(size: number): Hdf5Array {
	return { shape: [1], data: BigInt64Array.of(BigInt(size)) };
}
