/** A network as a table of its layers. */
import type { Parameter } from "../cells/parameters.js";
import { networkTitle } from "../network/architecture.js";
import type { Network } from "../network/network.js";
import { makeTable, type Table } from "../plots/tables/table.js";
import { counted, countText, shortNumber } from "../text/numbers.js";

interface Layer {
	readonly name: string;
	readonly cell: string;
	readonly inputs: number;
	readonly units: number;
	readonly parameters: readonly Parameter[];
}

export function isNetwork(value: unknown): value is Network {
	const { spec, parameters } = (value ?? {}) as Partial<Network>;
	return parameters instanceof Map && Array.isArray(spec?.layers);
}

/** One row a layer, and one for the readout. */
export function networkTable({ spec, parameters }: Network): Table {
	const ownedBy = (owner: string) =>
		[...parameters.values()].filter(({ name }) => name.startsWith(`${owner}.`));
	const layers: Layer[] = spec.layers.map(({ cell, units }, k) => ({
		name: `${k + 1}`,
		cell: cell.toUpperCase(),
		inputs: k === 0 ? spec.inputs : spec.layers[k - 1].units,
		units,
		parameters: ownedBy(`${k}`),
	}));
	const { readout, labels } = spec.readout;
	layers.push({
		name: "readout",
		cell: readout,
		inputs: spec.layers[spec.layers.length - 1].units,
		units: labels,
		parameters: ownedBy("readout"),
	});
	const learned = numbersIn([...parameters.values()].filter((p) => p.learned));
	return makeTable<Layer>({
		message: `${networkTitle(spec)}: ${counted(learned, "learned number")}`,
		caption:
			"Learned arrays with their shape, least and greatest value; constants are only counted.",
		dataset: null,
		columns: [
			{ title: "layer", text: ({ name }) => name },
			{ title: "cell", text: ({ cell }) => cell },
			{
				title: "inputs",
				align: "right",
				text: ({ inputs }) => countText(inputs),
			},
			{ title: "units", align: "right", text: ({ units }) => countText(units) },
			{
				title: "learned",
				text: (layer) =>
					layer.parameters
						.filter((p) => p.learned)
						.map(learnedText)
						.join("; ") || "nothing",
			},
			{
				title: "constants",
				align: "right",
				text: (layer) =>
					countText(numbersIn(layer.parameters.filter((p) => !p.learned))),
			},
		],
		rows: layers,
	});
}

function numbersIn(parameters: readonly Parameter[]): number {
	return parameters.reduce((sum, { values }) => sum + values.length, 0);
}

/** "weights [784, 100] −0.12 … 0.12". */
function learnedText({ name, shape, values }: Parameter): string {
	const symbol = name.slice(name.indexOf(".") + 1);
	const least = values.reduce((a, b) => Math.min(a, b), Infinity);
	const greatest = values.reduce((a, b) => Math.max(a, b), -Infinity);
	return `${symbol} [${shape.join(", ")}] ${shortNumber(least)} … ${shortNumber(greatest)}`;
}
