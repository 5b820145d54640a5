/** Where the ledger of this project gets its evidence from: committed records and measurements, and its own files. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadMeasurements } from "../experiments/measurements.js";
import { EXPERIMENTS } from "../experiments/registry.js";
import { committedRuns, loadRecords } from "../training/record.js";
import type { Sources } from "./evidence.js";

const PROJECT = join(__dirname, "..", "..", "..");

/** What a process of its own has recorded elsewhere (SRC_RUNS) does not count. */
export async function projectSources(): Promise<Sources> {
	return {
		experiments: EXPERIMENTS,
		records: await loadRecords(committedRuns()),
		measurements: await loadMeasurements(),
		textOf: (file) => {
			const place = join(PROJECT, file);
			return existsSync(place) ? readFileSync(place, "utf8") : undefined;
		},
	};
}
