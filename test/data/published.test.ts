/** The published files themselves; only where the environment variable SRC_DATA names a folder that holds them. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CATALOGUE, loadDataset } from "spiking-recurrent-cell";

const skip = process.env.SRC_DATA
	? false
	: "the environment variable SRC_DATA is not set";

describe("the published data", { skip }, () => {
	for (const { name, title } of CATALOGUE) {
		it(`of ${title} has 50,000 / 10,000 / 10,000 images of 28 × 28 in ten classes`, async () => {
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
			for (const part of [data.train, data.validation, data.test]) {
				assert.equal(part.images.length, part.count * 784);
				assert.equal(part.labels.length, part.count);
				assert.equal(new Set(part.labels).size, 10);
			}
			assert.equal(data.origin, "files");
		});
	}

	it("of MNIST begins with 5 0 4 1 9 and its test part with 7 2 1 0 4", async () => {
		const { train, test } = await loadDataset("mnist", {
			limit: { train: 5, test: 5 },
		});
		assert.deepEqual(Array.from(train.labels), [5, 0, 4, 1, 9]);
		assert.deepEqual(Array.from(test.labels), [7, 2, 1, 0, 4]);
	});
});
