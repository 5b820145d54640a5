/**
 * The bistable recurrent cell (Vecoven, Ernst, Drion 2021), which the SRC starts from: a GRU whose memory is cellular
 * (every recurrent product is element-wise) and whose feedback a ∈ (0, 2) makes it bistable where a > 1.
 *
 *     a[t] = 1 + tanh(W_a x[t] + w_a h[t−1])               feedback strength
 *     c[t] = σ(W_c x[t] + w_c h[t−1])                      update gate
 *     h[t] = c[t] h[t−1] + (1 − c[t]) tanh(W x[t] + a[t] h[t−1])
 */
import {
	add,
	mul,
	split,
	sub,
	type Tensor2D,
	zeros,
} from "@tensorflow/tfjs-core";
import type { RandomStream } from "../random/philox.js";
import type { Cell, State, Values } from "./cell.js";
import { learned, uniform, xavierUniform } from "./initial.js";
import { matMul, sigmoid, tanh } from "./operations.js";
import type { Parameter } from "./parameters.js";
import type { BRCSpec } from "./spec.js";

/** A layer of BRC units. */
export function brc(units: number): BRCSpec {
	return { cell: "brc", units };
}

/**
 * N units over M inputs: drive [B, 3N], side by side in the order a, c, candidate; state and output h, [B, N]. W_a, W_c and W are `weights`
 * [M, 3N], w_a and w_c are `wa` and `wc` [N].
 */
export class BRCCell implements Cell {
	readonly spiking = false;
	readonly units: number;

	constructor(
		readonly inputs: number,
		readonly spec: BRCSpec,
	) {
		this.units = spec.units;
	}

	/** Input weights side by side in the order a, c, candidate. */
	parameters(random: RandomStream): Parameter[] {
		const { inputs, units } = this;
		return [
			learned("weights", xavierUniform(random, inputs, 3 * units, 1), [
				inputs,
				3 * units,
			]),
			learned("wa", uniform(random, units, -1, 1), [units]),
			learned("wc", uniform(random, units, -1, 1), [units]),
		];
	}

	initialState(samples: number): State {
		return { h: zeros([samples, this.units]) };
	}

	drive(input: Tensor2D, p: Values): Tensor2D {
		return matMul(input, p.weights as Tensor2D);
	}

	step(drive: Tensor2D, state: State, p: Values): State {
		const [driveA, driveC, driveH] = split<Tensor2D>(drive, 3, 1);
		const a = add<Tensor2D>(1, tanh(add<Tensor2D>(driveA, mul(p.wa, state.h))));
		const c = sigmoid(add<Tensor2D>(driveC, mul(p.wc, state.h)));
		const candidate = tanh(add<Tensor2D>(driveH, mul(a, state.h)));
		const h = add<Tensor2D>(mul(c, state.h), mul(sub(1, c), candidate));
		return { a, c, h };
	}

	output(state: State): Tensor2D {
		return state.h;
	}
}
