/** The loss as one weight turns: what a gradient would have to follow. */
import { isCount, requireRange } from "../../checks/require-range.js";
import type { Batch, Engine } from "../../engine/engine.js";
import type { Network } from "../../network/network.js";

/** Which weight of a network. */
export interface WeightPlace {
	/** E.g. "0.weights". */
	readonly parameter: string;
	readonly index: number;
}

/** The weight of a parameter whose gradient is largest: the one that matters most here. */
export async function steepestWeight(
	network: Network,
	parameter: string,
	batch: Batch,
	engine: Engine,
): Promise<WeightPlace> {
	const { gradients } = await engine.gradient(network, batch);
	const gradient = gradients.get(parameter);
	if (!gradient)
		throw new Error(
			`the network learns no "${parameter}": choose from ${[...gradients.keys()].join(", ")}`,
		);
	let index = 0;
	for (const [k, value] of gradient.entries())
		if (Math.abs(value) > Math.abs(gradient[index])) index = k;
	return { parameter, index };
}

/**
 * Mean loss (nat) on the batch with each of `offsets` added to the weight.
 * @throws if the network has no such weight
 */
export async function lossByWeight(
	network: Network,
	{ parameter, index }: WeightPlace,
	batch: Batch,
	offsets: readonly number[],
	engine: Engine,
): Promise<number[]> {
	const original = network.parameters.get(parameter);
	if (!original) throw new Error(`the network has no "${parameter}"`);
	const last = original.values.length - 1;
	requireRange(
		`index of a weight of ${parameter}`,
		index,
		`an integer in 0 … ${last}`,
		isCount(index) && index <= last,
	);
	const losses: number[] = [];
	for (const offset of offsets) {
		const values = original.values.slice();
		values[index] += offset;
		const parameters = new Map(network.parameters);
		parameters.set(parameter, { ...original, values });
		const { loss } = await engine.forward({ ...network, parameters }, batch);
		losses.push(loss);
	}
	return losses;
}

/** The share of steps from one value to the next in which it does not change at all. */
export function flatShare(values: readonly number[]): number {
	const steps = values.slice(1).map((value, k) => value - values[k]);
	return steps.filter((step) => step === 0).length / steps.length;
}
