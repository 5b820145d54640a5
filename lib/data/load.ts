/** From a name to a data set: the user's folder, else the cache and the network, else the built-in digits. */
import { CATALOGUE, type CatalogueEntry, type DataFile } from "./catalogue.js";
import { checksumOf } from "./checksum.js";
import type { Dataset, Role, Samples } from "./dataset.js";
import { DownloadError, type DownloadOptions } from "./download.js";
import { DRAWN_DIGITS, drawDigits } from "./drawn-digits.js";
import {
	dataFolder,
	defaultCache,
	obtainFiles,
	readDataFile,
} from "./files.js";
import { type IdxArray, readIdx } from "./idx.js";

/** Every name that `loadDataset` knows. */
export const DATASET_NAMES: readonly string[] = [
	...CATALOGUE.map((entry) => entry.name),
	DRAWN_DIGITS,
];

export interface LoadOptions extends DownloadOptions {
	/** Folder that holds mnist/ and fashion-mnist/; default: the environment variable SRC_DATA. */
	readonly folder?: string;
	/** Used, and filled from the network, when there is no folder; default: data/cache of the project. */
	readonly cache?: string;
	/**
	 * Take only the first so many samples of a part. They are in no order of class; the first half of the MNIST test set is known to be
	 * the easier one. For the drawn digits, of which there is no end, the number drawn.
	 */
	readonly limit?: Partial<Record<Role, number>>;
}

/**
 * Loads "mnist", "fashion-mnist" or "drawn-digits". The official training set is split into train (all but the last 10,000) and validation
 * (the last 10,000). Every file is checked against its published SHA-256 on every load.
 *
 * Throws when the name is unknown; when a folder is named but misses a file or holds an altered one; and DownloadError when there is no
 * folder and neither cache nor network can supply a file.
 */
export async function loadDataset(
	name: string,
	options: LoadOptions = {},
): Promise<Dataset> {
	if (name === DRAWN_DIGITS) return drawDigits(options.limit);
	const entry = CATALOGUE.find((candidate) => candidate.name === name);
	if (!entry) {
		throw new Error(
			`unknown data set "${name}": choose from ${DATASET_NAMES.join(", ")}`,
		);
	}
	return loadFiles(entry, options);
}

export interface FallbackOptions extends LoadOptions {
	/** Gets one sentence when the built-in digits stand in; default: console.warn. */
	readonly onNotice?: (sentence: string) => void;
}

/**
 * As `loadDataset`, but where the data set cannot be had at all (no folder named, nothing cached, no network) it gives the built-in drawn
 * digits and says so once. A folder that lacks files, or holds altered ones, is still an error.
 */
export async function loadDatasetOrBuiltIn(
	name: string,
	options: FallbackOptions = {},
): Promise<Dataset> {
	try {
		return await loadDataset(name, options);
	} catch (error) {
		if (!(error instanceof DownloadError)) throw error;
		const { onNotice = console.warn } = options;
		onNotice(
			`NOT ${name.toUpperCase()}: the built-in drawn digits are used instead, and no number that follows is a result on ${name}, because of this: ${error.message}.`,
		);
		return drawDigits(options.limit);
	}
}

/** Loads a data set of the catalogue; see `loadDataset`. */
export async function loadFiles(
	entry: CatalogueEntry,
	options: LoadOptions,
): Promise<Dataset> {
	const folder = options.folder ?? dataFolder();
	const root = folder ?? options.cache ?? defaultCache();
	if (folder === undefined) await obtainFiles(entry, root, options);
	const read = async (file: DataFile) =>
		readIdx(await readDataFile(entry, file, root), file.name);

	const training = paired(
		await read(entry.files.trainImages),
		await read(entry.files.trainLabels),
	);
	const testing = paired(
		await read(entry.files.testImages),
		await read(entry.files.testLabels),
	);
	const split = training.count - entry.validation;
	const { limit = {} } = options;
	const train = part("train", training, 0, split, 0, limit.train);
	const validation = part(
		"validation",
		training,
		split,
		training.count,
		split,
		limit.validation,
	);
	const test = part(
		"test",
		testing,
		0,
		testing.count,
		training.count,
		limit.test,
	);
	return {
		name: entry.name,
		title: entry.title,
		origin: "files",
		checksum: checksumOf([train, validation, test]),
		width: training.width,
		height: training.height,
		classes: entry.labelNames.length,
		labelNames: entry.labelNames,
		train,
		validation,
		test,
	};
}

interface LabelledImages {
	readonly count: number;
	readonly width: number;
	readonly height: number;
	readonly images: Uint8Array;
	readonly labels: Uint8Array;
}

function paired(images: IdxArray, labels: IdxArray): LabelledImages {
	const [count, height, width] = images.shape;
	return { count, height, width, images: images.data, labels: labels.data };
}

/** Samples `from` … `to` − 1 of a file pair, or the first `limit` of them, without copying. */
function part<R extends Role>(
	role: R,
	{ images, labels, width, height }: LabelledImages,
	from: number,
	to: number,
	first: number,
	limit: number = to - from,
): Samples<R> {
	if (!Number.isInteger(limit) || limit < 1 || limit > to - from) {
		throw new Error(
			`the limit of the ${role} part is ${limit}: it must be an integer in 1 … ${to - from}`,
		);
	}
	const pixels = width * height;
	return {
		role,
		count: limit,
		images: images.subarray(from * pixels, (from + limit) * pixels),
		labels: labels.subarray(from, from + limit),
		first,
	};
}
