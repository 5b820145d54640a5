/** What a training run is: everything that decides its result, as plain data. */

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
	/** How gradients pass to lower layers, where that is not exact; only the fused engine can. */
	readonly lowerGradient?: LowerGradient;
}

/** @throws if a number that drives the training is out of its range; cells, readout and encoding look after their own. */
export function checkPlan({
	epochs,
	batchSize,
	adam,
	clip,
}: TrainingPlan): void {
	const check = (
		what: string,
		value: unknown,
		holds: boolean,
		range: string,
	) => {
		if (!holds)
			throw new Error(`${what} of a training is ${value}: it must be ${range}`);
	};
	const counts = { epochs, batchSize };
	for (const [what, value] of Object.entries(counts))
		check(
			what,
			value,
			Number.isInteger(value) && value >= 1,
			"a positive integer",
		);
	const { rate } = adam;
	check("adam.rate", rate, rate > 0 && rate < Infinity, "a number > 0");
	check(
		"clip",
		clip,
		clip === null || clip > 0,
		"a number > 0, or null for none",
	);
}
