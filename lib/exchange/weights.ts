/** A network's numbers to and from a .npz file (./layout.ts), for small committed weights and for exchange with NumPy users. */
import type { Parameter } from "../cells/parameters.js";
import type { SRCSpec } from "../cells/spec.js";
import { createNetwork, type Network } from "../network/network.js";
import { requireNetwork } from "../network/require-network.js";
import type { NetworkSpec } from "../network/spec.js";
import { matrix, perNeuron } from "./array-shapes.js";
import { derivedSpec, readConstants } from "./derive-spec.js";
import { foreignReadout, refuseUnknown } from "./foreign.js";
import {
	arrayName,
	arrayOf,
	INITIAL_I,
	layerArray,
	SRC_CONSTANTS,
	transposed,
} from "./layout.js";
import type { NumpyArray } from "./npy.js";
import { NpzFile, saveNpz } from "./npz.js";

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
