/** Single neurons under the microscope: a cell driven directly, every state variable recorded. */
import * as tf from "@tensorflow/tfjs-core";
import type { State } from "../../cells/cell.js";
import { createCell } from "../../cells/create.js";
import { Purpose, RandomStream } from "../../encoding/random.js";
import type { LayerSpec } from "../../network/spec.js";
import type { SampleAddresses } from "../engine.js";
import { openBackend } from "./backend.js";
import type { CreateCell } from "./engine.js";

/** Where the random draws of single neurons lie. */
const ALONE: SampleAddresses = {
	samples: Uint32Array.of(0),
	seed: 0,
	epoch: 0,
};

/** Recorded variables of N independent neurons over T steps. */
export interface Traces {
	readonly steps: number;
	readonly units: number;
	/** By symbol, each [T × N]: what the cell's state holds, the drive, and the output as "s_out". */
	readonly variables: Readonly<Record<string, Float32Array>>;
}

/**
 * Drives each of the layer's neurons with its own current and records everything.
 * @param drive [T × N], what W s_in would be: one column a neuron
 * @param overrides parameter values by symbol, [N] each, e.g. `{ rs: Float32Array.of(-7, -5) }`
 * @param create the cell that computes, in place of the library's
 * @throws if a length does not fit.
 */
export async function simulate(
	spec: LayerSpec,
	drive: Float32Array,
	overrides: Readonly<Record<string, Float32Array>> = {},
	create: CreateCell = createCell,
): Promise<Traces> {
	await openBackend();
	const { units } = spec;
	const steps = drive.length / units;
	if (!Number.isInteger(steps) || steps < 1)
		throw new Error(
			`the drive of ${units} neurons needs a multiple of ${units} values, got ${drive.length}`,
		);
	const cell = create(1, spec);
	const declared = cell.parameters(new RandomStream(0, Purpose.weights));
	for (const name of Object.keys(overrides))
		if (!declared.some((parameter) => parameter.name === name))
			throw new Error(
				`a ${spec.cell} cell has no parameter "${name}": choose from ${declared.map((p) => p.name).join(", ")}`,
			);
	const variables: Record<string, Float32Array> = { drive };
	const record = (name: string, step: number, values: tf.Tensor): void => {
		variables[name] ??= new Float32Array(steps * units);
		variables[name].set(values.dataSync() as Float32Array, step * units);
	};
	tf.tidy(() => {
		const p: Record<string, tf.Tensor> = {};
		for (const { name, values, shape } of declared) {
			const chosen = overrides[name] ?? values;
			if (chosen.length !== values.length)
				throw new Error(
					`parameter "${name}" of ${units} neurons needs ${values.length} values, got ${chosen.length}`,
				);
			p[name] = tf.tensor(chosen, [...shape]);
		}
		let state: State = cell.initialState(1, p);
		for (let t = 0; t < steps; t++) {
			const now = tf.tensor2d(drive.subarray(t * units, (t + 1) * units), [
				1,
				units,
			]);
			state = cell.step(now, state, cell.atStep?.(p, t, 0, ALONE) ?? p);
			for (const [name, values] of Object.entries(state))
				record(name, t, values);
			record("s_out", t, cell.output(state));
		}
	});
	return { steps, units, variables };
}

/** One neuron's course of a variable, [T]. */
export function traceOf(
	traces: Traces,
	variable: string,
	neuron = 0,
): Float32Array {
	const values = traces.variables[variable];
	if (!values)
		throw new Error(
			`no variable "${variable}" was recorded: choose from ${Object.keys(traces.variables).join(", ")}`,
		);
	return Float32Array.from(
		{ length: traces.steps },
		(_, t) => values[t * traces.units + neuron],
	);
}
