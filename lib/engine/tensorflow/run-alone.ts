/** One layer by itself, step by step. */
import * as tf from "@tensorflow/tfjs-core";
import type { Cell, State, Values } from "../../cells/cell.js";
import { type CreateCell, createCell } from "../../cells/create.js";
import type { LayerSpec } from "../../cells/spec.js";
import { Purpose, RandomStream } from "../../random/philox.js";
import { openBackend } from "./backend.js";

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
