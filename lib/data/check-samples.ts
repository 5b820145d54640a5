/** Whether samples fit themselves and their data set: asked before the first batch, for no program shows what a wrong one trains on. */
import {
	FILE_WORD,
	isCount,
	isFileWord,
	isPositiveInteger,
	requireBytes,
	requireRange,
} from "../checks/require-range.js";
import { type Dataset, ROLES, type Samples } from "./dataset.js";

/** Labels are bytes. */
export const MOST_CLASSES = 256;

/** Takes no time, however many they are. @throws if lengths or kinds of arrays do not fit, or the samples have no numbers */
export function checkSamples(samples: Samples): void {
	const { role, count, labels, kind } = samples;
	const named = (what: string) => `${what} of the ${role} part`;
	requireRange(named("count"), count, "an integer ≥ 0", isCount(count));
	if (count === 0) return;
	const requireAsMany = (what: string, { length }: ArrayLike<number>) => {
		if (length !== count)
			throw new Error(
				`${length} ${what} of ${count} ${role} samples: there must be as many`,
			);
	};
	requireBytes(named("labels"), labels);
	requireAsMany("labels", labels);
	switch (kind) {
		case "recordings":
			requireAsMany("numbers", samples.numbers);
			break;
		case "images": {
			const { images, first } = samples;
			requireBytes(named("images"), images);
			if (images.length % count !== 0)
				throw new Error(
					`${images.length} values for the ${count} images of the ${role} part: each image must have as many pixels`,
				);
			const range = "an integer ≥ 0, the number of the part's first sample";
			requireRange(named("first"), first, range, isCount(first));
			break;
		}
		default:
			requireRange(named("kind"), kind, '"images" or "recordings"', false);
	}
}

/**
 * All its parts, and each label of them.
 * @throws as `checkSamples`, and if the file of a record could not be called by its name, a part is missing, a label is of no class, or images are of another size than the data set's
 */
export function checkDataset(dataset: Dataset): void {
	const { name, title, classes, width, height } = dataset;
	const word = `${FILE_WORD}, for records' files are called by it`;
	requireRange(`name of ${title}`, name, word, isFileWord(name));
	requireRange(
		`classes of ${title}`,
		classes,
		`an integer in 1 … ${MOST_CLASSES}, for labels are bytes`,
		isPositiveInteger(classes) && classes <= MOST_CLASSES,
	);
	for (const role of ROLES) {
		const samples: Samples | undefined = dataset[role];
		if (!samples)
			throw new Error(
				`${title} has no ${role} part: give it one, of count 0 if there are no samples`,
			);
		checkSamples(samples);
		const { count, labels, kind } = samples;
		if (count === 0) continue;
		const where = `in the ${role} part of ${title}`;
		const wrong = labels.find((label) => label >= classes);
		if (wrong !== undefined)
			throw new Error(
				`label ${wrong} ${where}, whose classes are ${classes}: labels must be 0 … ${classes - 1}`,
			);
		const pixels = kind === "images" ? samples.images.length / count : 0;
		if (kind === "images" && pixels !== width * height)
			throw new Error(
				`images of ${pixels} pixels ${where}, whose images are ${width} × ${height}: each must have ${width * height}`,
			);
	}
}
