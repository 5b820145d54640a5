/** How parameters start: declarations and random initial values. */
import type { RandomStream } from "../random/philox.js";
import type { Parameter } from "./parameters.js";

/** `count` numbers drawn uniformly from [low, high). */
export function uniform(
	random: RandomStream,
	count: number,
	low: number,
	high: number,
): Float32Array {
	return Float32Array.from({ length: count }, () => random.uniform(low, high));
}

/** `count` numbers drawn from a normal distribution. */
export function normal(
	random: RandomStream,
	count: number,
	mean: number,
	deviation: number,
): Float32Array {
	return Float32Array.from({ length: count }, () =>
		random.normal(mean, deviation),
	);
}

/** Weights [inputs, outputs], uniform within ± gain √(6 / (inputs + outputs)) (Glorot and Bengio 2010). */
export function xavierUniform(
	random: RandomStream,
	inputs: number,
	outputs: number,
	gain: number,
): Float32Array {
	const bound = gain * Math.sqrt(6 / (inputs + outputs));
	return uniform(random, inputs * outputs, -bound, bound);
}

/** A parameter that training changes. */
export function learned(
	name: string,
	values: Float32Array,
	shape: readonly number[],
): Parameter {
	return { name, shape, values, learned: true };
}

/** A constant of the model, `value` everywhere. */
export function constant(
	name: string,
	shape: readonly number[],
	value = 0,
): Parameter {
	const count = shape.reduce((product, size) => product * size, 1);
	return {
		name,
		shape,
		values: new Float32Array(count).fill(value),
		learned: false,
	};
}

/** A densely recurrent layer as PyTorch starts it: everything uniform within ±1/√units, `gates` side by side. */
export function recurrentLayer(
	random: RandomStream,
	inputs: number,
	units: number,
	gates: number,
): Parameter[] {
	const bound = 1 / Math.sqrt(units);
	const draw = (name: string, ...shape: number[]): Parameter =>
		learned(
			name,
			uniform(
				random,
				shape.reduce((product, size) => product * size),
				-bound,
				bound,
			),
			shape,
		);
	return [
		draw("weights", inputs, gates * units),
		draw("bias", gates * units),
		draw("recurrent", units, gates * units),
		draw("recurrentBias", gates * units),
	];
}
