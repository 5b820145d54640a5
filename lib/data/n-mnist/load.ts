/** N-MNIST from wherever the user put it: the published archives, what they unpack to, or the subset. */
import { existsSync } from "node:fs";
import path from "node:path";
import { countText } from "../../text/numbers.js";
import { readEvents } from "../aer.js";
import { checksumOf } from "../checksum.js";
import type { RecordingDataset, RecordingSamples, Role } from "../dataset.js";
import { DownloadError } from "../download.js";
import { dataFolder, defaultCache } from "../files.js";
import { type Fold, foldParts } from "../folds.js";
import { eventInputs } from "../inputs.js";
import { type Limit, limited, setAside } from "../limit.js";
import type { LoadOptions } from "../load-options.js";
import { MissingDataError } from "../missing.js";
import { openArchive } from "./archive.js";
import type { Collection, Half } from "./collection.js";
import type { RecordingEntry } from "./entry.js";
import { openFolder } from "./folder.js";
import { openSubset } from "./subset.js";

/** Both halves as they were found. */
interface Found {
	readonly train: Collection;
	readonly test: Collection;
	/** So many of the last training recordings become the validation part. */
	readonly validation: number;
	readonly subset: boolean;
}

/**
 * Loads the recordings below `folder`/n-mnist; see `LoadOptions`. `name`: the entry's, or its subset's to take no more than that even
 * where the whole set lies. What was found says by its name and title which it is. Throws when a file is missing or damaged; MissingDataError when the
 * named folder holds none of them; and DownloadError when no folder is named and the cache is empty, for no program can fetch the published archives.
 */
export async function loadRecordings(
	entry: RecordingEntry,
	options: LoadOptions,
	name: string = entry.name,
): Promise<RecordingDataset> {
	const folder = options.folder ?? dataFolder();
	const place = path.join(
		folder ?? options.cache ?? defaultCache(),
		entry.name,
	);
	const found = await find(entry, place, name);
	if (!found) {
		const { subset, source } = entry;
		const sentence = `${place} holds neither Train.zip and Test.zip, nor Train/ and Test/, nor ${subset.sums} and ${subset.folder}/: download the archives from ${source} into it, or set SRC_DATA to a folder whose ${entry.name}/ holds them`;
		throw folder === undefined
			? new DownloadError(sentence)
			: new MissingDataError(sentence);
	}
	return options.fold
		? foldOf(entry, found, options.fold, options.limit)
		: usual(entry, found, options.limit);
}

async function find(
	entry: RecordingEntry,
	place: string,
	name: string,
): Promise<Found | undefined> {
	const { subset, validation } = entry;
	const whole = name !== subset.name;
	const both = (...names: string[]) =>
		names.every((name) => existsSync(path.join(place, name)));
	const train: Half = { folder: "Train", count: entry.train, first: 0 };
	const test: Half = { folder: "Test", count: entry.test, first: entry.train };
	if (whole && both("Train.zip", "Test.zip")) {
		const open = (half: Half) =>
			openArchive(path.join(place, `${half.folder}.zip`), half);
		return {
			train: await open(train),
			test: await open(test),
			validation,
			subset: false,
		};
	}
	if (whole && both("Train", "Test")) {
		const open = (half: Half) => openFolder(place, half);
		return { train: open(train), test: open(test), validation, subset: false };
	}
	if (!both(subset.sums, subset.folder)) return undefined;
	return {
		...openSubset(place, subset),
		validation: subset.validation,
		subset: true,
	};
}

/** The last training recordings validate. */
function usual(
	entry: RecordingEntry,
	{ train, test, validation, subset }: Found,
	limit: Limit | undefined,
): RecordingDataset {
	const all = Uint32Array.from(train.labels.keys());
	const split = all.length - setAside(validation, limit);
	const sizes = [train, test].map(({ labels }) => countText(labels.length));
	return dataset(
		entry,
		{
			name: subset ? entry.subset.name : entry.name,
			title: subset
				? `${entry.title} (subset ${sizes.join(" / ")})`
				: entry.title,
		},
		part("train", entry, train, all.subarray(0, split), limit),
		part("validation", entry, train, all.subarray(split), limit),
		part("test", entry, test, Uint32Array.from(test.labels.keys()), limit),
	);
}

/** All recordings dealt out anew. */
function foldOf(
	entry: RecordingEntry,
	{ train, test, subset }: Found,
	fold: Fold,
	limit: Limit | undefined,
): RecordingDataset {
	const all = joined(train, test);
	const parts = foldParts(all.labels, fold, limit?.validation !== 0);
	const which = `fold ${fold.k} of ${fold.of}`;
	const size = countText(all.labels.length);
	return dataset(
		entry,
		{
			name: subset ? entry.subset.name : entry.name,
			title: `${entry.title} (${subset ? `subset ${size}, ` : ""}${which})`,
			fold,
		},
		part("train", entry, all, parts.train, limit),
		part("validation", entry, all, parts.validation, limit),
		part("test", entry, all, parts.test, limit),
	);
}

function dataset(
	{ width, height, labelNames }: RecordingEntry,
	identity: Pick<RecordingDataset, "name" | "title" | "fold">,
	train: RecordingSamples<"train">,
	validation: RecordingSamples<"validation">,
	test: RecordingSamples<"test">,
): RecordingDataset {
	return {
		...identity,
		origin: "files",
		checksum: checksumOf([train, validation, test]),
		width,
		height,
		inputs: eventInputs(width, height),
		classes: labelNames.length,
		labelNames,
		train,
		validation,
		test,
	};
}

/** The recordings at `positions` of a collection, or the first few of them. */
function part<R extends Role>(
	role: R,
	{ width, height }: RecordingEntry,
	collection: Collection,
	positions: Uint32Array,
	limit: Limit | undefined,
): RecordingSamples<R> {
	const chosen = positions.subarray(0, limited(role, positions.length, limit));
	return {
		kind: "recordings",
		role,
		count: chosen.length,
		labels: Uint8Array.from(chosen, (k) => collection.labels[k]),
		numbers: chosen.map((k) => collection.numbers[k]),
		recording(k) {
			const content = collection.read(chosen[k]);
			return readEvents(content, collection.fileOf(chosen[k]), width, height);
		},
		digest: collection.digest,
	};
}

function joined(first: Collection, second: Collection): Collection {
	const { length } = first.labels;
	return {
		labels: Uint8Array.from([...first.labels, ...second.labels]),
		numbers: Uint32Array.from([...first.numbers, ...second.numbers]),
		fileOf: (k) => (k < length ? first.fileOf(k) : second.fileOf(k - length)),
		read: (k) => (k < length ? first.read(k) : second.read(k - length)),
		digest: `${first.digest} ${second.digest}`,
	};
}
