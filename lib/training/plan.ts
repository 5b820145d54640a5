/** What a training run is: everything that decides its result, as plain data. */

import { requireRange } from "../data/require-range.js";
import type { Encoding } from "../encoding/encoding.js";
import type { LowerGradient } from "../engine/fused/lower-gradient.js";
import type { NetworkSpec } from "../network/spec.js";
import type { AdamSettings } from "./adam.js";
import type { Schedule } from "./schedule.js";

export interface TrainingPlan {
	/** The experiment it belongs to, e.g. "first-network"; a label that decides nothing. */
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

/** @throws if a number that drives the training is out of its range; cells, readout and encoding look after their own. */
export function checkPlan({
	epochs,
	batchSize,
	adam,
	clip,
}: TrainingPlan): void {
	const check = (what: string, value: unknown, range: string, holds: boolean) =>
		requireRange(`${what} of a training`, value, range, holds);
	const isCount = (value: number) => Number.isInteger(value) && value >= 1;
	check("epochs", epochs, "a positive integer", isCount(epochs));
	check("batchSize", batchSize, "a positive integer", isCount(batchSize));
	const { rate } = adam;
	check("adam.rate", rate, "a number > 0", rate > 0 && rate < Infinity);
	const clips = clip === null || clip > 0;
	check("clip", clip, "a number > 0, or null for none", clips);
}
