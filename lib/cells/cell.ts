/** The one small interface behind every cell: parameters, initial state, step, output. The state is a value. */
import type { Tensor, Tensor2D } from "@tensorflow/tfjs-core";
import type { SampleAddresses } from "../encoding/sample-address.js";
import type { RandomStream } from "../random/philox.js";
import type { Parameter } from "./parameters.js";

/** Tensors by symbol. */
export type Values = Readonly<Record<string, Tensor>>;

/** Everything a cell remembers, and what it showed on the way, by symbol; each [B, N]. */
export type State = Readonly<Record<string, Tensor2D>>;

export interface Cell {
	/** Number of input lines. */
	readonly inputs: number;
	/** N, the number of neurons. */
	readonly units: number;
	/** Whether the output is a spike (0 most of the time) rather than a level. */
	readonly spiking: boolean;
	/** The parameters with their starting values; which are learned and which are constants of the model. */
	parameters(random: RandomStream): Parameter[];
	/** The state before the first step, for B samples. */
	initialState(samples: number, p: Values): State;
	/**
	 * What the input contributes to a step: the only place where input weights are read. It holds no state,
	 * so an engine computes it for all steps at once: [B, inputs] → [B, N] (GRU, BRC: 3N; LSTM: 4N).
	 */
	drive(input: Tensor2D, p: Values): Tensor2D;
	/**
	 * The parameters as they are at one step (0 … T − 1), for cells that draw some anew for each sample, as [B, N]: a pure function of
	 * the layer's number and the samples' addresses. @throws if those are missing.
	 */
	atStep?(
		p: Values,
		step: number,
		layer: number,
		addresses: SampleAddresses | undefined,
	): Values;
	/** One step in time: drive and state → next state. */
	step(drive: Tensor2D, state: State, p: Values): State;
	/** What the next layer sees, [B, N]. */
	output(state: State): Tensor2D;
}
