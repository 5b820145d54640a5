/** A first comparison: a 784-100 network of each cell on the same images, the same spikes, the same budget. */
import type { TrainingPlan } from "../training/plan.js";
import type { Experiment, PlannedTraining } from "./experiment.js";
import {
	dataOf,
	encodingOf,
	LAST,
	layersOf,
	networkOf,
	PROTOCOL_CELLS,
	type ProtocolCell,
	planned,
	seeds,
	shallowRate,
} from "./protocol.js";
import type { Scale } from "./scale.js";

const BUDGETS = {
	smoke: { epochs: 1, seeds: 1 },
	quick: { epochs: 3, seeds: 2 },
	paper: { epochs: 30, seeds: 5 },
} as const;

/** The run of one cell and seed, by the protocol that all experiments share. */
function firstNetworkTraining(
	cell: ProtocolCell,
	seed: number,
	scale: Scale,
): PlannedTraining {
	return planned({
		experiment: "first-network",
		variant: `${cell.toUpperCase()} 784-${LAST}`,
		data: dataOf("mnist", scale),
		network: networkOf(layersOf(cell, [LAST])),
		encoding: encodingOf(scale),
		seed,
		epochs: BUDGETS[scale].epochs,
		rate: shallowRate(cell, "mnist", scale),
	});
}

/** Its plan; SRC and LIF share the frozen leaky readout, the GRU has a learned linear one. */
export function firstNetworkPlan(
	cell: ProtocolCell,
	seed: number,
	scale: Scale,
): TrainingPlan {
	return firstNetworkTraining(cell, seed, scale).plan;
}

/** At "quick" only the first seed for the GRU, whose dense recurrence takes several times as long. */
function seedsOf(cell: ProtocolCell, scale: Scale): readonly number[] {
	const single = cell === "gru" && scale === "quick";
	return seeds(single ? 1 : BUDGETS[scale].seeds);
}

/** As an experiment of the command line. */
export const FIRST_NETWORK: Experiment = {
	name: "first-network",
	question:
		"Does a layer of 100 SRC neurons learn as a layer of LIF neurons or a GRU does?",
	runs: (scale, chosen) =>
		PROTOCOL_CELLS.flatMap((cell) =>
			(chosen ?? seedsOf(cell, scale)).map((seed) =>
				firstNetworkTraining(cell, seed, scale),
			),
		),
};
