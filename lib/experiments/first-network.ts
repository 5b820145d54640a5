/** A first comparison: a 784-100 network of each cell on the same images, the same spikes, the same budget. */
import type { Role } from "../data/dataset.js";
import { PAPER_ENCODING } from "../encoding/encoding.js";
import type { TrainingPlan } from "../training/plan.js";
import type { Experiment, PlannedTraining } from "./experiment.js";
import { CELLS, layersOf, networkOf, planned } from "./protocol.js";
import type { Scale } from "./scale.js";

export const FIRST_NETWORK_CELLS = ["src", "lif", "gru"] as const;
export type FirstNetworkCell = (typeof FIRST_NETWORK_CELLS)[number];

/** Samples and epochs of each scale; samples are taken from the front of each part. */
export interface Budget extends Readonly<Record<Role, number>> {
	readonly epochs: number;
	readonly seeds: readonly number[];
	/** Stimulus steps; the paper's 200 but at "smoke". */
	readonly steps: number;
}

const BUDGETS: Readonly<Record<Scale, Budget>> = {
	smoke: {
		train: 200,
		validation: 100,
		test: 100,
		epochs: 1,
		seeds: [1],
		steps: 40,
	},
	quick: {
		train: 10000,
		validation: 2000,
		test: 10000,
		epochs: 3,
		seeds: [1, 2],
		steps: 200,
	},
	paper: {
		train: 50000,
		validation: 10000,
		test: 10000,
		epochs: 30,
		seeds: [1, 2, 3, 4, 5],
		steps: 200,
	},
};

export function firstNetworkBudget(scale: Scale): Budget {
	return BUDGETS[scale];
}

/** The budget's seeds; at "quick" only the first for the GRU, whose dense recurrence takes several times as long. */
export function firstNetworkSeeds(
	cell: FirstNetworkCell,
	scale: Scale,
): readonly number[] {
	const { seeds } = BUDGETS[scale];
	return cell === "gru" && scale === "quick" ? seeds.slice(0, 1) : seeds;
}

/** Hidden units, i.e. neurons of the only layer: ten a label. */
export const UNITS = 100;

/** The run of one cell and seed, by the protocol that all experiments share. */
function firstNetworkTraining(
	cell: FirstNetworkCell,
	seed: number,
	scale: Scale,
): PlannedTraining {
	const { epochs, steps, train, validation, test } = BUDGETS[scale];
	return planned({
		experiment: "first-network",
		variant: `${cell.toUpperCase()} 784-${UNITS}`,
		data: { name: "mnist", train, validation, test },
		network: networkOf(layersOf(cell, [UNITS])),
		encoding: { ...PAPER_ENCODING, steps },
		seed,
		epochs,
		rate: CELLS[cell].rate,
	});
}

/** Its plan; SRC and LIF share the frozen leaky readout, the GRU has a learned linear one. */
export function firstNetworkPlan(
	cell: FirstNetworkCell,
	seed: number,
	scale: Scale,
): TrainingPlan {
	return firstNetworkTraining(cell, seed, scale).plan;
}

/** As an experiment of the command line. */
export const FIRST_NETWORK: Experiment = {
	name: "first-network",
	question:
		"Does a layer of 100 SRC neurons learn as a layer of LIF neurons or a GRU does?",
	runs: (scale, seeds) =>
		FIRST_NETWORK_CELLS.flatMap((cell) =>
			(seeds ?? firstNetworkSeeds(cell, scale)).map((seed) =>
				firstNetworkTraining(cell, seed, scale),
			),
		),
};
