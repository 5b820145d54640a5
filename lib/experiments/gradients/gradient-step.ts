/** Whether a gradient is of use: the loss on the same batch after a step against it, beside a step of the same length anywhere. */
import type { Parameter } from "../../cells/parameters.js";
import type { Batch, Engine } from "../../engine/engine.js";
import { learnedParameters, type Network } from "../../network/network.js";
import { Purpose, RandomStream } from "../../random/philox.js";
import { type BackwardPass, withPass } from "./gradients.js";
import { euclideanNorm } from "./norm.js";

/** A direction in the space of the learned parameters, by their names. */
type Direction = ReadonlyMap<string, Float32Array>;

/**
 * Mean loss (nat) after moving every learned parameter against its gradient by each of `shares` of its own norm. Layers move alike
 * whatever the size of their gradients, as they do under Adam; a parameter whose gradient or value is all zero stays.
 */
export async function lossAfterStep(
	network: Network,
	batch: Batch,
	pass: BackwardPass,
	shares: readonly number[],
	engine: Engine,
): Promise<number[]> {
	const { gradients } = await engine.gradient(withPass(network, pass), batch);
	return lossAlong(network, batch, gradients, shares, engine);
}

/** The same in a direction drawn at random: what any change of the weights would do. */
export async function lossAfterRandomStep(
	network: Network,
	batch: Batch,
	seed: number,
	shares: readonly number[],
	engine: Engine,
): Promise<number[]> {
	const random = new RandomStream(seed, Purpose.directions);
	const direction = new Map(
		learnedParameters(network).map(({ name, values }) => [
			name,
			values.map(() => random.uniform(-1, 1)),
		]),
	);
	return lossAlong(network, batch, direction, shares, engine);
}

async function lossAlong(
	network: Network,
	batch: Batch,
	direction: Direction,
	shares: readonly number[],
	engine: Engine,
): Promise<number[]> {
	const losses: number[] = [];
	for (const share of shares) {
		const parameters = [...network.parameters].map(
			([name, parameter]): [string, Parameter] => {
				const own = direction.get(name);
				return [name, own ? moved(parameter, own, share) : parameter];
			},
		);
		const stepped = { ...network, parameters: new Map(parameters) };
		losses.push((await engine.forward(stepped, batch)).loss);
	}
	return losses;
}

/** The parameter after a step against `direction` of `share` times its own norm. */
function moved(
	parameter: Parameter,
	direction: Float32Array,
	share: number,
): Parameter {
	const size = euclideanNorm(direction);
	if (size === 0) return parameter;
	const length = (share * euclideanNorm(parameter.values)) / size;
	return {
		...parameter,
		values: parameter.values.map((value, k) => value - length * direction[k]),
	};
}
