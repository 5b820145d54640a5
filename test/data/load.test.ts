import assert from "node:assert/strict";
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import {
	CATALOGUE,
	DATASET_NAMES,
	loadDataset,
	loadDatasetOrBuiltIn,
	loadFiles,
	MirrorError,
} from "spiking-recurrent-cell";
import { dataFolderForEach } from "../data-folder.js";
import { temporaryFolder } from "../temporary.js";
import {
	bitFlipped,
	files,
	serve,
	tinyLabel,
	tinySet,
	writtenFolder,
} from "./fixture.js";

dataFolderForEach();

describe("a data set in a folder", () => {
	it("is split into train, validation and test, with every image beside its label and its number", async () => {
		const tiny = tinySet();
		const folder = writtenFolder(tiny);
		const data = await loadFiles(tiny.entry, { folder });
		assert.deepEqual(
			[data.train, data.validation, data.test].map((p) => [
				p.role,
				p.count,
				p.first,
			]),
			[
				["train", 20, 0],
				["validation", 10, 20],
				["test", 10, 30],
			],
		);
		assert.deepEqual([data.height, data.width, data.classes], [4, 3, 10]);
		assert.equal(data.origin, "files");
		const { images, labels } = data.validation;
		assert.equal(images.length, 10 * 12);
		for (let k = 0; k < 10; k++) {
			assert.equal(labels[k], tinyLabel(20 + k));
			assert.equal(images[12 * k + 5], 7 * (20 + k) + 5);
		}
		assert.equal(data.test.images[12 + 5], 100 + 7 + 5);
	});

	it("is found through SRC_DATA and read in place", async () => {
		const tiny = tinySet();
		process.env.SRC_DATA = writtenFolder(tiny);
		const cache = temporaryFolder();
		const data = await loadFiles(tiny.entry, { cache });
		assert.equal(data.train.count, 20);
		assert.deepEqual(readdirSync(cache), []);
	});

	it("gives the first samples of each part under a limit, and another checksum", async () => {
		const tiny = tinySet();
		const folder = writtenFolder(tiny);
		const whole = await loadFiles(tiny.entry, { folder });
		const limit = { train: 3, validation: 2, test: 1 };
		const data = await loadFiles(tiny.entry, { folder, limit });
		for (const role of ["train", "validation", "test"] as const) {
			const count = limit[role];
			assert.equal(data[role].count, count);
			assert.equal(data[role].first, whole[role].first);
			assert.deepEqual(data[role].labels, whole[role].labels.slice(0, count));
			assert.deepEqual(
				data[role].images,
				whole[role].images.slice(0, 12 * count),
			);
		}
		assert.notEqual(data.checksum, whole.checksum);
		for (const train of [0, 21, 1.5]) {
			await assert.rejects(
				loadFiles(tiny.entry, { folder, limit: { train } }),
				/limit of the train part is .*: it must be an integer in 1 … 20/,
			);
		}
	});

	it("is refused when a file is truncated: which, expected and found bytes, how to get it again", async () => {
		const tiny = tinySet();
		const { name, bytes } = tiny.entry.files.trainImages;
		const cut = tiny.contents.get(name)?.subarray(0, 100) ?? null;
		const folder = writtenFolder(tiny, { [name]: cut });
		await assert.rejects(loadFiles(tiny.entry, { folder }), {
			message: `${path.join(folder, "tiny", name)} is truncated or altered: expected ${bytes} bytes, found 100; get it with: npm run data -- tiny --folder "${folder}"`,
		});
		assert.equal(
			readFileSync(path.join(folder, "tiny", name)).length,
			100,
			"the user's file was touched",
		);
	});

	it("is refused when one bit of any file is flipped: expected and found checksum", async () => {
		const tiny = tinySet();
		for (const { name, sha256 } of Object.values(tiny.entry.files)) {
			const flipped = bitFlipped(tiny.contents.get(name) ?? new Uint8Array());
			const folder = writtenFolder(tiny, { [name]: flipped });
			await assert.rejects(
				loadFiles(tiny.entry, { folder }),
				new RegExp(
					`${name} is truncated or altered: expected SHA-256 ${sha256}, found \\w{64}; get it`,
				),
			);
		}
	});

	it("is refused, never replaced, when SRC_DATA names no folder or one without the files", async () => {
		const tiny = tinySet();
		const { name } = tiny.entry.files.testLabels;
		const silent = { onNotice: () => assert.fail("fell back") };
		process.env.SRC_DATA = path.join(temporaryFolder(), "nowhere");
		await assert.rejects(
			loadDatasetOrBuiltIn("mnist", silent),
			/SRC_DATA names .*nowhere, which is not a folder: correct or unset/,
		);
		process.env.SRC_DATA = temporaryFolder();
		await assert.rejects(
			loadDatasetOrBuiltIn("mnist", silent),
			/train-images-idx3-ubyte\.gz is missing; get it with: npm run data -- mnist/,
		);
		process.env.SRC_DATA = writtenFolder(tiny, { [name]: null });
		await assert.rejects(
			loadFiles(tiny.entry, {}),
			new RegExp(`${name} is missing`),
		);
	});
});

describe("a data set in the cache", () => {
	it("is downloaded once and then read without the network", async (test) => {
		let requests = 0;
		const { contents } = tinySet();
		const answer = files(contents);
		const mirror = await serve(test, (request, response) => {
			requests++;
			answer(request, response);
		});
		const { entry } = tinySet([mirror]);
		const cache = temporaryFolder();
		const first = await loadFiles(entry, { cache });
		assert.equal(requests, 4);
		const second = await loadFiles(entry, { cache });
		assert.equal(requests, 4);
		assert.equal(first.checksum, second.checksum);
	});

	it("is repaired when a cached file is truncated or altered", async (test) => {
		const tiny = tinySet();
		const mirror = await serve(test, files(tiny.contents));
		const { entry } = tinySet([mirror]);
		const { trainImages, testLabels } = entry.files;
		const cache = writtenFolder(tiny, {
			[trainImages.name]: new Uint8Array(10),
			[testLabels.name]: bitFlipped(
				tiny.contents.get(testLabels.name) ?? new Uint8Array(),
			),
		});
		const data = await loadFiles(entry, { cache });
		assert.equal(data.train.images[12], 7);
		for (const [name, content] of tiny.contents) {
			assert.deepEqual(
				new Uint8Array(readFileSync(path.join(cache, "tiny", name))),
				content,
			);
		}
	});

	it("is repaired by two that find the same bad file at once", async (test) => {
		const tiny = tinySet();
		const mirror = await serve(test, files(tiny.contents));
		const { entry } = tinySet([mirror]);
		const { name } = entry.files.trainImages;
		const cache = writtenFolder(tiny, { [name]: new Uint8Array(10) });
		const [one, other] = await Promise.all([
			loadFiles(entry, { cache }),
			loadFiles(entry, { cache }),
		]);
		assert.equal(one.checksum, other.checksum);
	});

	it("loses a bad file that cannot be replaced, and says so", async () => {
		const tiny = tinySet(["http://127.0.0.1:1/"]);
		const { name, bytes } = tiny.entry.files.trainLabels;
		const cache = writtenFolder(tiny, { [name]: new Uint8Array(10) });
		const location = path.join(cache, "tiny", name);
		await assert.rejects(loadFiles(tiny.entry, { cache }), (error: Error) => {
			assert.ok(error instanceof MirrorError);
			assert.ok(
				error.message.startsWith(
					`${location} was truncated or altered (expected ${bytes} bytes, found 10) and has been deleted; cannot download ${name} (`,
				),
				error.message,
			);
			assert.match(error.message, /npm run data -- tiny/);
			return true;
		});
		assert.ok(!existsSync(location));
	});

	it("is never poisoned by a mirror that sends rubbish", async (test) => {
		const { contents } = tinySet();
		const mirror = await serve(test, files(contents, bitFlipped));
		const { entry } = tinySet([mirror]);
		const cache = temporaryFolder();
		await assert.rejects(loadFiles(entry, { cache }), MirrorError);
		assert.deepEqual(readdirSync(cache), []);
	});
});

describe("loadDataset", () => {
	it("answers an unknown name with the valid ones", async () => {
		assert.deepEqual(DATASET_NAMES, [
			...CATALOGUE.map(({ name }) => name),
			"n-mnist",
			"n-mnist-subset",
			"n-mnist-simulated",
			"drawn-digits",
			"drawn-digits-simulated",
		]);
		await assert.rejects(loadDataset("cifar"), {
			message: `unknown data set "cifar": choose from ${DATASET_NAMES.join(", ")}`,
		});
	});

	it("refuses a limit that is a number, or one of a part that no data set has, before it takes everything", async () => {
		for (const name of ["drawn-digits", "mnist", "n-mnist"]) {
			await assert.rejects(loadDataset(name, { limit: 500 as never }), {
				message:
					"limit is 500: it must be an object with some of train, validation, test",
			});
			await assert.rejects(
				loadDataset(name, { limit: { training: 500 } as object }),
				{
					message:
						'unknown part "training" of a limit: choose from train, validation, test',
				},
			);
		}
	});

	it("draws the built-in digits without a notice when they are asked for", async () => {
		const data = await loadDatasetOrBuiltIn("drawn-digits", {
			limit: { train: 3, validation: 2, test: 1 },
			onNotice: () => assert.fail("a notice"),
		});
		assert.equal(data.origin, "built-in");
		assert.deepEqual(
			[data.train.count, data.validation.count, data.test.count],
			[3, 2, 1],
		);
	});
});

describe("loadDatasetOrBuiltIn", () => {
	it("draws digits, with one notice, when there is no folder, no cache and no network", async (test) => {
		test.mock.method(globalThis, "fetch", async () => {
			throw new TypeError("fetch failed", { cause: new Error("no network") });
		});
		const notices: string[] = [];
		const data = await loadDatasetOrBuiltIn("mnist", {
			cache: temporaryFolder(),
			limit: { train: 5, validation: 1, test: 1 },
			onNotice: (sentence) => notices.push(sentence),
		});
		assert.equal(data.origin, "built-in");
		assert.equal(data.title, "drawn digits (built-in, not MNIST)");
		assert.equal(notices.length, 1);
		assert.match(
			notices[0],
			/^NOT MNIST: the built-in drawn digits are used instead, .*no network.*npm run data -- mnist/,
		);
	});

	it("is no way around a mirror that answers without the file, nor around a damaged file, with the command that keeps the folder", async (test) => {
		const silent = { onNotice: () => assert.fail("fell back") };
		for (const [status, body] of [
			[404, "not here"],
			[200, "a page that asks for a password"],
		] as const) {
			test.mock.method(
				globalThis,
				"fetch",
				async () => new Response(body, { status }),
			);
			await assert.rejects(
				loadDatasetOrBuiltIn("mnist", { cache: temporaryFolder(), ...silent }),
				/(HTTP status 404|a damaged file came: .*)\); try again later, correct what lib\/data\/catalogue\.ts says of "mnist" if it is wrong, or set SRC_DATA to a folder that holds mnist\/train-images-idx3-ubyte\.gz$/,
			);
		}
		test.mock.method(globalThis, "fetch", async () => {
			throw new TypeError("fetch failed", { cause: new Error("no network") });
		});
		const cache = temporaryFolder();
		mkdirSync(path.join(cache, "mnist"));
		const { name } = CATALOGUE[0].files.trainImages;
		writeFileSync(path.join(cache, "mnist", name), "damaged");
		await assert.rejects(
			loadDatasetOrBuiltIn("mnist", { cache, ...silent }),
			new RegExp(
				`${name} was truncated or altered .*no network.*; once there is a network, get it with: npm run data -- mnist --folder "${cache}", or`,
			),
		);
		process.env.SRC_DATA = cache;
		writeFileSync(path.join(cache, "mnist", name), "damaged");
		await assert.rejects(
			loadDatasetOrBuiltIn("mnist", silent),
			/is truncated or altered: expected \d+ bytes, found 7; get it with: npm run data -- mnist --folder/,
		);
	});

	it("does not hide a cache that cannot be read or written", async () => {
		const cache = path.join(temporaryFolder(), "a-file");
		writeFileSync(cache, "not a folder");
		const options = { cache, onNotice: () => assert.fail("fell back") };
		await assert.rejects(
			loadDatasetOrBuiltIn("mnist", options),
			/^Error: cannot read .*a-file.*: (ENOTDIR|EEXIST)/,
		);
	});
});

describe("the catalogue", () => {
	it("has four files with size and SHA-256, two or more mirrors and a licence for each data set", () => {
		for (const entry of CATALOGUE) {
			assert.ok(entry.mirrors.length >= 2);
			for (const mirror of entry.mirrors) assert.match(mirror, /^https?:.*\/$/);
			assert.ok(entry.licence.length > 0);
			assert.equal(new Set(entry.labelNames).size, entry.labelNames.length);
			for (const file of Object.values(entry.files)) {
				assert.match(file.sha256, /^[0-9a-f]{64}$/);
				assert.ok(file.bytes < file.contentBytes);
			}
		}
	});
});
