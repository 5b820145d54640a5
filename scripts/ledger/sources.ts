/** Where the ledger of this project gets its evidence from: committed records and measurements, and its own files. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import {
	EXPERIMENTS,
	loadMeasurements,
	loadRecords,
	type Sources,
} from "spiking-recurrent-cell";
import { PROJECT } from "../notebooks/project.js";

/** Records of committed runs; those of `npm run replicate` stay apart. */
export const RECORDS: string = path.join(PROJECT, "data", "runs");

export async function projectSources(): Promise<Sources> {
	return {
		experiments: EXPERIMENTS,
		records: await loadRecords(RECORDS),
		measurements: await loadMeasurements(),
		textOf: (file) => {
			const place = path.join(PROJECT, file);
			return existsSync(place) ? readFileSync(place, "utf8") : undefined;
		},
	};
}
