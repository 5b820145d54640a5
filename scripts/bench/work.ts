/**
 * How much arithmetic and how much memory traffic one sample's training step takes, counted from formulas and measured spike counts.
 *
 * T steps, B samples in a batch; a layer has N neurons and M inputs, and E events arrive at it in one sample (input spikes, or
 * spiking steps of the layer below). An event-driven product adds one row a event, so it costs by E and not by T · M.
 *
 *     part                              operations                    numbers read or written (4 bytes each)
 *     draw the spikes                   D · d                         0
 *     product W s_in                    2 E N                         E N + T N
 *     cell, forward                     c_f T N                       2 T N
 *     cell, backward                    c_b T N                       3 T N
 *     weight gradient                   2 E N                         E N + 2 · min(M, E) N
 *     gradient to the layer below       2 T N M (exact)               T N + T M + N M
 *     Adam, once a batch                12 M N / B                    7 M N / B
 *
 * D is the number of draws, one a bright pixel and stimulus step: a Philox block of 7 rounds of 10 integer operations decides 16 steps, and
 * 4 operations compare and store each, so d = 70 / 16 + 4 ≈ 8.4 (17 in records before December 2026). Graded events take a multiplication
 * more than spikes of size 1; both count 2.
 * A layer above the first also has the gradient to the layer below. The readout, below 1 %, is left out.
 *
 * The bytes are those that leave registers, not those that leave a cache: a lower bound of traffic to the second cache.
 */
import {
	CELL_OPERATIONS,
	type CellKind,
	PHILOX_ROUNDS,
	STEPS_PER_PHILOX_BLOCK,
} from "spiking-recurrent-cell";

const DRAW = (10 * PHILOX_ROUNDS) / STEPS_PER_PHILOX_BLOCK + 4;
const ADAM_OPERATIONS = 12;
const ADAM_NUMBERS = 7;

export interface WorkOptions {
	readonly cell: CellKind;
	/** Numbers of neurons, the inputs first: [784, 512, 100]. */
	readonly sizes: readonly number[];
	/** T. */
	readonly steps: number;
	/** B. */
	readonly samples: number;
	/** Mean number of draws a sample. */
	readonly draws: number;
	/** Mean number of events a sample that arrive at each layer: input spikes, then spiking steps of the layers below. */
	readonly events: readonly number[];
}

export interface Work {
	/** Operations a sample. */
	readonly operations: number;
	/** Bytes a sample. */
	readonly bytes: number;
}

/** @throws if there is no formula for the cell. */
export function countWork({
	cell,
	sizes,
	steps,
	samples,
	draws,
	events,
}: WorkOptions): Work {
	const perStep = CELL_OPERATIONS[cell];
	if (!perStep) throw new Error(`no operations are counted for cell "${cell}"`);
	let operations = DRAW * draws;
	let numbers = 0;
	for (let layer = 1; layer < sizes.length; layer++) {
		const inputs = sizes[layer - 1];
		const units = sizes[layer];
		const arriving = events[layer - 1];
		const weights = inputs * units;
		operations += 4 * arriving * units;
		operations += (perStep.forward + perStep.backward) * steps * units;
		operations += (ADAM_OPERATIONS * weights) / samples;
		numbers += 2 * arriving * units + 6 * steps * units;
		numbers += 2 * Math.min(inputs, arriving) * units;
		numbers += (ADAM_NUMBERS * weights) / samples;
		if (layer > 1) {
			operations += 2 * steps * weights;
			numbers += steps * (units + inputs) + weights;
		}
	}
	return { operations, bytes: 4 * numbers };
}
