/** From a name to a data set: the user's folder, else the cache and the network, else the built-in digits. */
import {
	SIMULATED,
	SIMULATED_DIGITS,
	SIMULATED_N_MNIST,
	type SimulatedName,
	simulateRecordings,
} from "./camera/dataset.js";
import {
	CATALOGUE,
	type CatalogueEntry,
	type CatalogueName,
	type DataFile,
} from "./catalogue.js";
import { checksumOf } from "./checksum.js";
import type { Dataset, ImageDataset, ImageSamples, Role } from "./dataset.js";
import { DownloadError } from "./download.js";
import { DRAWN_DIGITS, drawDigits } from "./drawn-digits.js";
import {
	dataFolder,
	defaultCache,
	obtainFiles,
	readDataFile,
} from "./files.js";
import { type IdxArray, readIdx } from "./idx.js";
import { checkLimit, type Limit, limited, setAside } from "./limit.js";
import type { LoadOptions } from "./load-options.js";
import { N_MNIST } from "./n-mnist/entry.js";
import { loadRecordings } from "./n-mnist/load.js";

/** Every name that `loadDataset` knows. */
export const DATASET_NAMES: readonly string[] = [
	...CATALOGUE.map((entry) => entry.name),
	N_MNIST.name,
	N_MNIST.subset.name,
	SIMULATED_N_MNIST,
	DRAWN_DIGITS,
	SIMULATED_DIGITS,
];

/** The data sets of recordings whose stand-in has to be recordings, too. */
const RECORDED: readonly string[] = [
	N_MNIST.name,
	N_MNIST.subset.name,
	SIMULATED_N_MNIST,
];

/** The data sets of images. */
export type ImageDatasetName = CatalogueName | typeof DRAWN_DIGITS;

/**
 * Loads the data set of one of `DATASET_NAMES`. The official training set is split into train (all but the last 10,000) and validation
 * (the last 10,000; of the subset of N-MNIST the last 200). Every file is checked against its published SHA-256 on every load; of the
 * original N-MNIST, which has none, every recording against the CRC-32 in its archive.
 *
 * Throws when the name is unknown; when the limit is of something else than parts; when a folder is named but misses a file or holds an altered one; and, when there is no folder
 * and the cache lacks a file or holds an altered one, as `obtainFiles` does where no mirror supplies it.
 */
export async function loadDataset(
	name: ImageDatasetName,
	options?: LoadOptions,
): Promise<ImageDataset>;
export async function loadDataset(
	name: string,
	options?: LoadOptions,
): Promise<Dataset>;
export async function loadDataset(
	name: string,
	options: LoadOptions = {},
): Promise<Dataset> {
	checkLimit(options.limit ?? {});
	if (name === N_MNIST.name || name === N_MNIST.subset.name)
		return loadRecordings(N_MNIST, options, name);
	if (options.fold)
		throw new Error(
			`${name} was asked for in folds: only ${N_MNIST.name} is dealt into folds, the others have test parts of their own`,
		);
	if (isSimulated(name))
		return simulateRecordings(
			name,
			await loadDataset(SIMULATED[name].images, options),
		);
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
 * As `loadDataset`, but where the data set cannot be had at all (no folder named, nothing cached, no mirror in reach) it gives the built-in
 * drawn digits, before a simulated event camera where recordings were asked for, and says so once. A folder that lacks files, a mirror
 * that answers without the published file, and altered files anywhere are still errors.
 */
export async function loadDatasetOrBuiltIn(
	name: ImageDatasetName,
	options?: FallbackOptions,
): Promise<ImageDataset>;
export async function loadDatasetOrBuiltIn(
	name: string,
	options?: FallbackOptions,
): Promise<Dataset>;
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
		const digits = drawDigits(options.limit);
		return RECORDED.includes(name)
			? simulateRecordings(SIMULATED_DIGITS, digits)
			: digits;
	}
}

function isSimulated(name: string): name is SimulatedName {
	return Object.hasOwn(SIMULATED, name);
}

/** Loads a data set of the catalogue; see `loadDataset`. */
export async function loadFiles(
	entry: CatalogueEntry,
	options: LoadOptions,
): Promise<ImageDataset> {
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
	const { limit } = options;
	const split = training.count - setAside(entry.validation, limit);
	const train = part("train", training, 0, split, 0, limit);
	const validation = part(
		"validation",
		training,
		split,
		training.count,
		split,
		limit,
	);
	const test = part("test", testing, 0, testing.count, training.count, limit);
	return {
		name: entry.name,
		title: entry.title,
		origin: "files",
		checksum: checksumOf([train, validation, test]),
		width: training.width,
		height: training.height,
		inputs: training.width * training.height,
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
	limit: Limit | undefined,
): ImageSamples<R> {
	const count = limited(role, to - from, limit);
	const pixels = width * height;
	return {
		kind: "images",
		role,
		count,
		images: images.subarray(from * pixels, (from + count) * pixels),
		labels: labels.subarray(from, from + count),
		first,
	};
}
