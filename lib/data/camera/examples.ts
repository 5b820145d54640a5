/** Images and what the real camera made of them: recording n of N-MNIST shows MNIST's image n. */
import { type Dataset, imageOf, type Samples } from "../dataset.js";
import { loadDataset } from "../load.js";
import type { LoadOptions } from "../load-options.js";
import { N_MNIST } from "../n-mnist/entry.js";
import { loadRecordings } from "../n-mnist/load.js";
import { type Features, featuresOf } from "./compare.js";

export interface Example {
	/** Of image and recording in their data sets, from 0. */
	readonly number: number;
	readonly label: number;
	/** [pixels], 0 … 255. */
	readonly image: Uint8Array;
	readonly real: Features;
}

/** Every recording of the subset beside its image; see `examplesOf`. Throws when either is not there. */
export async function loadExamples(
	options: Pick<LoadOptions, "folder"> = {},
): Promise<Example[]> {
	return examplesOf(
		await loadDataset("mnist", options),
		await loadRecordings(N_MNIST, options, N_MNIST.subset.name),
	);
}

/** Every recording beside its image, by number. @throws if a recording has another label than the image of its number */
export function examplesOf(images: Dataset, recordings: Dataset): Example[] {
	const imageParts = partsOf(images).filter((part) => part.kind === "images");
	const recordingParts = partsOf(recordings).filter(
		(part) => part.kind === "recordings",
	);
	const examples: Example[] = [];
	for (const part of recordingParts)
		part.numbers.forEach((number, k) => {
			const home = imageParts.find(
				({ first, count }) => number >= first && number < first + count,
			);
			const at = number - (home?.first ?? 0);
			const label = home?.labels[at];
			if (!home || label !== part.labels[k])
				throw new Error(
					`recording ${number} shows a ${part.labels[k]}, image ${number} of ${images.title} a ${label}: they are not of the same edition, so compare the published files`,
				);
			examples.push({
				number,
				label,
				image: imageOf(home, at),
				real: featuresOf(part.recording(k)),
			});
		});
	return examples;
}

function partsOf({ train, validation, test }: Dataset): readonly Samples[] {
	return [train, validation, test];
}

/** For each example the next one of its class (the last: the first). */
export function classmates(examples: readonly Example[]): Example[] {
	return examples.map((example, k) => {
		const rest = [...examples.slice(k + 1), ...examples.slice(0, k)];
		return rest.find(({ label }) => label === example.label) ?? example;
	});
}

/** A part's examples from `from` on, below `to`. */
export function numbered(
	examples: readonly Example[],
	from: number,
	to: number,
): Example[] {
	return examples.filter(({ number }) => number >= from && number < to);
}
