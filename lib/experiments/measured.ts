/** Committed measurements as figures need them. */
import { NUMERICS } from "../training/numerics.js";
import {
	loadMeasurements,
	type Measurement,
	measurementsFolder,
} from "./measurements.js";

/** The rows of a measurement at the paper's scale; none where it is not measured yet, or with another version of the numerics. */
export async function measuredRows(
	experiment: string,
	folder: string = measurementsFolder(),
): Promise<readonly Measurement[]> {
	const files = await loadMeasurements(folder);
	const file = files.find(
		(candidate) =>
			candidate.experiment === experiment &&
			candidate.scale === "paper" &&
			candidate.numerics === NUMERICS,
	);
	return file?.rows ?? [];
}
