/** Single neurons under the microscope: a cell driven directly, every state variable recorded. */
import * as tf from "@tensorflow/tfjs-core";
import type { Cell, Values } from "../../cells/cell.js";
import { type CreateCell, createCell } from "../../cells/create.js";
import type { LayerSpec } from "../../cells/spec.js";
import { isPositiveInteger } from "../../checks/require-range.js";
import { runAlone } from "./run-alone.js";

/** Recorded variables of N independent neurons over T steps. */
export interface Traces {
	readonly steps: number;
	readonly units: number;
	/** By symbol, each [T × N]: what the cell's state holds, the drive, and the output as "s_out". */
	readonly variables: Readonly<Record<string, Float32Array>>;
}

/**
 * Drives each of the layer's neurons, SRC or LIF, with its own current and records everything.
 * @param drive [T × N], what W s_in would be: one column a neuron; a LIF neuron's bias is added to it
 * @param overrides parameter values by symbol, [N] each, e.g. `{ rs: Float32Array.of(-7, -5) }`; those not named are drawn from seed 0, as
 * before a training, a learned bias as well
 * @param create the cell that computes, in place of the library's
 * @throws if a length does not fit, or the cells take more than one current a neuron: GRU, LSTM and BRC go through `cellResponse`
 */
export async function simulate(
	spec: LayerSpec,
	drive: Float32Array,
	overrides: Readonly<Record<string, Float32Array>> = {},
	create: CreateCell = createCell,
): Promise<Traces> {
	const { units } = spec;
	if (!(drive instanceof Float32Array))
		throw new Error(
			"the drive is no Float32Array: give Float32Array.from(numbers), [T × N] of them",
		);
	const steps = drive.length / units;
	if (!isPositiveInteger(steps))
		throw new Error(
			`the drive of ${units} neurons needs a multiple of ${units} values, got ${drive.length}`,
		);
	const variables: Record<string, Float32Array> = { drive };
	const record = (name: string, step: number, values: tf.Tensor): void => {
		variables[name] ??= new Float32Array(steps * units);
		variables[name].set(values.dataSync() as Float32Array, step * units);
	};
	let silence: tf.Tensor2D | undefined;
	await runAlone(
		{ spec, overrides, create },
		steps,
		(t, cell, p) => {
			silence ??= driveOfSilence(cell, p, spec);
			const row = drive.subarray(t * units, (t + 1) * units);
			return tf.add(silence, tf.tensor2d(row, [1, units]));
		},
		(t, state, cell) => {
			for (const [name, values] of Object.entries(state))
				record(name, t, values);
			record("s_out", t, cell.output(state));
		},
	);
	return { steps, units, variables };
}

/** What the cell's `drive` makes of no input, [1, N]: the bias where it is a current, else 0. @throws if that is not one number a neuron */
function driveOfSilence(
	cell: Cell,
	p: Values,
	{ cell: kind, units }: LayerSpec,
): tf.Tensor2D {
	const silence = cell.drive(tf.zeros([1, cell.inputs]), p);
	const columns = silence.shape[1];
	if (columns === units) return silence;
	throw new Error(
		`simulate drives a neuron with one current, [T × ${units}] here, and ${units} ${kind} units take [T × ${columns}], one for each gate: give their signal to cellResponse`,
	);
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
