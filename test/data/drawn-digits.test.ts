import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
	drawDigits,
	type ImageSamples,
	Purpose,
	RandomStream,
} from "spiking-recurrent-cell";

const few = { train: 40, validation: 30, test: 20 };

describe("drawn digits", () => {
	it("are 5,000 / 1,000 / 1,000 images of 28 × 28 by default, and say that they are built in", () => {
		const data = drawDigits();
		assert.deepEqual(
			[data.train, data.validation, data.test].map(({ count }) => count),
			[5000, 1000, 1000],
		);
		assert.deepEqual([data.width, data.height, data.classes], [28, 28, 10]);
		assert.equal(data.train.images.length, 5000 * 784);
		assert.equal(data.origin, "built-in");
		assert.match(data.title, /built-in, not MNIST/);
	});

	it("are the same bits on every machine and version of Node", () => {
		assert.equal(
			drawDigits(few).checksum,
			"22123e626db76c49a40f1d346ea678aedaca062f52caf549ab748a1410c5ba55",
		);
	});

	it("depend on nothing but the seed and the number of the sample", () => {
		const data = drawDigits(few, 3);
		const more = drawDigits({ train: 90, validation: 60, test: 50 }, 3);
		for (const role of ["train", "validation", "test"] as const) {
			const { count, images, labels, first } = data[role];
			assert.deepEqual(more[role].images.slice(0, images.length), images);
			assert.deepEqual(more[role].labels.slice(0, count), labels);
			assert.equal(more[role].first, first);
		}
		assert.notEqual(drawDigits(few, 4).checksum, data.checksum);
	});

	it("never repeat an image within or across the parts", () => {
		const { train, validation, test } = drawDigits();
		const seen = new Set<string>();
		for (const part of [train, validation, test]) {
			for (let k = 0; k < part.count; k++) {
				seen.add(Buffer.from(imageOf(part, k)).toString("latin1"));
			}
		}
		assert.equal(seen.size, 7000);
	});

	it("have grey, anti-aliased ink that covers 10 to 30 % of the image and keeps off its edge", () => {
		const { train } = drawDigits({ train: 1000 });
		const inked = train.images.filter((value) => value > 0);
		const share = inked.length / train.images.length;
		assert.ok(share > 0.1 && share < 0.3, `share ${share}`);
		assert.ok(new Set(inked).size > 150, "not grey");
		const onEdge = (p: number) =>
			p % 28 === 0 || p % 28 === 27 || p < 28 || p >= 27 * 28;
		let touching = 0;
		for (let k = 0; k < train.count; k++) {
			const image = imageOf(train, k);
			assert.ok(Math.max(...image) > 150, `image ${k} is pale`);
			if (image.some((value, p) => value > 0 && onEdge(p))) touching++;
		}
		assert.ok(touching < 20, `${touching} of 1,000 images touch the edge`);
	});

	it("hold every class about equally often", () => {
		const { train } = drawDigits();
		const counts = new Float64Array(10);
		for (const label of train.labels) counts[label]++;
		// 27.9: χ² of 9 degrees of freedom at p = 0.001.
		const chiSquare = counts.reduce((sum, n) => sum + (n - 500) ** 2 / 500, 0);
		assert.ok(chiSquare < 27.9, `χ² = ${chiSquare}`);
	});

	it("refuse a number of samples that cannot be; none are right but for training", () => {
		for (const train of [0, -1, 1.5, 5_000_001]) {
			assert.throws(
				() => drawDigits({ train }),
				/number of train samples is .*: it must be an integer in 1 … 5000000/,
			);
		}
		const { validation, test } = drawDigits({ validation: 0, test: 0 });
		assert.equal(validation.count + test.count, 0);
	});

	it("are learnable but not linearly: softmax regression gets between 80 and 95 % of the test images", () => {
		const data = drawDigits();
		const accuracy = softmaxRegression(data.train, data.test, 12);
		assert.ok(accuracy > 0.8 && accuracy < 0.95, `accuracy ${accuracy}`);
	});
});

function imageOf(part: ImageSamples, k: number): Uint8Array {
	return part.images.subarray(784 * k, 784 * (k + 1));
}

/** Test accuracy of logits = W x + b, trained by stochastic gradient descent with a falling rate. */
function softmaxRegression(
	train: ImageSamples<"train">,
	test: ImageSamples<"test">,
	epochs: number,
): number {
	const weights = Array.from({ length: 10 }, () => new Float64Array(785));
	const logits = (image: Uint8Array) =>
		weights.map((row) => {
			let sum = row[784];
			for (let p = 0; p < 784; p++) sum += (row[p] * image[p]) / 255;
			return sum;
		});
	const order = new RandomStream(1, Purpose.order);
	for (let epoch = 0; epoch < epochs; epoch++) {
		const rate = 0.05 * (1 - epoch / epochs);
		for (const k of order.permutation(train.count)) {
			const image = imageOf(train, k);
			const scores = logits(image);
			const highest = Math.max(...scores);
			const powers = scores.map((score) => Math.exp(score - highest));
			const total = powers.reduce((sum, power) => sum + power, 0);
			weights.forEach((row, label) => {
				const error = powers[label] / total - Number(label === train.labels[k]);
				for (let p = 0; p < 784; p++) {
					if (image[p] > 0) row[p] -= (rate * error * image[p]) / 255;
				}
				row[784] -= rate * error;
			});
		}
	}
	let right = 0;
	for (let k = 0; k < test.count; k++) {
		const scores = logits(imageOf(test, k));
		if (scores.indexOf(Math.max(...scores)) === test.labels[k]) right++;
	}
	return right / test.count;
}
