import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
	DATASET_NAMES,
	imageDataset,
	type OwnImages,
	openTensorflowEngine,
	train,
	trainUntested,
} from "spiking-recurrent-cell";
import { TOY_PLAN, toyDataset } from "../training/toy.js";

/** `count` images of 4 × 4, bright below where the label is 1. */
function own(count: number): OwnImages {
	const labels = Array.from({ length: count }, (_, k) => k % 2);
	const images = Uint8Array.from({ length: count * 16 }, (_, k) =>
		(k % 16 < 8 ? 0 : 1) === labels[Math.floor(k / 16)] ? 255 : 0,
	);
	return { images, labels };
}

const OWN = {
	name: "halves",
	width: 4,
	height: 4,
	train: own(64),
	validation: own(16),
	test: own(16),
};

const { test: _, ...WITHOUT_TEST } = OWN;

describe("imageDataset", () => {
	it("trains images of one's own as a data set by hand does, with the same curve and test", async () => {
		const engine = await openTensorflowEngine();
		const mine = await train(TOY_PLAN, imageDataset(OWN), engine);
		const byHand = await train(TOY_PLAN, toyDataset(), engine);
		const numbers = ({ record }: typeof mine) => [
			record.curve.map(({ seconds: _, ...rest }) => rest),
			record.test,
		];
		assert.deepEqual(numbers(mine), numbers(byHand));
		assert.ok(mine.record.test.accuracy > 0.9);
		const { name, title, origin, checksum } = mine.record.dataset;
		assert.deepEqual([name, title, origin], ["halves", "halves", "own"]);
		assert.match(checksum, /^[0-9a-f]{64}$/);
	});

	it("numbers the samples through all parts, and counts classes from the labels unless they have names", () => {
		const { train, validation, test, classes, labelNames, inputs } =
			imageDataset(OWN);
		assert.deepEqual(
			[train, validation, test].map(({ first, count }) => [first, count]),
			[
				[0, 64],
				[64, 16],
				[80, 16],
			],
		);
		assert.deepEqual([classes, labelNames, inputs], [2, ["0", "1"], 16]);
		const named = imageDataset({ ...OWN, labelNames: ["top", "bottom", "no"] });
		assert.equal(named.classes, 3);
	});

	it("has a checksum that any other pixel, label or part changes, and that equal contents share", () => {
		const images = OWN.train.images.slice();
		images[5] ^= 1;
		const labels = [...(OWN.train.labels as number[])];
		labels[0] = 1;
		const checksums = [
			OWN,
			{ ...OWN, train: { ...OWN.train, images } },
			{ ...OWN, train: { ...OWN.train, labels } },
			{ ...OWN, validation: own(14) },
			{ ...OWN, validation: own(0) },
		].map((own) => imageDataset(own).checksum);
		assert.equal(new Set(checksums).size, 5);
		assert.equal(imageDataset({ ...OWN }).checksum, checksums[0]);
	});

	it("without a test part is one that only a search trains on", async () => {
		const data = imageDataset(WITHOUT_TEST);
		const engine = await openTensorflowEngine();
		const { record } = await trainUntested(TOY_PLAN, data, engine);
		assert.equal(record.dataset.test, 0);
		await assert.rejects(
			train(TOY_PLAN, data, engine),
			/loaded without test samples/,
		);
	});

	it("refuses labels out of range, wrong lengths, images that are no bytes and the names of the library's data, in one sentence", () => {
		const { images, labels } = own(64);
		const trained = (changes: object) => ({
			...OWN,
			train: { images, labels, ...changes },
		});
		for (const [options, message] of [
			[
				trained({ labels: Array(64).fill(299) }),
				/label 0 of the train part is 299: it must be an integer in 0 … 255/,
			],
			[trained({ labels: [1, 0.5] }), /label 1 of the train part is 0\.5/],
			[
				{ ...OWN, labelNames: ["top"] },
				/label 1 in the train part of halves, whose classes are 1: labels/,
			],
			[trained({ labels: [0, 1] }), /images of 512 pixels in the train part/],
			[
				trained({ images: Float32Array.from(images) }),
				/images of the train part is a Float32Array/,
			],
			[{ ...OWN, width: 5 }, /images of 16 pixels in the train part of halves/],
			[
				{ ...OWN, name: "a/b" },
				/name of the images is a\/b: it must be text without .* and none of/,
			],
			...DATASET_NAMES.map((name) => [
				{ ...OWN, name },
				/name of the images is .*: .* none of the library's data sets/,
			]),
		] as [typeof OWN, RegExp][])
			assert.throws(() => imageDataset(options), { name: "Error", message });
	});
});
