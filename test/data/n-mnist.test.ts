import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import {
	DownloadError,
	eventBytes,
	firstNetworkPlan,
	loadDataset,
	loadRecordings,
	type RecordingDataset,
	requestOf,
	runId,
	stratifiedFolds,
} from "spiking-recurrent-cell";
import { dataFolderForEach } from "../data-folder.js";
import { temporaryFolder } from "../temporary.js";
import { bitFlipped, tinyLabel } from "./fixture.js";
import {
	originalFiles,
	recordingsFolder,
	subsetFiles,
	TINY_RECORDINGS,
	tinyRecording,
	zipped,
} from "./recordings.js";

const PLAN = firstNetworkPlan("src", 1, "smoke");

dataFolderForEach();

const partsOf = ({ train, validation, test }: RecordingDataset) => [
	train,
	validation,
	test,
];

/** Every recording is the one of its number, with that number's label. */
function assertGenuine(data: RecordingDataset): void {
	for (const part of partsOf(data))
		for (let k = 0; k < part.count; k++) {
			assert.equal(part.labels[k], tinyLabel(part.numbers[k]));
			assert.deepEqual(part.recording(k), tinyRecording(part.numbers[k]));
		}
}

describe("recordings in the original layout", () => {
	it("are the same data set, number by number, in archives and unpacked", async () => {
		const files = originalFiles();
		const layouts = [files, zipped(files), zipped(files, 0)];
		const loaded = [];
		for (const layout of layouts) {
			const folder = recordingsFolder(layout);
			const data = await loadRecordings(TINY_RECORDINGS, { folder });
			assert.equal(data.title, "Tiny");
			assert.equal(data.inputs, 40);
			assert.deepEqual(
				partsOf(data).map(({ role, count, numbers }) => [
					role,
					count,
					numbers[0],
				]),
				[
					["train", 20, 0],
					["validation", 10, 20],
					["test", 10, 30],
				],
			);
			assertGenuine(data);
			loaded.push(data.checksum);
		}
		assert.equal(new Set(loaded).size, 1);
	});

	it("are refused when one is missing, has two labels or lies in no folder of a class", async () => {
		const refused = async (
			change: (files: Map<string, Uint8Array>) => void,
		) => {
			const files = originalFiles();
			change(files);
			for (const layout of [files, zipped(files)]) {
				const folder = recordingsFolder(layout);
				await assert.rejects(
					loadRecordings(TINY_RECORDINGS, { folder }),
					(error: Error) => {
						messages.push(error.message);
						return true;
					},
				);
			}
		};
		const messages: string[] = [];
		const [first] = originalFiles().keys();
		await refused((files) => files.delete(first));
		await refused((files) => files.set("Train/9/00001.bin", new Uint8Array(5)));
		await refused((files) => files.set("Test/x/00001.bin", new Uint8Array(5)));
		await refused((files) => files.set("Train/9/00031.bin", new Uint8Array(5)));
		const expected = [
			/lacks Train\/CLASS\/00001\.bin: expected 30 recordings, found 29; unpack/,
			/holds Train\/.\/00001\.bin and Train\/.\/00001\.bin: a recording must have one label; unpack/,
			/holds Test\/x\/00001\.bin: expected Test\/CLASS\/NUMBER\.bin with a class 0 … 9 and a number 1 … 10; unpack/,
			/holds Train\/9\/00031\.bin: expected .* a number 1 … 30; unpack/,
		];
		expected.forEach((pattern, k) => {
			assert.match(messages[2 * k], pattern);
			assert.match(messages[2 * k + 1], pattern);
		});
	});

	it("are refused when an archive is cut, and a recording when its bytes changed", async () => {
		const files = zipped(originalFiles(), 0);
		const whole = files.get("Test.zip") ?? new Uint8Array();
		const folder = recordingsFolder(files);
		const location = path.join(folder, "tiny", "Test.zip");
		const data = await loadRecordings(TINY_RECORDINGS, { folder });
		const place = Buffer.from(whole).indexOf(eventBytes(tinyRecording(30)));
		writeFileSync(
			location,
			whole.map((byte, k) => (k === place ? byte ^ 1 : byte)),
		);
		assert.throws(() => {
			for (let k = 0; k < data.test.count; k++) data.test.recording(k);
		}, /Test\.zip, Test\/.\/000..\.bin is damaged \(.*\): download the archive again/);
		writeFileSync(location, whole.subarray(0, 300));
		await assert.rejects(
			loadRecordings(TINY_RECORDINGS, { folder }),
			/Test\.zip is damaged \(.*\): download the archive again/,
		);
	});

	it("are refused when an unpacked file changes after the data set was loaded", async () => {
		const files = originalFiles();
		const folder = recordingsFolder(files);
		const { train } = await loadRecordings(TINY_RECORDINGS, { folder });
		const [first] = files.keys();
		appendFileSync(path.join(folder, "tiny", first), Uint8Array.of(1, 2, 3));
		assert.throws(
			() => train.recording(0),
			/00001\.bin changed since the data set was loaded: load it again/,
		);
	});
});

describe("recordings of the subset", () => {
	it("stand behind the whole set, and are taken by their own name", async () => {
		const folder = recordingsFolder(
			new Map([...originalFiles(), ...subsetFiles()]),
		);
		const load = (name?: string) =>
			loadRecordings(TINY_RECORDINGS, { folder }, name);
		assert.equal((await load()).title, "Tiny");
		assert.equal((await load("tiny-subset")).title, "Tiny (subset 20 / 5)");
	});

	it("have their numbers and labels from the lists, and a title that says it is a subset", async () => {
		const folder = recordingsFolder(subsetFiles());
		const data = await loadRecordings(TINY_RECORDINGS, { folder });
		assert.equal(data.title, "Tiny (subset 20 / 5)");
		assert.equal(data.name, "tiny-subset");
		assert.deepEqual(
			partsOf(data).map(({ count, numbers }) => [count, numbers[0]]),
			[
				[15, 0],
				[5, 15],
				[5, 30],
			],
		);
		assertGenuine(data);
	});

	it("are refused when any file, a list and the checksums included, is altered or missing", async () => {
		for (const name of subsetFiles().keys()) {
			const files = subsetFiles();
			const folder = recordingsFolder(
				files.set(name, bitFlipped(files.get(name) ?? new Uint8Array())),
			);
			await assert.rejects(
				loadRecordings(TINY_RECORDINGS, { folder }),
				new RegExp(
					`${name} is truncated or altered: expected SHA-256 \\w{64}, found \\w{64}; put the subset's own file there again`,
				),
			);
		}
		const folder = recordingsFolder(subsetFiles());
		rmSync(path.join(folder, "tiny", "few", "7.bs2"));
		await assert.rejects(
			loadRecordings(TINY_RECORDINGS, { folder }),
			/7\.bs2 is missing: put the subset's own file there again/,
		);
	});
});

describe("folds", () => {
	it("deal all recordings out so that parts are disjoint, each is tested once, and classes differ by at most one", async () => {
		const folder = recordingsFolder(subsetFiles());
		const tested: number[] = [];
		const checksums = new Set<string>();
		const ids = new Set<string>();
		for (let k = 1; k <= 5; k++) {
			const data = await loadRecordings(TINY_RECORDINGS, {
				folder,
				fold: { k, of: 5 },
			});
			assert.equal(data.title, `Tiny (subset 25, fold ${k} of 5)`);
			const numbers = partsOf(data).flatMap((part) => [...part.numbers]);
			assert.equal(new Set(numbers).size, 25);
			assertGenuine(data);
			tested.push(...data.test.numbers);
			checksums.add(data.checksum);
			const request = requestOf(data);
			assert.deepEqual(request.fold, { k, of: 5 });
			ids.add(runId(PLAN, request));
		}
		assert.equal(new Set(tested).size, 25);
		assert.equal(checksums.size, 5);
		assert.equal(ids.size, 5, "two folds have one run id");
	});

	it("of 1,100 samples have the same share of each class, to one sample", () => {
		const labels = Uint8Array.from({ length: 1100 }, (_, k) => tinyLabel(k));
		const folds = stratifiedFolds(labels, 7);
		for (let label = 0; label < 10; label++) {
			const sizes = Array.from(
				{ length: 7 },
				(_, f) =>
					labels.filter((l, k) => l === label && folds[k] === f + 1).length,
			);
			assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
		}
	});

	it("are refused where K or k is out of range, and for data sets that have test parts of their own", async () => {
		const folder = recordingsFolder(subsetFiles());
		const load = (k: number, of: number) =>
			loadRecordings(TINY_RECORDINGS, { folder, fold: { k, of } });
		await assert.rejects(load(1, 2), {
			message: "the number of folds is 2: it must be an integer in 3 … 25",
		});
		await assert.rejects(load(6, 5), {
			message: "the fold is 6: it must be an integer in 1 … 5",
		});
		await assert.rejects(
			loadDataset("drawn-digits", { fold: { k: 1, of: 5 } }),
			/drawn-digits was asked for in folds: only n-mnist is dealt into folds/,
		);
	});
});

describe("recordings that are nowhere", () => {
	it("are refused with the official source: a DownloadError without a folder, an error for a named one", async () => {
		const sentence =
			/tiny holds neither Train\.zip and Test\.zip, nor Train\/ and Test\/, nor SUMS and few\/: download the archives from https:\/\/example\.org\/tiny into it, or set SRC_DATA/;
		const cache = temporaryFolder();
		await assert.rejects(
			loadRecordings(TINY_RECORDINGS, { cache }),
			(error: Error) =>
				error instanceof DownloadError && sentence.test(error.message),
		);
		mkdirSync(path.join(cache, "tiny", "Train"), { recursive: true });
		await assert.rejects(
			loadRecordings(TINY_RECORDINGS, { folder: cache }),
			(error: Error) =>
				!(error instanceof DownloadError) && sentence.test(error.message),
		);
	});

	it("are limited like other parts", async () => {
		const folder = recordingsFolder(subsetFiles());
		const limit = { train: 4, validation: 1 };
		const data = await loadRecordings(TINY_RECORDINGS, { folder, limit });
		assert.deepEqual(
			partsOf(data).map(({ count }) => count),
			[4, 1, 5],
		);
		await assert.rejects(
			loadRecordings(TINY_RECORDINGS, { folder, limit: { test: 6 } }),
			/the limit of the test part is 6: it must be an integer in 0 … 5/,
		);
	});

	it("all train, but for the test part, when none are to validate", async () => {
		const folder = recordingsFolder(originalFiles());
		const limit = { validation: 0 };
		const usual = await loadRecordings(TINY_RECORDINGS, { folder, limit });
		const fold = await loadRecordings(TINY_RECORDINGS, {
			folder,
			limit,
			fold: { k: 5, of: 5 },
		});
		for (const [data, counts] of [
			[usual, [30, 0, 10]],
			[fold, [32, 0, 8]],
		] as const) {
			const parts = partsOf(data);
			assert.deepEqual(
				parts.map(({ count }) => count),
				counts,
			);
			const numbers = parts.flatMap((part) => [...part.numbers]);
			assert.equal(new Set(numbers).size, 40);
		}
	});
});
