/**
 * LIF networks to and from NIR, the Neuromorphic Intermediate Representation, in HDF5 files as the Python package `nir` writes them.
 *
 *     input → Affine → LIF → … → output      τ dv/dt = (v_leak − v) + R I;  where v > v_threshold: a spike, and v = v_reset
 *
 * NIR's neuron lives in continuous time. As in snnTorch's own export a step is dt = 0.1 ms by Euler's rule:
 * τ = dt / (1 − β) and R = τ / dt, so that v[t] = β v[t−1] + I[t].
 *
 * What NIR cannot say: the reset by subtraction, the surrogate, how long a step is, and the readout's last-step decision. They go into
 * metadata, which others may ignore; `saveNir` returns what a reader who does so computes otherwise. The reset to zero maps: its spikes are equal.
 * There is no node for SRC, GRU, LSTM and BRC.
 */
import { LIF_DEFAULTS } from "../cells/lif.js";
import { createNetwork, type Network } from "../network/network.js";
import { leakyReadout } from "../network/readout.js";
import type { LIFSpec, NetworkSpec } from "../network/spec.js";
import {
	type Hdf5Array,
	type Hdf5Content,
	type Hdf5Tree,
	loadHdf5,
	saveHdf5,
} from "./hdf5.js";
import { transposed } from "./layout.js";

/** Length of a step in seconds, as snnTorch takes it. */
export const NIR_STEP = 1e-4;
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
		const { units, beta, threshold, reset, surrogate } = own;
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
		nodes[`lif_${layer}`] = {
			type: "LIF",
			tau: every(units, NIR_STEP / (1 - beta)),
			r: every(units, 1 / (1 - beta)),
			v_leak: every(units, 0),
			v_threshold: every(units, threshold),
			v_reset: every(units, 0),
			metadata: { spec: JSON.stringify(own) },
		};
		names.push(`affine_${layer}`, `lif_${layer}`);
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
 * Reads a chain of Affine (or Linear) and LIF nodes. Without this library's metadata a layer resets to zero, as NIR says, and takes the
 * defaults for its gradient; the network then gets a leaky readout with `labels` labels.
 * @throws Error of one sentence with file, node, expected and found.
 */
export async function loadNir(path: string, labels = 10): Promise<Network> {
	const fail = (node: string, what: string): Error =>
		new Error(`${path}: node ${node} ${what}`);
	const graph = group((await loadHdf5(path)).node);
	const nodes = group(graph?.nodes);
	if (!graph || !nodes || text(graph.type) !== "NIRGraph")
		throw new Error(
			`${path} is no NIR file: expected a group node with a NIRGraph`,
		);
	const chain = inOrder(path, graph, nodes);
	const layers: LIFSpec[] = [];
	const values = new Map<string, Float32Array>();
	let inputs: number | undefined;
	for (let k = 0; k < chain.length; k += 2) {
		const [linear, neuron] = [chain[k], chain[k + 1]];
		const map = nodes[linear] as Hdf5Content;
		const kind = text(map.type);
		if (kind !== "Affine" && kind !== "Linear")
			throw fail(linear, `is of type ${kind}: expected Affine or Linear`);
		const weight = numbers(map.weight);
		const [units, columns] = weight?.shape ?? [];
		const expected = layers.at(-1)?.units ?? columns;
		if (weight?.shape.length !== 2 || columns !== expected)
			throw fail(
				linear,
				`has weights of shape [${weight?.shape.join(", ")}]: expected [units, ${expected ?? "inputs"}]`,
			);
		inputs ??= columns;
		const layer = layers.length;
		values.set(
			`${layer}.weights`,
			transposed(Float32Array.from(weight.numbers), units, columns),
		);
		const bias = kind === "Affine" ? numbers(map.bias)?.numbers : undefined;
		if (bias) values.set(`${layer}.bias`, Float32Array.from(bias));
		const cell = neuron && (nodes[neuron] as Hdf5Content);
		if (!cell || text(cell.type) !== "LIF")
			throw fail(
				neuron ?? linear,
				cell
					? `is of type ${text(cell.type)}: expected LIF`
					: "is the last one: expected a LIF node after it",
			);
		const one = (symbol: string): number => {
			const found = numbers(cell[symbol])?.numbers ?? Float64Array.of(0);
			if (found.some((value) => value !== found[0]))
				throw fail(
					neuron,
					`has several values of ${symbol}: expected one for all neurons of a layer`,
				);
			return found[0];
		};
		for (const symbol of ["v_leak", "v_reset"])
			if (one(symbol) !== 0)
				throw fail(neuron, `has ${symbol} ${one(symbol)}: expected 0`);
		// Single precision holds seven digits.
		const beta = Number((1 - NIR_STEP / one("tau")).toPrecision(7));
		// R I / (τ / dt) drives v: where that is not I itself, the threshold is measured in its unit.
		const drive = (one("r") * NIR_STEP) / one("tau");
		const threshold = Number((one("v_threshold") / drive).toPrecision(7));
		const own = text(group(cell.metadata)?.spec);
		layers.push({
			...LIF_DEFAULTS,
			reset: "zero",
			bias: kind === "Affine",
			...(own === undefined ? {} : (JSON.parse(own) as LIFSpec)),
			beta,
			threshold,
			units,
		});
	}
	if (inputs === undefined)
		throw new Error(`${path} holds no layer: expected Affine and LIF nodes`);
	const readout = text(group(graph.metadata)?.readout);
	const spec: NetworkSpec = {
		inputs,
		layers,
		readout: readout === undefined ? leakyReadout(labels) : JSON.parse(readout),
	};
	const network = createNetwork(spec, 0);
	for (const [name, own] of values)
		network.parameters.get(name)?.values.set(own);
	return network;
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
		text(group(nodes[name])?.type);
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

type Entry = Hdf5Content[string] | undefined;

function group(entry: Entry): Hdf5Content | undefined {
	return entry && !Array.isArray(entry.shape)
		? (entry as Hdf5Content)
		: undefined;
}

function text(entry: Entry): string | undefined {
	return entry && "strings" in entry
		? `${(entry.strings as string[])[0]}`
		: undefined;
}

function numbers(
	entry: Entry,
): { shape: readonly number[]; numbers: Float64Array } | undefined {
	return entry && "numbers" in entry
		? (entry as { shape: readonly number[]; numbers: Float64Array })
		: undefined;
}
