/** What a training run is: everything that decides its result, as plain data. */
import {
	FILE_WORD,
	isFileWord,
	isPositive,
	isPositiveInteger,
	requireRange,
	requireWord,
} from "../checks/require-range.js";
import { checkEncoding } from "../encoding/encode.js";
import type { Encoding } from "../encoding/encoding.js";
import type { LowerGradient } from "../engine/lower-gradient.js";
import type { NetworkSpec } from "../network/spec.js";
import type { AdamSettings } from "./adam.js";
import { SCHEDULES, type Schedule } from "./schedule.js";

export interface TrainingPlan {
	/** The experiment it belongs to, e.g. "first-network"; a label that decides nothing, and with which the record's file name begins. */
	readonly experiment: string;
	readonly network: NetworkSpec;
	readonly encoding: Encoding;
	readonly seed: number;
	readonly epochs: number;
	readonly batchSize: number;
	readonly adam: AdamSettings;
	readonly schedule: Schedule;
	/** Global gradient norm above which gradients are scaled down; null: never. */
	readonly clip: number | null;
	/** What the cell is called that an engine was opened with, where that is none of the library's: runs of it are others, with ids of their own. */
	readonly ownCell?: string;
	/** How gradients pass to lower layers, where that is not exact; only the fused engine can, and must be opened with the same. */
	readonly lowerGradient?: LowerGradient;
}

/** @throws if a number or word that drives the training is out of its range; cells and readout look after their own. */
export function checkPlan({
	experiment,
	encoding,
	seed,
	epochs,
	batchSize,
	adam,
	schedule,
	clip,
}: TrainingPlan): void {
	checkEncoding(encoding);
	const check = (what: string, value: unknown, range: string, holds: boolean) =>
		requireRange(`${what} of a training`, value, range, holds);
	const word = `${FILE_WORD}, for the record's file is called by it`;
	check("experiment", experiment, word, isFileWord(experiment));
	requireWord("seed of a training", seed);
	for (const [what, value] of Object.entries({ epochs, batchSize }))
		check(what, value, "a positive integer", isPositiveInteger(value));
	const { rate, beta1, beta2, epsilon } = adam;
	check("adam.rate", rate, "a number > 0", isPositive(rate));
	for (const [name, beta] of Object.entries({ beta1, beta2 })) {
		const decays = Number.isFinite(beta) && beta >= 0 && beta < 1;
		check(`adam.${name}`, beta, "a number in 0 … 1, and less than 1", decays);
	}
	check("adam.epsilon", epsilon, "a number > 0", isPositive(epsilon));
	const names = SCHEDULES.join(" or ");
	check("schedule", schedule, names, SCHEDULES.includes(schedule));
	const clips = clip === null || (typeof clip === "number" && clip > 0);
	check("clip", clip, "a number > 0, or null for none", clips);
}
