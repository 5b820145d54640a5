/** Weights of few bits, as hardware stores them. */
import type { Parameter } from "../cells/parameters.js";
import type { Network } from "./network.js";
import { requireNetwork } from "./require-network.js";

/**
 * A copy of the network whose learned weights (matrices; biases stay as they are) are rounded to `bits` bits: each matrix to a grid
 * symmetric around 0, of 2^bits − 1 equidistant values, whose ends are ± its own largest magnitude. States and sums stay in single
 * precision.
 * @throws if `bits` is not an integer in 2 … 24.
 */
export function quantised(network: Network, bits: number): Network {
	requireNetwork(network, "quantised");
	if (!(Number.isInteger(bits) && bits >= 2 && bits <= 24))
		throw new Error(`weights of ${bits} bits: it must be an integer in 2 … 24`);
	const parameters = new Map(
		[...network.parameters].map(([name, parameter]) => [
			name,
			parameter.learned && parameter.shape.length === 2
				? { ...parameter, values: rounded(parameter, bits) }
				: { ...parameter, values: parameter.values.slice() },
		]),
	);
	return { ...network, parameters };
}

function rounded({ values }: Parameter, bits: number): Float32Array {
	const largest = values.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
	const step = largest / (2 ** (bits - 1) - 1);
	// a matrix of zeros has no grid
	return values.map((w) => (step === 0 ? w : Math.round(w / step) * step));
}
