/** Claim 2 of the paper: with one or two layers, the SRC equals or slightly beats the LIF. */
import type { Experiment, PlannedTraining } from "./experiment.js";
import {
	CELLS,
	dataOf,
	encodingOf,
	LAST,
	layersOf,
	networkOf,
	type ProtocolCell,
	planned,
	seeds,
} from "./protocol.js";
import type { Scale } from "./scale.js";

interface Group {
	readonly cell: ProtocolCell;
	readonly units: readonly number[];
	/** Epochs and number of seeds at scale "paper". */
	readonly epochs: number;
	readonly seeds: number;
}

/** The GRU, whose dense recurrence takes many times as long, has fewer epochs and seeds. */
const GROUPS: readonly Group[] = [
	{ cell: "src", units: [LAST], epochs: 30, seeds: 5 },
	{ cell: "lif", units: [LAST], epochs: 30, seeds: 5 },
	{ cell: "src", units: [512, LAST], epochs: 15, seeds: 2 },
	{ cell: "lif", units: [512, LAST], epochs: 15, seeds: 2 },
	{ cell: "gru", units: [LAST], epochs: 5, seeds: 3 },
];

const DATA = ["mnist", "fashion-mnist"] as const;

/** Epochs and seeds below scale "paper". */
const SMALLER = {
	smoke: { epochs: 1, seeds: 1 },
	quick: { epochs: 3, seeds: 1 },
} as const;

function trainings(
	{ cell, units, ...full }: Group,
	name: string,
	scale: Scale,
	chosen: readonly number[] | undefined,
): PlannedTraining[] {
	const budget = scale === "paper" ? full : SMALLER[scale];
	return (chosen ?? seeds(budget.seeds)).map((seed) =>
		planned({
			experiment: "shallow",
			variant: `${cell.toUpperCase()} ${[784, ...units].join("-")}`,
			data: dataOf(name, scale),
			network: networkOf(layersOf(cell, units)),
			encoding: encodingOf(scale),
			seed,
			epochs: budget.epochs,
			rate: CELLS[cell].rate,
		}),
	);
}

export const SHALLOW: Experiment = {
	name: "shallow",
	question: "With one or two layers, does the SRC equal or beat the LIF?",
	runs: (scale, chosen) =>
		GROUPS.flatMap((group) =>
			DATA.flatMap((name) => trainings(group, name, scale, chosen)),
		),
};
