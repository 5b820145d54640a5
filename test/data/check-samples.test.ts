import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
	batchOf,
	createNetwork,
	type Dataset,
	type Engine,
	evaluate,
	type ImageSamples,
	type Samples,
	train,
	trainUntested,
} from "spiking-recurrent-cell";
import { TOY_PLAN, toyDataset } from "../training/toy.js";

/** No batch reaches it. */
const NO_ENGINE: Engine = {
	name: "none",
	forward: () => assert.fail("a batch was run"),
	gradient: () => assert.fail("a batch was run"),
	dispose: async () => {},
};
const { seed, encoding } = TOY_PLAN;
const network = createNetwork(TOY_PLAN.network, seed);
const toy = toyDataset();
const images = toy.train as ImageSamples<"train">;
const floats = Float32Array.from(images.images, (value) => value / 255);

/** What is wrong with samples, whether or not TypeScript sees it. */
const WRONG: [changes: object, message: RegExp][] = [
	[
		{ labels: images.labels.subarray(0, 60) },
		/60 labels of 64 train samples: there must be as many/,
	],
	[
		{ images: floats },
		/images of the train part is a Float32Array: it must be a Uint8Array of 0 … 255/,
	],
	[
		{ labels: [...images.labels] },
		/labels of the train part is an array: it must be a Uint8Array of 0 … 255/,
	],
	[
		{ images: images.images.subarray(1) },
		/1023 values for the 64 images of the train part: each image must have as many pixels/,
	],
	[
		{ first: undefined },
		/first of the train part is undefined: it must be an integer ≥ 0, the number of the part's first sample/,
	],
	[
		{ count: 3.5 },
		/count of the train part is 3\.5: it must be an integer ≥ 0/,
	],
	[{ count: undefined }, /count of the train part is undefined/],
	[
		{ kind: "recordings", recording: () => {}, numbers: new Uint32Array(9) },
		/9 numbers of 64 train samples: there must be as many/,
	],
	[
		{ kind: "sounds" },
		/kind of the train part is sounds: it must be "images" or "recordings"/,
	],
];

describe("samples that do not fit themselves", () => {
	it(`are refused by training, evaluation and the making of batches before a batch runs, in ${WRONG.length} ways of being wrong`, async () => {
		for (const [changes, message] of WRONG) {
			const samples = { ...images, ...changes } as Samples<"train">;
			const data: Dataset = { ...toy, train: samples };
			const untested = { ...data, test: { ...toy.test, count: 0 } };
			await assert.rejects(train(TOY_PLAN, data, NO_ENGINE), { message });
			await assert.rejects(trainUntested(TOY_PLAN, untested, NO_ENGINE), {
				message,
			});
			await assert.rejects(
				evaluate(network, samples, encoding, seed, NO_ENGINE),
				{ message },
			);
			assert.throws(
				() => batchOf(samples, Uint32Array.of(1), { encoding, seed, epoch: 1 }),
				{ message },
			);
		}
	});

	it("are refused beyond their end: position 64 of 64", () => {
		const batch = (position: number) =>
			batchOf(images, Uint32Array.of(0, position), {
				encoding,
				seed,
				epoch: 1,
			});
		batch(63);
		assert.throws(() => batch(64), {
			message:
				"position 64 of the train part: its 64 samples have the positions 0 … 63",
		});
	});
});

describe("a data set", () => {
	it("with a name that no file can have, a missing part, a label of no class, images of another size or more than 256 classes is refused by a training before a batch runs", async () => {
		const label = { ...images, labels: new Uint8Array(64).fill(2) };
		for (const [changes, message] of [
			[
				{ name: "my/toy" },
				/name of toy is my\/toy: it must be text without .* and control characters, for records' files are called by it/,
			],
			[
				{ validation: undefined },
				/toy has no validation part: give it one, of count 0 if there are no samples/,
			],
			[{ test: undefined }, /toy has no test part/],
			[
				{ train: label },
				/label 2 in the train part of toy, whose classes are 2: labels must be 0 … 1/,
			],
			[
				{ width: 5 },
				/images of 16 pixels in the train part of toy, whose images are 5 × 4: each must have 20/,
			],
			[
				{ classes: 257 },
				/classes of toy is 257: it must be an integer in 1 … 256/,
			],
		] as [object, RegExp][]) {
			const data = { ...toy, ...changes } as Dataset;
			await assert.rejects(train(TOY_PLAN, data, NO_ENGINE), { message });
			if (!("test" in changes))
				await assert.rejects(
					trainUntested(
						TOY_PLAN,
						{ ...data, test: { ...toy.test, count: 0 } },
						NO_ENGINE,
					),
					{ message },
				);
		}
	});
});
