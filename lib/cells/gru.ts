/**
 * The gated recurrent unit (Cho et al. 2014) in PyTorch's form, the non-spiking reference and the cell the SRC descends from:
 *
 *     r[t] = σ(W_r x[t] + b_r + U_r h[t−1] + c_r)          reset gate
 *     z[t] = σ(W_z x[t] + b_z + U_z h[t−1] + c_z)          update gate
 *     n[t] = tanh(W_n x[t] + b_n + r[t] (U_n h[t−1] + c_n))
 *     h[t] = (1 − z[t]) n[t] + z[t] h[t−1]
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
import { recurrentLayer } from "./initial.js";
import { matMul, sigmoid, tanh } from "./operations.js";
import type { Parameter } from "./parameters.js";
import type { GRUSpec } from "./spec.js";

/** A layer of GRU units. */
export function gru(units: number): GRUSpec {
	return { cell: "gru", units };
}

/**
 * N units over M inputs: drive [B, 3N], the gates side by side in the order r, z, n; state and output h, [B, N]. W, U, b and c are `weights`
 * [M, 3N], `recurrent` [N, 3N], `bias` and `recurrentBias` [3N].
 */
export class GRUCell implements Cell {
	readonly spiking = false;
	readonly units: number;

	constructor(
		readonly inputs: number,
		readonly spec: GRUSpec,
	) {
		this.units = spec.units;
	}

	/** Gates side by side in the order r, z, n. */
	parameters(random: RandomStream): Parameter[] {
		return recurrentLayer(random, this.inputs, this.units, 3);
	}

	initialState(samples: number): State {
		return { h: zeros([samples, this.units]) };
	}

	drive(input: Tensor2D, p: Values): Tensor2D {
		return add(matMul(input, p.weights as Tensor2D), p.bias);
	}

	step(drive: Tensor2D, state: State, p: Values): State {
		const recurrent = add<Tensor2D>(
			matMul(state.h, p.recurrent as Tensor2D),
			p.recurrentBias,
		);
		const [driveR, driveZ, driveN] = split<Tensor2D>(drive, 3, 1);
		const [recurrentR, recurrentZ, recurrentN] = split<Tensor2D>(
			recurrent,
			3,
			1,
		);
		const r = sigmoid(add<Tensor2D>(driveR, recurrentR));
		const z = sigmoid(add<Tensor2D>(driveZ, recurrentZ));
		const n = tanh(add<Tensor2D>(driveN, mul(r, recurrentN)));
		const h = add<Tensor2D>(mul(sub(1, z), n), mul(z, state.h));
		return { r, z, n, h };
	}

	output(state: State): Tensor2D {
		return state.h;
	}
}
