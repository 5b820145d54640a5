/** What GRU units do with a current: the classical cell beside the SRC, before anything makes it spike. */
import * as tf from "@tensorflow/tfjs-core";
import type { State } from "../cells/cell.js";
import { GRUCell, gru } from "../cells/gru.js";
import { Purpose, RandomStream } from "../encoding/random.js";
import { openBackend } from "../engine/tensorflow/backend.js";

/**
 * A layer of GRU units with fresh random weights that all get the same `current` ([T]) over one input line.
 * @returns h of each unit, [units][T]
 */
export async function gruResponse(
	current: Float32Array,
	units: number,
	seed: number,
): Promise<Float32Array[]> {
	await openBackend();
	const cell = new GRUCell(1, gru(units));
	const declared = cell.parameters(new RandomStream(seed, Purpose.weights));
	const courses = Array.from(
		{ length: units },
		() => new Float32Array(current.length),
	);
	tf.tidy(() => {
		const p = Object.fromEntries(
			declared.map(({ name, values, shape }) => [
				name,
				tf.tensor(values, [...shape]),
			]),
		);
		let state: State = cell.initialState(1);
		for (const [t, value] of current.entries()) {
			state = cell.step(cell.drive(tf.tensor2d([[value]]), p), state, p);
			for (const [unit, h] of state.h.dataSync().entries())
				courses[unit][t] = h;
		}
	});
	return courses;
}
