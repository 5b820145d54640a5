/** A network's numbers to and from a .npz file (./layout.ts), for small committed weights and for exchange with NumPy users. */
import type { Parameter } from "../cells/parameters.js";
import type { SRCSpec } from "../cells/spec.js";
import { SRC_DEFAULTS } from "../cells/src.js";
import { createNetwork, type Network } from "../network/network.js";
import { assignment, leakyReadout } from "../network/readout.js";
import { requireNetwork } from "../network/require-network.js";
import type { NetworkSpec } from "../network/spec.js";
import {
	arrayName,
	arrayOf,
	INITIAL_I,
	layerArray,
	SRC_CONSTANTS,
	transposed,
} from "./layout.js";
import { type NumpyArray, sizeOf } from "./npy.js";
import { NpzFile, saveNpz } from "./npz.js";
import { shortestDecimal } from "./shortest-decimal.js";

/** The member that holds what arrays cannot: the specification, as JSON. `numpy.load(file)["spec.json"]` gives it as bytes. */
const SPEC = "spec.json";

/** What the arrays do not hold; what is named here counts more than the file's own specification. */
export interface WeightOptions {
	/** For every SRC layer. */
	readonly src?: Partial<
		Pick<
			SRCSpec,
			| "alpha"
			| "gateTiming"
			| "gateForm"
			| "outputGradient"
			| "recurrentGradient"
		>
	>;
	/** Leak of the readout. */
	readonly leak?: number;
	/** The cell of one's own that the file names, as a sign that the network will run with it. */
	readonly ownCell?: string;
}

export interface SaveOptions {
	/** What the plan of its training calls a cell of one's own: a network does not know, and `loadWeights` then gives it only to who names the cell. */
	readonly ownCell?: string | undefined;
}

/**
 * Writes the network to a .npz file, all or nothing.
 * @throws if it has a readout that `loadWeights` would refuse
 */
export async function saveWeights(
	network: Network,
	path: string,
	{ ownCell }: SaveOptions = {},
): Promise<void> {
	requireNetwork(network, "saveWeights");
	const complaint = foreignReadout(network);
	if (complaint)
		throw new Error(
			`readout.weights of the network ${complaint}: loadWeights would refuse the file`,
		);
	const arrays = new Map<string, NumpyArray>();
	for (const parameter of network.parameters.values())
		arrays.set(arrayName(parameter), arrayOf(parameter));
	for (const [layer, spec] of network.spec.layers.entries())
		if (spec.cell === "src") {
			const { units } = spec;
			const keep = (symbol: string, value: number, shape: number[]): void => {
				const values = new Float32Array(units).fill(value);
				arrays.set(layerArray(layer, symbol), { shape, values });
			};
			for (const { option, symbol, shape } of SRC_CONSTANTS)
				keep(symbol, spec[option], shape(units));
			keep(INITIAL_I, 0, [1, units, 1]);
		}
	await saveNpz(path, arrays, {
		[SPEC]: `${JSON.stringify({ ...network.spec, ownCell }, null, "\t")}\n`,
	});
}

/**
 * Reads a network from a .npz file. A file without this library's specification is taken as SRC layers with a leaky readout, and
 * with the defaults for what the arrays do not hold.
 * @throws Error of one sentence, with file, array, expected and found, if the file is no network that this library can run.
 */
export async function loadWeights(
	path: string,
	options: WeightOptions = {},
): Promise<Network> {
	const file = await NpzFile.open(path);
	const stored = storedSpec(file);
	requireOwnCell(file, stored?.ownCell, options.ownCell);
	const spec = withOptions(stored ?? derivedSpec(file), options);
	const completed: NetworkSpec = {
		...spec,
		layers: spec.layers.map((layer, k) =>
			layer.cell === "src" ? readConstants(file, k, layer) : layer,
		),
	};
	const network = createNetwork(completed, 0);
	const known = new Set<string>();
	for (const parameter of network.parameters.values()) {
		known.add(arrayName(parameter));
		readParameter(file, parameter);
	}
	for (const name of file.names) refuseUnknown(file, name, known, completed);
	const complaint = foreignReadout(network);
	if (complaint) throw file.complaint("readout", complaint);
	return network;
}

type StoredSpec = NetworkSpec & SaveOptions;

/** The library's cells would run the network, and as another one than was trained. */
function requireOwnCell(
	{ path }: NpzFile,
	stored: string | undefined,
	named: string | undefined,
): void {
	if (stored !== undefined && stored !== named)
		throw new Error(
			`${path}: the network was trained with a cell of one's own, "${stored}": load it with { ownCell: "${stored}" } and run it in openTensorflowEngine({ createCell }) with that cell`,
		);
}

function storedSpec(file: NpzFile): StoredSpec | undefined {
	const text = file.text(SPEC);
	if (text === undefined) return undefined;
	try {
		const spec = JSON.parse(text) as StoredSpec;
		if (Array.isArray(spec.layers) && spec.readout && spec.inputs) return spec;
	} catch {}
	throw new Error(
		`${file.path}: ${SPEC} is no specification of a network: expected JSON with inputs, layers and readout, found ${text.length} characters`,
	);
}

/** Sizes from the matrices, and whatever is the same for all neurons of a layer from the other arrays. */
function derivedSpec(file: NpzFile): NetworkSpec {
	const weights = (layer: number): string =>
		layerArray(layer, "forward_weights");
	const layers: SRCSpec[] = [];
	let inputs: number | undefined;
	do {
		const [units, columns] = matrix(file, weights(layers.length));
		inputs ??= columns;
		const layer = layers.length;
		const bias = perNeuron(file, layerArray(layer, "bias"), units);
		const frozen = bias.every((value) => value === bias[0]);
		const common = (symbol: "r" | "rs"): number => {
			const values = perNeuron(file, layerArray(layer, symbol), units);
			return values.every((value) => value === values[0])
				? shortestDecimal(values[0])
				: SRC_DEFAULTS[symbol];
		};
		layers.push({
			...SRC_DEFAULTS,
			units,
			r: common("r"),
			rs: common("rs"),
			...(frozen
				? { biasInit: shortestDecimal(bias[0]) }
				: { bias: "learned" }),
		});
	} while (file.has(weights(layers.length)));
	const [labels] = matrix(file, "readout");
	const { values } = file.array("readout");
	return {
		inputs,
		layers,
		readout: leakyReadout(labels, {
			own: shortestDecimal(values[0]),
			...(values.length > 1 ? { other: shortestDecimal(values[1]) } : {}),
		}),
	};
}

function withOptions(
	{ inputs, layers, readout }: NetworkSpec,
	{ src = {}, leak }: WeightOptions,
): NetworkSpec {
	return {
		inputs,
		layers: layers.map((layer) =>
			layer.cell === "src" ? { ...layer, ...src } : layer,
		),
		readout:
			leak !== undefined && readout.readout === "leaky"
				? { ...readout, leak }
				: readout,
	};
}

/** The layer with ρ, z_hyp and z_dep as the arrays have them: one number a layer here, one a neuron there. */
function readConstants(file: NpzFile, layer: number, spec: SRCSpec): SRCSpec {
	const numbers: { rho?: number; zHyp?: number; zDep?: number } = {};
	for (const { option, symbol } of SRC_CONSTANTS) {
		const name = layerArray(layer, symbol);
		const values = perNeuron(file, name, spec.units);
		const other = values.find((value) => value !== values[0]);
		if (other !== undefined)
			throw file.complaint(
				name,
				`holds ${values[0]} and ${other}: expected one value for all neurons of a layer`,
			);
		numbers[option] =
			Math.fround(spec[option]) === values[0]
				? spec[option]
				: shortestDecimal(values[0]);
	}
	const start = layerArray(layer, INITIAL_I);
	const moved = perNeuron(file, start, spec.units).find((value) => value !== 0);
	if (moved !== undefined)
		throw file.complaint(
			start,
			`holds ${moved}: expected 0, with which the input integrator starts here`,
		);
	return { ...spec, ...numbers };
}

function readParameter(file: NpzFile, parameter: Parameter): void {
	const { shape, values } = parameter;
	const name = arrayName(parameter);
	if (shape.length === 1) {
		values.set(perNeuron(file, name, shape[0]));
		return;
	}
	const [inputs, outputs] = shape;
	const [rows, columns] = matrix(file, name);
	if (rows !== outputs || columns !== inputs)
		throw file.complaint(
			name,
			`has shape [${rows}, ${columns}]: expected [${outputs}, ${inputs}], as many rows as outputs and columns as inputs`,
		);
	values.set(transposed(file.array(name).values, rows, columns));
}

/** The sizes of a matrix. */
function matrix(file: NpzFile, name: string): readonly [number, number] {
	const { shape } = file.array(name);
	const [rows, columns] = shape;
	if (shape.length !== 2 || rows * columns === 0)
		throw file.complaint(
			name,
			`has shape [${shape.join(", ")}]: expected a matrix [outputs, inputs]`,
		);
	return [rows, columns];
}

/** One value a neuron; axes of length 1 do not matter, and a single value stands for all. */
function perNeuron(file: NpzFile, name: string, units: number): Float32Array {
	const { shape, values } = file.array(name);
	const axes = shape.filter((size) => size !== 1);
	if (axes.length === 0) return new Float32Array(units).fill(values[0]);
	if (axes.length > 1 || sizeOf(axes) !== units)
		throw file.complaint(
			name,
			`has shape [${shape.join(", ")}]: expected [${units}], one value a neuron, or a single value`,
		);
	return values;
}

/** An array of a layer that nothing here reads may change what the network does. */
function refuseUnknown(
	file: NpzFile,
	name: string,
	known: ReadonlySet<string>,
	{ layers }: NetworkSpec,
): void {
	const [, layer, symbol] = /^l(\d+)_(.*)$/.exec(name) ?? [];
	if (layer === undefined || known.has(name)) return;
	const spec = layers[Number(layer)];
	const constants = [
		INITIAL_I,
		...SRC_CONSTANTS.map((constant) => constant.symbol),
	];
	if (spec?.cell === "src" && constants.includes(symbol)) return;
	throw file.complaint(
		name,
		spec
			? `is no part of ${spec.cell.toUpperCase()} layer ${layer}: remove it if the network runs without it`
			: `belongs to a layer that does not exist: found ${layers.length} layers with forward_weights`,
	);
}

/** A leaky readout is frozen, neuron k belonging to label k mod labels: what the weights have instead; undefined where they are so, or learned. */
function foreignReadout({ parameters, spec }: Network): string | undefined {
	const { readout, layers } = spec;
	if (readout.readout !== "leaky") return undefined;
	const { labels, own, other } = readout;
	const found = (parameters.get("readout.weights") as Parameter).values;
	const expected = assignment(readout, layers[layers.length - 1].units);
	const k = found.findIndex((value, at) => value !== expected[at]);
	if (k < 0) return undefined;
	const [neuron, label] = [Math.floor(k / labels), k % labels];
	return `holds ${shortestDecimal(found[k])} for label ${label} and neuron ${neuron}: expected ${shortestDecimal(expected[k])}, since neuron k belongs to label k mod ${labels} and every label has the same two weights, ${own} for its own neurons and ${other} for all others`;
}
