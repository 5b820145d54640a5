/** From requests to data sets, one after another. */
import type { Dataset } from "./dataset.js";
import { loadDatasetOrBuiltIn } from "./load.js";
import type { DataRequest } from "./request.js";

/**
 * Loads what is requested, built-in data where it cannot be had, and keeps the last data set: requests come in runs of equal ones.
 * @param onNotice gets one sentence when built-in data stands in; console.warn unless given
 */
export function requestLoader(
	onNotice: (sentence: string) => void = console.warn,
): (request: DataRequest) => Promise<Dataset> {
	let last: { key: string; dataset: Dataset } | undefined;
	return async (request) => {
		const { name, fold, ...limit } = request;
		const key = JSON.stringify(request);
		if (last?.key !== key)
			last = {
				key,
				dataset: await loadDatasetOrBuiltIn(name, {
					limit,
					onNotice,
					...(fold ? { fold } : {}),
				}),
			};
		return last.dataset;
	};
}
