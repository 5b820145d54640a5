/** What single precision can be expected to reach on a problem. */
import { type Batch, type Network, RandomStream } from "spiking-recurrent-cell";
import {
	doubles,
	oracleGradient,
	relativeError,
	runOracle,
} from "./network.js";

/** Half a unit in the last place of a float near 1. */
const ROUNDING = 2 ** -24;
const DRAWS = 5;
const PURPOSE = 98 as 0;

/**
 * Bound on the relative error of logits: 1e-5, or ten times what rounding the parameters alone does to the float64 oracle.
 * The cell amplifies: a perfectly rounded float32 run of two layers exceeds 1e-5 on some problems too.
 */
export function logitsBound(
	network: Network,
	batch: Batch,
	logits: Float64Array,
	floor: number,
): number {
	const random = new RandomStream(1, PURPOSE);
	let most = 0;
	for (let draw = 0; draw < DRAWS; draw++) {
		const values = doubles(network);
		for (const numbers of values.values())
			for (let k = 0; k < numbers.length; k++)
				numbers[k] *= 1 + random.uniform(-ROUNDING, ROUNDING);
		const rounded = runOracle(network.spec, values, batch);
		most = Math.max(most, relativeError(rounded.logits, logits, floor));
	}
	return Math.max(1e-5, 10 * most);
}

/** The same for the gradient of one parameter: 1e-4, or ten times what rounding does. Called only where 1e-4 is exceeded. */
export function gradientBound(
	network: Network,
	batch: Batch,
	parameter: string,
	gradient: Float64Array,
	floor: number,
): number {
	const random = new RandomStream(2, PURPOSE);
	const parameters = new Map(
		[...network.parameters].map(([name, rounded]) => [
			name,
			{
				...rounded,
				values: rounded.values.map(
					(value) => value * (1 + 2 * random.uniform(-ROUNDING, ROUNDING)),
				),
			},
		]),
	);
	const other = oracleGradient({ ...network, parameters }, batch);
	const moved = relativeError(
		other.get(parameter) as Float64Array,
		gradient,
		floor,
	);
	return Math.max(1e-4, 10 * moved);
}
