import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Purpose, philox, RandomStream } from "spiking-recurrent-cell";

function block(counter: number[], key: number[]): string {
	const out = new Uint32Array(4);
	const [c0, c1, c2, c3] = counter;
	philox(out, key[0], key[1], c0, c1, c2, c3);
	return Array.from(out, (word) => word.toString(16).padStart(8, "0")).join(
		" ",
	);
}

/** Philox4x32-7 with BigInt products: slow, independent of the code under test. */
function referenceBlock(counter: number[], key: number[]): string {
	const mask = 0xffffffffn;
	let [c0, c1, c2, c3] = counter.map(BigInt);
	let [k0, k1] = key.map(BigInt);
	for (let round = 0; round < 7; round++) {
		const product0 = 0xd2511f53n * c0;
		const product1 = 0xcd9e8d57n * c2;
		[c0, c1, c2, c3] = [
			(product1 >> 32n) ^ c1 ^ k0,
			product1 & mask,
			(product0 >> 32n) ^ c3 ^ k1,
			product0 & mask,
		];
		k0 = (k0 + 0x9e3779b9n) & mask;
		k1 = (k1 + 0xbb67ae85n) & mask;
	}
	return [c0, c1, c2, c3]
		.map((word) => word.toString(16).padStart(8, "0"))
		.join(" ");
}

describe("philox", () => {
	// Known answers of the Random123 distribution (kat_vectors, philox4x32 7).
	it("gives the published words for counter and key of zeros", () => {
		assert.equal(
			block([0, 0, 0, 0], [0, 0]),
			"5f6fb709 0d893f64 4f121f81 4f730a48",
		);
	});

	it("gives the published words for counter and key of ones", () => {
		const ones = 0xffffffff;
		assert.equal(
			block([ones, ones, ones, ones], [ones, ones]),
			"5207ddc2 45165e59 4d8ee751 8c52f662",
		);
	});

	it("gives the published words for the digits of pi", () => {
		assert.equal(
			block(
				[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
				[0xa4093822, 0x299f31d0],
			),
			"4dfccaba 190a87f0 c47362ba b6b5242a",
		);
	});

	it("equals a BigInt transcription at 1,000 random addresses", () => {
		const word = fc.integer({ min: 0, max: 0xffffffff });
		fc.assert(
			fc.property(
				fc.tuple(word, word, word, word),
				fc.tuple(word, word),
				(counter, key) => {
					assert.equal(block(counter, key), referenceBlock(counter, key));
				},
			),
			{ numRuns: 1000 },
		);
	});
});

describe("RandomStream", () => {
	it("repeats itself for the same seed, purpose and branch, and for no other", () => {
		const first = (seed: number, purpose: 1 | 2, branch: number) =>
			new RandomStream(seed, purpose, branch).nextUint32();
		assert.equal(
			first(7, Purpose.weights, 3),
			first(7, Purpose.weights, 3),
			"the same stream",
		);
		const others = new Set([
			first(7, Purpose.weights, 3),
			first(8, Purpose.weights, 3),
			first(7, Purpose.order, 3),
			first(7, Purpose.weights, 4),
		]);
		assert.equal(others.size, 4);
	});

	it("permutes: every number below the count occurs once", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 500 }),
				fc.nat(0xffffffff),
				(count, seed) => {
					const order = new RandomStream(seed, Purpose.order).permutation(
						count,
					);
					assert.deepEqual(
						Array.from(order).sort((a, b) => a - b),
						Array.from({ length: count }, (_, k) => k),
					);
				},
			),
		);
	});

	it("puts each of 5 numbers at each place equally often: χ² of 20,000 permutations below 39.3 (p = 0.001, 16 degrees)", () => {
		const rounds = 20000;
		const stream = new RandomStream(11, Purpose.order);
		const seen = new Float64Array(25);
		for (let k = 0; k < rounds; k++) {
			stream.permutation(5).forEach((value, place) => {
				seen[5 * place + value]++;
			});
		}
		const expected = rounds / 5;
		const chiSquare = seen.reduce(
			(sum, n) => sum + (n - expected) ** 2 / expected,
			0,
		);
		assert.ok(chiSquare < 39.3, `χ² = ${chiSquare}`);
	});

	it("draws uniform numbers in [low, high) with mean and variance within 4 standard errors", () => {
		const n = 100000;
		const stream = new RandomStream(5, Purpose.weights);
		const values = Float64Array.from({ length: n }, () =>
			stream.uniform(-1, 3),
		);
		assert.ok(values.every((v) => v >= -1 && v < 3));
		const { mean, variance } = moments(values);
		const sigma2 = 16 / 12;
		assert.ok(Math.abs(mean - 1) < 4 * Math.sqrt(sigma2 / n), `mean ${mean}`);
		// The variance of a uniform's squared deviation is (9/5 − 1) σ⁴.
		assert.ok(
			Math.abs(variance - sigma2) < 4 * sigma2 * Math.sqrt(0.8 / n),
			`variance ${variance}`,
		);
	});

	it("draws 16-bit halves uniformly: χ² of 256 bins below 330.5 (p = 0.001, 255 degrees)", () => {
		const n = 200000;
		const stream = new RandomStream(17, Purpose.weights);
		const low = new Float64Array(256);
		const high = new Float64Array(256);
		for (let k = 0; k < n; k++) {
			const word = stream.nextUint32();
			low[(word & 0xffff) >>> 8]++;
			high[word >>> 24]++;
		}
		for (const bins of [low, high]) {
			const chiSquare = bins.reduce(
				(sum, count) => sum + (count - n / 256) ** 2 / (n / 256),
				0,
			);
			assert.ok(chiSquare < 330.5, `χ² = ${chiSquare}`);
		}
	});

	it("draws normal numbers with mean, variance and kurtosis within 4 standard errors", () => {
		const n = 100000;
		const stream = new RandomStream(3, Purpose.weights);
		const values = Float64Array.from({ length: n }, () => stream.normal(2, 3));
		const { mean, variance, kurtosis } = moments(values);
		assert.ok(Math.abs(mean - 2) < 4 * (3 / Math.sqrt(n)), `mean ${mean}`);
		assert.ok(
			Math.abs(variance - 9) < 4 * 9 * Math.sqrt(2 / n),
			`variance ${variance}`,
		);
		assert.ok(
			Math.abs(kurtosis - 3) < 4 * Math.sqrt(24 / n),
			`kurtosis ${kurtosis}`,
		);
	});
});

function moments(values: Float64Array) {
	const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
	const central = (power: number) =>
		values.reduce((sum, v) => sum + (v - mean) ** power, 0) / values.length;
	const variance = central(2);
	return { mean, variance, kurtosis: central(4) / variance ** 2 };
}
