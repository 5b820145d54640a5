/** The published files themselves; only where the environment variable SRC_DATA names a folder that holds them. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
	CATALOGUE,
	loadDataset,
	loadFiles,
	loadRecordings,
	N_MNIST,
} from "spiking-recurrent-cell";

/** Bytes before the labels of an IDX file. */
const LABELS_HEADER = 8;

const skip = process.env.SRC_DATA
	? false
	: "the environment variable SRC_DATA is not set";

describe("the published data", { skip }, () => {
	for (const entry of CATALOGUE) {
		it(`of ${entry.title} has as many images as its entry says, in parts that follow each other, and each class in each`, async () => {
			const { train, validation, test, ...data } = await loadFiles(entry, {});
			const { files, labelNames } = entry;
			const training = files.trainLabels.contentBytes - LABELS_HEADER;
			assert.deepEqual(
				[train, validation, test].map((p) => [p.count, p.first]),
				[
					[training - entry.validation, 0],
					[entry.validation, training - entry.validation],
					[files.testLabels.contentBytes - LABELS_HEADER, training],
				],
			);
			for (const part of [train, validation, test]) {
				assert.equal(part.images.length, part.count * data.inputs);
				assert.equal(part.labels.length, part.count);
				assert.equal(new Set(part.labels).size, labelNames.length);
			}
			assert.equal(data.origin, "files");
		});
	}

	for (const name of ["mnist", "fashion-mnist"] as const)
		it(`of ${name} has 50,000 / 10,000 / 10,000 images of 28 × 28 in ten classes`, async () => {
			const data = await loadDataset(name);
			assert.deepEqual(
				[data.train, data.validation, data.test].map((p) => [p.count, p.first]),
				[
					[50_000, 0],
					[10_000, 50_000],
					[10_000, 60_000],
				],
			);
			assert.deepEqual([data.width, data.height], [28, 28]);
			assert.equal(data.classes, 10);
		});

	it("of MNIST begins with 5 0 4 1 9 and its test part with 7 2 1 0 4", async () => {
		const { train, test } = await loadDataset("mnist", {
			limit: { train: 5, test: 5 },
		});
		assert.deepEqual(Array.from(train.labels), [5, 0, 4, 1, 9]);
		assert.deepEqual(Array.from(test.labels), [7, 2, 1, 0, 4]);
	});
});

describe("the subset of N-MNIST", { skip }, () => {
	it("has 800 / 200 / 100 recordings of 34 × 34 pixels, whose labels are those of MNIST's images of the same number", async () => {
		const [data, mnist] = [
			await loadRecordings(N_MNIST, {}),
			await loadDataset("mnist"),
		];
		if (data.title !== "N-MNIST (subset 1,000 / 100)") return;
		assert.deepEqual(
			[data.train, data.validation, data.test].map(({ count }) => count),
			[800, 200, 100],
		);
		assert.equal(data.inputs, 2312);
		for (const part of [data.train, data.validation, data.test]) {
			const labels = (part.role === "test" ? mnist.test : mnist.train).labels;
			const first = part.role === "test" ? 60_000 : 0;
			part.numbers.forEach((number, k) => {
				assert.equal(part.labels[k], labels[number - first]);
				const { time } = part.recording(k);
				assert.ok(time[time.length - 1] < 340_000, "longer than 340 ms");
			});
		}
	});
});
