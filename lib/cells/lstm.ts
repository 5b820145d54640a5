/**
 * The long short-term memory (Hochreiter and Schmidhuber 1997) in PyTorch's form, with a forget gate (Gers, Schmidhuber and Cummins
 * 2000), a second non-spiking reference:
 *
 *     i[t] = σ(W_i x[t] + b_i + U_i h[t−1] + d_i)          input gate
 *     f[t] = σ(W_f x[t] + b_f + U_f h[t−1] + d_f)          forget gate
 *     g[t] = tanh(W_g x[t] + b_g + U_g h[t−1] + d_g)       candidate
 *     o[t] = σ(W_o x[t] + b_o + U_o h[t−1] + d_o)          output gate
 *     c[t] = f[t] c[t−1] + i[t] g[t]
 *     h[t] = o[t] tanh(c[t])
 */
import { add, mul, split, type Tensor2D, zeros } from "@tensorflow/tfjs-core";
import type { RandomStream } from "../random/philox.js";
import type { Cell, State, Values } from "./cell.js";
import { recurrentLayer } from "./initial.js";
import { matMul, sigmoid, tanh } from "./operations.js";
import type { Parameter } from "./parameters.js";
import type { LSTMSpec } from "./spec.js";

/** A layer of LSTM units. */
export function lstm(units: number): LSTMSpec {
	return { cell: "lstm", units };
}

/**
 * N units over M inputs: drive [B, 4N], the gates side by side in the order i, f, g, o; state h and c, output h, [B, N] each. W, U, b and d
 * are `weights` [M, 4N], `recurrent` [N, 4N], `bias` and `recurrentBias` [4N].
 */
export class LSTMCell implements Cell {
	readonly spiking = false;
	readonly units: number;

	constructor(
		readonly inputs: number,
		readonly spec: LSTMSpec,
	) {
		this.units = spec.units;
	}

	/** Gates side by side in the order i, f, g, o. */
	parameters(random: RandomStream): Parameter[] {
		return recurrentLayer(random, this.inputs, this.units, 4);
	}

	initialState(samples: number): State {
		return { h: zeros([samples, this.units]), c: zeros([samples, this.units]) };
	}

	drive(input: Tensor2D, p: Values): Tensor2D {
		return add(matMul(input, p.weights as Tensor2D), p.bias);
	}

	step(drive: Tensor2D, state: State, p: Values): State {
		const recurrent = add<Tensor2D>(
			matMul(state.h, p.recurrent as Tensor2D),
			p.recurrentBias,
		);
		const [driveI, driveF, driveG, driveO] = split<Tensor2D>(
			add<Tensor2D>(drive, recurrent),
			4,
			1,
		);
		const g = tanh(driveG);
		const c = add<Tensor2D>(
			mul(sigmoid(driveF), state.c),
			mul(sigmoid(driveI), g),
		);
		const h = mul<Tensor2D>(sigmoid(driveO), tanh(c));
		return { c, h };
	}

	output(state: State): Tensor2D {
		return state.h;
	}
}
