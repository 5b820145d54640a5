/** One step of one unit of a cell behind one input line: numbers in, numbers out. */
import * as tf from "@tensorflow/tfjs-core";
import {
	createCell,
	type LayerSpec,
	openBackend,
} from "spiking-recurrent-cell";
import type { Numbers } from "../equation.js";

export interface StepOf {
	readonly spec: LayerSpec;
	/** By symbol; a number for each of the cell's gates. */
	readonly parameters: Readonly<Record<string, readonly number[]>>;
	readonly state: Numbers;
	readonly input: number;
}

/** The next state by symbol, and the output as "s_out". */
export async function stepOf({
	spec,
	parameters,
	state,
	input,
}: StepOf): Promise<Numbers> {
	// the backend that computes in double precision and only stores in single
	await openBackend("cpu");
	const cell = createCell(1, spec);
	return tf.tidy(() => {
		const p = Object.fromEntries(
			Object.entries(parameters).map(([name, values]) => [
				name,
				/^(weights|recurrent)$/.test(name)
					? tf.tensor2d([[...values]])
					: tf.tensor1d([...values]),
			]),
		);
		const before = Object.fromEntries(
			Object.entries(state).map(([name, value]) => [
				name,
				tf.tensor2d([[value]]),
			]),
		);
		const drive = cell.drive(tf.tensor2d([[input]]), p);
		const next = cell.step(drive, before, p);
		const all = { ...next, s_out: cell.output(next) };
		return Object.fromEntries(
			Object.entries(all).map(([name, value]) => [name, value.dataSync()[0]]),
		);
	});
}
