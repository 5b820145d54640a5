/**
 * What one sample costs a spiking network: multiply-accumulates and an estimate of energy, beside dense networks of the same size.
 *
 * T steps; layer k has M inputs and N neurons, and E events arrive at it in a sample.
 *
 *     network                        multiply-accumulates    weights read    numbers of the cells moved
 *     event-driven                   Σ E N                   Σ E N           2 Σ E N (sums)  +  2 S T Σ N (states)
 *     dense, at every step           T Σ M N                 T Σ M N                            2 S T Σ N
 *     plain, once: no steps          Σ M N                   Σ M N           0
 *
 * S is the number of states of a neuron: i, h and h_s of an SRC, mem of a LIF. "Dense" is the same spiking network that does not look whether
 * an input is zero; "plain" has a ReLU in place of cell and time, and learns the same task.
 *
 * Energies are those of 45 nm at 0.9 V (M. Horowitz, Computing's energy problem, ISSCC 2014): 32-bit floating point, and half of a 64-bit
 * access to the smallest memory there that holds the numbers: all weights in one, all states and sums in another. An event of an SRC with graded spikes takes a
 * multiplication, one of a binary SRC, of a LIF or of the input is 1 and does not. An operation of a cell counts as the mean of a multiplication and an addition. Left out:
 * drawing the input spikes, finding and moving events, instructions, clock, leakage, and whatever reuse of weights a dense product could make.
 */
import type { LayerSpec } from "../../cells/spec.js";
import { completeSRC } from "../../cells/src.js";
import type { NetworkSpec } from "../../network/spec.js";
import { CELL_OPERATIONS } from "./operations.js";

/** pJ. */
const ADDITION = 0.9;
const MULTIPLICATION = 3.7;
/** Bytes that a memory holds, and pJ of 64 bits of it; the last is DRAM, of whose 1,300 … 2,600 pJ this is the mean. */
const MEMORIES: readonly (readonly [number, number])[] = [
	[8 * 2 ** 10, 10],
	[32 * 2 ** 10, 20],
	[2 ** 20, 100],
	[Number.POSITIVE_INFINITY, 1950],
];
/** Of a number. */
const BYTES = 4;
const STATES: Readonly<Record<string, number>> = { src: 3, lif: 1 };

export interface SampleCost {
	/** Of the products W s_in, the readout left out. */
	readonly multiplyAccumulates: number;
	/** µJ in arithmetic and in memory. */
	readonly arithmetic: number;
	readonly memory: number;
}

export interface SampleCosts {
	readonly eventDriven: SampleCost;
	readonly dense: SampleCost;
	readonly plain: SampleCost;
}

/**
 * @param steps T, the empty ones included
 * @param events mean number of events a sample that arrive at each layer: input spikes, then spiking steps of the layers below
 * @throws if a layer is neither of SRC nor of LIF cells, or has no number of events
 */
export function costOfSample(
	{ inputs, layers }: NetworkSpec,
	steps: number,
	events: readonly number[],
): SampleCosts {
	if (events.length < layers.length)
		throw new Error(
			`${events.length} numbers of events for ${layers.length} layers: give one for each`,
		);
	let [weights, neurons, products, graded] = [0, 0, 0, 0];
	let [operations, states] = [0, 0];
	for (const [k, { cell, units }] of layers.entries()) {
		const work = CELL_OPERATIONS[cell];
		if (!work)
			throw new Error(
				`the cost of ${cell.toUpperCase()} cells is not counted: it is of SRC and LIF cells`,
			);
		weights += units * (layers[k - 1]?.units ?? inputs);
		neurons += units;
		products += events[k] * units;
		if (sendsGraded(layers[k - 1])) graded += events[k] * units;
		operations += steps * units * work.forward;
		states += STATES[cell] * units;
	}
	const ofWeights = accessEnergy(weights);
	const ofStates = accessEnergy(states + neurons);
	const cells = (operations * (ADDITION + MULTIPLICATION)) / 2;
	const moved = 2 * steps * states * ofStates;
	const both = ADDITION + MULTIPLICATION;
	const micro = (
		multiplyAccumulates: number,
		arithmetic: number,
		memory: number,
	): SampleCost => ({
		multiplyAccumulates,
		arithmetic: arithmetic / 1e6,
		memory: memory / 1e6,
	});
	return {
		eventDriven: micro(
			products,
			products * ADDITION + graded * MULTIPLICATION + cells,
			products * (ofWeights + 2 * ofStates) + moved,
		),
		dense: micro(
			steps * weights,
			steps * weights * both + cells,
			steps * weights * ofWeights + moved,
		),
		plain: micro(weights, weights * both, weights * ofWeights),
	};
}

function sendsGraded(layer: LayerSpec | undefined): boolean {
	return layer?.cell === "src" && completeSRC(layer).spikes === "graded";
}

/** pJ of one number of so many. */
function accessEnergy(numbers: number): number {
	const [, energy] = MEMORIES.find(
		([size]) => numbers * BYTES <= size,
	) as readonly [number, number];
	return energy / 2;
}
