/** Any cell behind one input line, with parameter values of one's choice: a signal in, the course of h out. */
import * as tf from "@tensorflow/tfjs-core";
import type { State } from "../../cells/cell.js";
import { createCell } from "../../cells/create.js";
import { Purpose, RandomStream } from "../../encoding/random.js";
import { openBackend } from "../../engine/tensorflow/backend.js";
import type { LayerSpec } from "../../network/spec.js";

/**
 * All units of the layer get the same `signal` ([T]), each through its own weights.
 * @param values parameters by symbol; those not named are drawn from the seed, as before a training
 * @returns h of each unit, [units][T]
 * @throws if the cell has no such parameter, or it is of another size
 */
export async function cellResponse(
	spec: LayerSpec,
	signal: Float32Array,
	values: Readonly<Record<string, readonly number[]>> = {},
	seed = 0,
): Promise<Float32Array[]> {
	await openBackend();
	const cell = createCell(1, spec);
	const declared = cell.parameters(new RandomStream(seed, Purpose.weights));
	for (const [name, chosen] of Object.entries(values)) {
		const size = declared.find((p) => p.name === name)?.values.length;
		if (chosen.length !== size)
			throw new Error(
				`parameter "${name}" of ${spec.units} ${spec.cell} units got ${chosen.length} values: ${size === undefined ? `choose from ${declared.map((p) => p.name).join(", ")}` : `give ${size}`}`,
			);
	}
	const courses = Array.from(
		{ length: spec.units },
		() => new Float32Array(signal.length),
	);
	tf.tidy(() => {
		const p = Object.fromEntries(
			declared.map((parameter) => [
				parameter.name,
				tf.tensor(
					[...(values[parameter.name] ?? parameter.values)],
					[...parameter.shape],
				),
			]),
		);
		let state: State = cell.initialState(1, p);
		for (const [t, value] of signal.entries()) {
			state = cell.step(cell.drive(tf.tensor2d([[value]]), p), state, p);
			for (const [unit, h] of state.h.dataSync().entries())
				courses[unit][t] = h;
		}
	});
	return courses;
}
