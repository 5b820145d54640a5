/** Adam (Kingma and Ba 2015) on plain arrays, so that it serves every engine. */
import type { Gradients } from "../engine/engine.js";
import type { Network } from "../network/network.js";
import { adamStep } from "./kernel.js";

export interface AdamSettings {
	readonly rate: number;
	readonly beta1: number;
	readonly beta2: number;
	readonly epsilon: number;
}

export const ADAM_DEFAULTS: AdamSettings = {
	rate: 0.005,
	beta1: 0.9,
	beta2: 0.999,
	epsilon: 1e-8,
};

/** Moments by parameter name; a value that a checkpoint can hold. */
export class Adam {
	step = 0;
	readonly first: Map<string, Float32Array> = new Map();
	readonly second: Map<string, Float32Array> = new Map();

	constructor(readonly settings: AdamSettings) {}

	/**
	 * Moves the learned parameters against the gradients, in place, and clamps those that have a maximum.
	 * @param factor of the rate, as a schedule has it
	 */
	update(network: Network, gradients: Gradients, factor = 1): void {
		const { rate, beta1, beta2, epsilon } = this.settings;
		this.step++;
		const numbers = {
			beta1,
			beta2,
			epsilon,
			size: (factor * rate) / (1 - beta1 ** this.step),
			correction: 1 / Math.sqrt(1 - beta2 ** this.step),
		};
		for (const [name, gradient] of gradients) {
			const parameter = network.parameters.get(name);
			if (!parameter)
				throw new Error(
					`there is a gradient for "${name}", which the network does not have`,
				);
			const { values, max = Infinity } = parameter;
			const m = moments(this.first, name, values.length);
			const v = moments(this.second, name, values.length);
			adamStep(values, gradient, m, v, numbers);
			if (max < Infinity)
				for (let k = 0; k < values.length; k++)
					values[k] = Math.min(values[k], max);
		}
	}
}

function moments(
	store: Map<string, Float32Array>,
	name: string,
	length: number,
): Float32Array {
	const stored = store.get(name) ?? new Float32Array(length);
	store.set(name, stored);
	return stored;
}
