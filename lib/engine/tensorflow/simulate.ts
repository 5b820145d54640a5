/** Single neurons under the microscope: a cell driven directly, every state variable recorded. */
import * as tf from "@tensorflow/tfjs-core";
import type { Cell, State, Values } from "../../cells/cell.js";
import { type CreateCell, createCell } from "../../cells/create.js";
import type { LayerSpec } from "../../cells/spec.js";
import { isPositiveInteger } from "../../checks/require-range.js";
import { Purpose, RandomStream } from "../../random/philox.js";
import { openBackend } from "./backend.js";

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

/** A layer that stands alone, behind one input line. */
export interface Alone {
	readonly spec: LayerSpec;
	/** Parameter values by symbol; those not named are drawn from the seed, as before a training. */
	readonly overrides?: Readonly<Record<string, ArrayLike<number>>>;
	readonly seed?: number;
	/** The cell that computes, in place of the library's. */
	readonly create?: CreateCell;
}

/**
 * Runs it on one sample, number 0.
 * @param driveAt what the cell's `drive` would give at a step
 * @param record is told the state after each step
 * @throws if the cell has no such parameter, or it is of another size
 */
export async function runAlone(
	{ spec, overrides = {}, seed = 0, create = createCell }: Alone,
	steps: number,
	driveAt: (step: number, cell: Cell, p: Values) => tf.Tensor2D,
	record: (step: number, state: State, cell: Cell) => void,
): Promise<void> {
	await openBackend();
	const cell = create(1, spec);
	const declared = cell.parameters(new RandomStream(seed, Purpose.weights));
	for (const [name, { length }] of Object.entries(overrides)) {
		const size = declared.find((p) => p.name === name)?.values.length;
		if (length !== size)
			throw new Error(
				`parameter "${name}" of ${spec.units} ${spec.cell} units got ${length} values: ${size === undefined ? `choose from ${declared.map((p) => p.name).join(", ")}` : `give ${size}`}`,
			);
	}
	const addresses = { samples: Uint32Array.of(0), seed, epoch: 0 };
	tf.tidy(() => {
		const p = Object.fromEntries(
			declared.map(({ name, values, shape }) => [
				name,
				tf.tensor(Float32Array.from(overrides[name] ?? values), [...shape]),
			]),
		);
		let state = cell.initialState(1, p);
		for (let t = 0; t < steps; t++) {
			const now = cell.atStep?.(p, t, 0, addresses) ?? p;
			state = cell.step(driveAt(t, cell, p), state, now);
			record(t, state, cell);
		}
	});
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
