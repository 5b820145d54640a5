/** What this library would run as another network: arrays of layers that nothing here reads, a frozen readout with weights of its own. */
import type { Parameter } from "../cells/parameters.js";
import type { Network } from "../network/network.js";
import { assignment } from "../network/readout.js";
import type { NetworkSpec } from "../network/spec.js";
import { INITIAL_I, SRC_CONSTANTS } from "./layout.js";
import type { NpzFile } from "./npz.js";
import { shortestDecimal } from "./shortest-decimal.js";

/** An array of a layer that nothing here reads may change what the network does. @throws if this is one */
export function refuseUnknown(
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
export function foreignReadout({
	parameters,
	spec,
}: Network): string | undefined {
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
