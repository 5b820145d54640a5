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
