/** What arrays tell of the network that they belong to. */
import type { SRCSpec } from "../cells/spec.js";
import { SRC_DEFAULTS } from "../cells/src.js";
import { leakyReadout } from "../network/readout.js";
import type { NetworkSpec } from "../network/spec.js";
import { matrix, perNeuron } from "./array-shapes.js";
import { INITIAL_I, layerArray, SRC_CONSTANTS } from "./layout.js";
import type { NpzFile } from "./npz.js";
import { shortestDecimal } from "./shortest-decimal.js";

/** The specification of a file without one: sizes from the matrices, and whatever is the same for all neurons of a layer from the other arrays. */
export function derivedSpec(file: NpzFile): NetworkSpec {
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

/** The layer with ρ, z_hyp and z_dep as the arrays have them: one number a layer here, one a neuron there. @throws if neurons of a layer differ, or the integrator starts elsewhere than at 0 */
export function readConstants(
	file: NpzFile,
	layer: number,
	spec: SRCSpec,
): SRCSpec {
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
