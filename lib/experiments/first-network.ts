/** Notebook 02's experiment: a 784-100 network of each cell on the same images, the same spikes, the same budget. */
import { gru } from "../cells/gru.js";
import { lif } from "../cells/lif.js";
import { src } from "../cells/src.js";
import { PAPER_ENCODING } from "../encoding/encoding.js";
import { leakyReadout, linearReadout } from "../network/readout.js";
import type { LayerSpec } from "../network/spec.js";
import { ADAM_DEFAULTS } from "../training/adam.js";
import type { TrainingPlan } from "../training/plan.js";
import type { Scale } from "./scale.js";

export const FIRST_NETWORK_CELLS = ["src", "lif", "gru"] as const;
export type FirstNetworkCell = (typeof FIRST_NETWORK_CELLS)[number];

/** Samples and epochs of each scale; samples are taken from the front of each part. */
export interface Budget {
	readonly train: number;
	readonly validation: number;
	readonly test: number;
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
		train: 5000,
		validation: 1000,
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

/** Hidden units, i.e. neurons of the only layer: ten a label. */
export const UNITS = 100;

function layer(cell: FirstNetworkCell): LayerSpec {
	return { src: src(UNITS), lif: lif(UNITS), gru: gru(UNITS) }[cell];
}

/** The plan of one run; SRC and LIF share the frozen leaky readout, the GRU has a learned linear one. */
export function firstNetworkPlan(
	cell: FirstNetworkCell,
	seed: number,
	scale: Scale,
): TrainingPlan {
	const { epochs, steps } = BUDGETS[scale];
	return {
		experiment: "first-network",
		network: {
			inputs: 784,
			layers: [layer(cell)],
			readout: cell === "gru" ? linearReadout() : leakyReadout(),
		},
		encoding: { ...PAPER_ENCODING, steps },
		seed,
		epochs,
		batchSize: 64,
		adam: ADAM_DEFAULTS,
		clip: 1,
	};
}
