/** Images of one's own as a data set: all that a training needs besides them is filled in. */
import {
	FILE_WORD,
	isFileWord,
	requireRange,
} from "../checks/require-range.js";
import { checkDataset, MOST_CLASSES } from "./check-samples.js";
import { checksumOf } from "./checksum.js";
import type { ImageDataset, ImageSamples, Role } from "./dataset.js";
import { DATASET_NAMES } from "./load.js";

/** Images and what they show. */
export interface OwnImages {
	/** [count × pixels], row-major, 0 … 255. */
	readonly images: Uint8Array;
	/** [count], 0 … classes − 1. */
	readonly labels: ArrayLike<number>;
}

export interface ImageDatasetOptions {
	/** What records and their files call it. Runs are known by it: other images need another name. */
	readonly name: string;
	/** What tables and figures call it; the name unless given. */
	readonly title?: string;
	/** Pixels of an image. */
	readonly width: number;
	readonly height: number;
	/** One for each class; without them the classes are 0 … the largest label, and are called by their numbers. */
	readonly labelNames?: readonly string[];
	readonly train: OwnImages;
	/** A training validates on no images unless these are given … */
	readonly validation?: OwnImages;
	/** … and only a search (`trainUntested`) can do without these. */
	readonly test?: OwnImages;
}

const NONE: OwnImages = { images: new Uint8Array(0), labels: [] };

/**
 * The samples are numbered through, training first, and the checksum is over all of them, as it is of the library's data. The images
 * are not copied.
 * @throws if the name is none of one's own, and as `checkDataset`
 */
export function imageDataset(options: ImageDatasetOptions): ImageDataset {
	const { name, title = name, width, height } = options;
	requireRange(
		"name of the images",
		name,
		`${FILE_WORD}, and none of the library's data sets, whose runs are known by their names`,
		isFileWord(name) && !DATASET_NAMES.includes(name),
	);
	let first = 0;
	const part = <R extends Role>(role: R, own = NONE): ImageSamples<R> => {
		const labels = labelsOf(role, own);
		const count = labels.length;
		first += count;
		const { images } = own;
		return {
			kind: "images",
			role,
			count,
			images,
			labels,
			first: first - count,
		};
	};
	const train = part("train", options.train);
	const validation = part("validation", options.validation);
	const test = part("test", options.test);
	const parts = [train, validation, test];
	const largest = parts.reduce(
		(most, { labels }) => labels.reduce((a, b) => Math.max(a, b), most),
		0,
	);
	const {
		labelNames = Array.from({ length: largest + 1 }, (_, k) => String(k)),
	} = options;
	const dataset: ImageDataset = {
		name,
		title,
		origin: "own",
		checksum: "",
		width,
		height,
		inputs: width * height,
		classes: labelNames.length,
		labelNames,
		train,
		validation,
		test,
	};
	checkDataset(dataset);
	return { ...dataset, checksum: checksumOf(parts) };
}

/** As bytes. @throws if one does not fit into one */
function labelsOf(role: Role, { labels }: OwnImages): Uint8Array {
	return Uint8Array.from(labels, (label, k) => {
		requireRange(
			`label ${k} of the ${role} part`,
			label,
			`an integer in 0 … ${MOST_CLASSES - 1}`,
			Number.isInteger(label) && label >= 0 && label < MOST_CLASSES,
		);
		return label;
	});
}
