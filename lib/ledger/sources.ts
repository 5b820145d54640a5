/** Where the ledger of this project gets its evidence from: committed records and measurements. Tests are run by `npm run ledger` alone. */
import { loadMeasurements } from "../experiments/records/measurements.js";
import { EXPERIMENTS, MEASURES } from "../experiments/registry.js";
import { committedRuns, loadRecords } from "../training/record.js";
import type { Sources } from "./evidence.js";

/** What a process of its own has recorded elsewhere (SRC_RUNS) does not count. */
export async function projectSources(): Promise<Sources> {
	return {
		experiments: EXPERIMENTS,
		measures: MEASURES,
		records: await loadRecords(committedRuns()),
		measurements: await loadMeasurements(),
		tests: null,
	};
}
