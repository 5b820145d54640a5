/** Committed measurements as figures need them. */
import {
	loadMeasurements,
	type Measurement,
	measurementsFolder,
	paperMeasurements,
} from "./measurements.js";

/** The rows of a measurement at the paper's scale; none where it is not measured yet, or with another version of the numerics. */
export async function measuredRows(
	experiment: string,
	folder: string = measurementsFolder(),
): Promise<readonly Measurement[]> {
	const files = await loadMeasurements(folder);
	return paperMeasurements(files, experiment)?.rows ?? [];
}
