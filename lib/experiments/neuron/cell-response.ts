/** Any cell behind one input line, with parameter values of one's choice: a signal in, the course of h out. */
import * as tf from "@tensorflow/tfjs-core";
import type { LayerSpec } from "../../cells/spec.js";
import { runAlone } from "../../engine/tensorflow/run-alone.js";

/**
 * All units of the layer get the same `signal` ([T]), each through its own weights.
 * @param values parameters by symbol; those not named are drawn from the seed, as before a training
 * @returns h of each unit, [units][T]
 * @throws if the cell has no such parameter, or it is of another size, or has no h
 */
export async function cellResponse(
	spec: LayerSpec,
	signal: Float32Array,
	values: Readonly<Record<string, readonly number[]>> = {},
	seed = 0,
): Promise<Float32Array[]> {
	const courses = Array.from(
		{ length: spec.units },
		() => new Float32Array(signal.length),
	);
	await runAlone(
		{ spec, overrides: values, seed },
		signal.length,
		(t, cell, p) => cell.drive(tf.tensor2d([[signal[t]]]), p),
		(t, state) => {
			if (!state.h)
				throw new Error(
					`${spec.cell} units have no h, which cellResponse follows: give simulate their drive`,
				);
			for (const [unit, h] of state.h.dataSync().entries())
				courses[unit][t] = h;
		},
	);
	return courses;
}
