import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
	type Encoding,
	encodeSample,
	PAPER_ENCODING,
	Purpose,
	type PurposeCode,
	philox,
	type RateEncoding,
	rateThreshold,
	type SampleAddress,
	type SpikeTrain,
	totalSteps,
} from "spiking-recurrent-cell";

const address: SampleAddress = { seed: 1, epoch: 2, sample: 3 };

const anImage = fc.uint8Array({ minLength: 0, maxLength: 60 });
const aLength = {
	prefix: fc.integer({ min: 0, max: 9 }),
	steps: fc.integer({ min: 1, max: 40 }),
};
const aGain = fc.double({
	min: 0,
	max: 1,
	minExcluded: true,
	noNaN: true,
});
const anEncoding: fc.Arbitrary<Encoding> = fc.oneof(
	fc.record({ code: fc.constant("rate" as const), gain: aGain, ...aLength }),
	fc.record({
		code: fc.constant("latency" as const),
		threshold: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
		...aLength,
	}),
	fc.record({
		code: fc.constant("constant" as const),
		gain: aGain,
		...aLength,
	}),
);

/** Step and pixel of every event. */
function events(train: SpikeTrain): [step: number, pixel: number][] {
	const list: [number, number][] = [];
	for (let t = 0; t < train.steps; t++) {
		for (let e = train.offsets[t]; e < train.offsets[t + 1]; e++) {
			list.push([t, train.indices[e]]);
		}
	}
	return list;
}

/** The documented address of one draw, read literally. */
function spikesAt(
	gain: number,
	image: Uint8Array,
	at: SampleAddress,
	t: number,
	pixel: number,
): boolean {
	const byteFor = (purpose: PurposeCode) => {
		const words = new Uint32Array(4);
		philox(words, at.seed, purpose, pixel, t >> 4, at.sample, at.epoch);
		return (words[(t % 16) >> 2] >>> (8 * (t % 4))) & 255;
	};
	const draw = 256 * byteFor(Purpose.spikes) + byteFor(Purpose.spikesLow);
	return draw < Math.round(((gain * image[pixel]) / 255) * 65536);
}

describe("encodeSample", () => {
	it("returns a valid sorted event list with an empty prefix for any code, image and length", () => {
		fc.assert(
			fc.property(anEncoding, anImage, (encoding, image) => {
				const train = encodeSample(encoding, image, address);
				assert.equal(train.steps, totalSteps(encoding));
				assert.equal(train.inputs, image.length);
				assert.equal(train.offsets.length, train.steps + 1);
				assert.equal(train.offsets[0], 0);
				assert.equal(train.offsets[encoding.prefix], 0, "prefix not empty");
				assert.equal(train.offsets[train.steps], train.indices.length);
				if (encoding.code === "constant") {
					assert.equal(train.values?.length, train.indices.length);
				} else {
					assert.equal(train.values, undefined);
				}
				for (let t = 0; t < train.steps; t++) {
					assert.ok(train.offsets[t] <= train.offsets[t + 1]);
					for (let e = train.offsets[t]; e < train.offsets[t + 1]; e++) {
						assert.ok(image[train.indices[e]] > 0, "a black pixel spikes");
						if (e > train.offsets[t]) {
							assert.ok(train.indices[e - 1] < train.indices[e]);
						}
					}
				}
			}),
			{ numRuns: 500 },
		);
	});

	it("refuses an encoding out of range and says which number", () => {
		const base = { prefix: 2, steps: 5 };
		const image = new Uint8Array(4);
		const cases: [Encoding, RegExp][] = [
			[{ code: "rate", gain: 0, ...base }, /gain of the rate code is 0/],
			[
				{ code: "rate", gain: 1.01, ...base },
				/is 1\.01: it must be in \(0, 1\]/,
			],
			[{ code: "rate", gain: Number.NaN, ...base }, /is NaN/],
			[{ code: "constant", gain: -1, ...base }, /constant code is -1/],
			[{ code: "latency", threshold: 1, ...base }, /threshold .* is 1/],
			[{ code: "rate", gain: 1, prefix: -1, steps: 5 }, /prefix is -1/],
			[{ code: "rate", gain: 1, prefix: 0, steps: 0 }, /steps is 0/],
			[{ code: "rate", gain: 1, prefix: 0, steps: 2.5 }, /steps is 2\.5/],
			[
				{ code: "morse", ...base } as unknown as Encoding,
				/unknown input code "morse": choose rate, latency, constant or events/,
			],
		];
		for (const [encoding, message] of cases) {
			assert.throws(() => encodeSample(encoding, image, address), message);
		}
	});

	it("refuses an image that is no Uint8Array and says what it is", () => {
		const base = { prefix: 2, steps: 5 };
		for (const code of ["rate", "latency", "constant"] as const)
			for (const [image, kind] of [
				[new Float32Array(4), "a Float32Array"],
				[new Uint8ClampedArray(4), "a Uint8ClampedArray"],
				[[0, 1, 2, 3], "an array"],
				[undefined, "undefined"],
				[null, "null"],
			])
				assert.throws(
					() =>
						encodeSample(
							{ code, gain: 0.5, threshold: 0.5, ...base },
							image as never,
							address,
						),
					{
						name: "Error",
						message: `an image is ${kind}: it must be a Uint8Array of 0 … 255`,
					},
				);
	});

	it("refuses a fractional or negative address and an image too large for 16-bit indices", () => {
		const image = new Uint8Array(4);
		for (const wrong of [{ seed: 0.5 }, { epoch: -1 }, { sample: 2 ** 32 }]) {
			assert.throws(
				() => encodeSample(PAPER_ENCODING, image, { ...address, ...wrong }),
				/must be an integer in 0 … 4294967295/,
			);
		}
		assert.throws(
			() => encodeSample(PAPER_ENCODING, new Uint8Array(65537), address),
			/65537 pixels: at most 65536/,
		);
	});
});

describe("the rate code", () => {
	it("draws every spike at its documented address", () => {
		fc.assert(
			fc.property(
				anImage,
				aGain,
				fc.record(aLength),
				fc.record({
					seed: fc.nat(0xffffffff),
					epoch: fc.nat(1000),
					sample: fc.nat(0xffffffff),
				}),
				(image, gain, { prefix, steps }, at) => {
					const encoding: RateEncoding = { code: "rate", gain, prefix, steps };
					const expected: [number, number][] = [];
					for (let t = 0; t < steps; t++) {
						for (let pixel = 0; pixel < image.length; pixel++) {
							if (spikesAt(gain, image, at, t, pixel)) {
								expected.push([prefix + t, pixel]);
							}
						}
					}
					assert.deepEqual(events(encodeSample(encoding, image, at)), expected);
				},
			),
		);
	});

	it("rounds gain × intensity to the nearest of 65,536 parts", () => {
		assert.equal(rateThreshold(1, 255), 65536);
		assert.equal(rateThreshold(0.25, 255), 16384);
		// 257.004 and 128.502: one rounds down, the other up.
		assert.equal(rateThreshold(1, 1), 257);
		assert.equal(rateThreshold(0.5, 1), 129);
		assert.equal(rateThreshold(1e-6, 255), 0);
	});

	it("gives a sample the same spikes whatever was encoded before it, and others at another address", () => {
		const images = Array.from({ length: 8 }, (_, s) =>
			Uint8Array.from({ length: 100 }, (_, p) => (37 * s + 11 * p) % 256),
		);
		const encode = (s: number, change: Partial<SampleAddress> = {}) =>
			events(
				encodeSample(PAPER_ENCODING, images[s], {
					...address,
					sample: s,
					...change,
				}),
			);
		const forwards = images.map((_, s) => encode(s));
		const backwards = images.map((_, s) => encode(7 - s)).reverse();
		assert.deepEqual(forwards, backwards);
		for (const change of [{ seed: 9 }, { epoch: 9 }, { sample: 9 }]) {
			assert.notDeepEqual(encode(0, change), forwards[0]);
		}
	});

	it("does not let a pixel's spikes depend on the other pixels or on the number of steps", () => {
		const image = Uint8Array.from({ length: 50 }, (_, p) => 5 * p);
		const alone = image.map((value, p) => (p === 33 ? value : 0));
		const of33 = (train: SpikeTrain) =>
			events(train).filter(([, pixel]) => pixel === 33);
		const whole = of33(encodeSample(PAPER_ENCODING, image, address));
		assert.ok(whole.length > 0);
		assert.deepEqual(of33(encodeSample(PAPER_ENCODING, alone, address)), whole);
		const shorter = encodeSample(
			{ ...PAPER_ENCODING, steps: 53 },
			image,
			address,
		);
		assert.deepEqual(
			of33(shorter),
			whole.filter(([t]) => t < PAPER_ENCODING.prefix + 53),
		);
	});

	it("spikes with probability gain × intensity: each grey level within 4 standard deviations of the binomial", () => {
		const encoding = {
			code: "rate",
			gain: 0.25,
			prefix: 0,
			steps: 200,
		} as const;
		const image = Uint8Array.from({ length: 256 }, (_, p) => p);
		const samples = 100;
		const counts = new Float64Array(256);
		for (let sample = 0; sample < samples; sample++) {
			const train = encodeSample(encoding, image, { ...address, sample });
			for (const pixel of train.indices) counts[pixel]++;
		}
		const trials = samples * encoding.steps;
		counts.forEach((count, level) => {
			const p = (0.25 * level) / 255;
			const bound = 4 * Math.sqrt(trials * p * (1 - p)) + 1;
			assert.ok(
				Math.abs(count - trials * p) <= bound,
				`level ${level}: ${count} spikes, expected ${trials * p} ± ${bound}`,
			);
		});
	});

	it("spreads its spikes evenly over steps and pixels: χ² below p = 0.001", () => {
		const encoding = { code: "rate", gain: 0.5, prefix: 0, steps: 64 } as const;
		const image = new Uint8Array(64).fill(255);
		const samples = 400;
		const perStep = new Float64Array(64);
		const perPixel = new Float64Array(64);
		for (let sample = 0; sample < samples; sample++) {
			const train = encodeSample(encoding, image, { ...address, sample });
			for (const [t, pixel] of events(train)) {
				perStep[t]++;
				perPixel[pixel]++;
			}
		}
		const expected = samples * 64 * 0.5;
		for (const counts of [perStep, perPixel]) {
			const chiSquare = counts.reduce(
				(sum, n) => sum + (n - expected) ** 2 / (expected * 0.5),
				0,
			);
			// 64 degrees of freedom, because the total is not fixed.
			assert.ok(chiSquare < 104.7, `χ² = ${chiSquare}`);
		}
	});

	it("always spikes at gain 1 and intensity 255, never at intensity 0", () => {
		const encoding = { code: "rate", gain: 1, prefix: 3, steps: 100 } as const;
		const train = encodeSample(encoding, Uint8Array.of(0, 255), address);
		assert.deepEqual(
			events(train),
			Array.from({ length: 100 }, (_, t) => [3 + t, 1]),
		);
	});
});

describe("the latency code", () => {
	const encoding = {
		code: "latency",
		threshold: 0.2,
		prefix: 5,
		steps: 11,
	} as const;

	it("spikes once a pixel, linearly earlier with intensity, not at all up to the threshold", () => {
		// Intensities 1, 0.6, just above 0.2, 0.2 and 0.
		const image = Uint8Array.of(255, 153, 52, 51, 0);
		assert.deepEqual(events(encodeSample(encoding, image, address)), [
			[5, 0],
			[10, 1],
			[15, 2],
		]);
	});

	it("never lets a darker pixel overtake a brighter one", () => {
		const image = Uint8Array.from({ length: 256 }, (_, p) => p);
		const step = new Map(
			events(encodeSample(encoding, image, address)).map(([t, p]) => [p, t]),
		);
		assert.equal(step.size, 255 - 51);
		for (let p = 53; p < 256; p++) {
			assert.ok((step.get(p) ?? Number.NaN) <= (step.get(p - 1) ?? Number.NaN));
		}
	});
});

describe("the constant code", () => {
	it("injects gain × intensity at every stimulus step", () => {
		const encoding = {
			code: "constant",
			gain: 2,
			prefix: 1,
			steps: 2,
		} as const;
		const train = encodeSample(encoding, Uint8Array.of(255, 0, 51), address);
		assert.deepEqual(Array.from(train.offsets), [0, 0, 2, 4]);
		assert.deepEqual(Array.from(train.indices), [0, 2, 0, 2]);
		assert.deepEqual(
			train.values,
			Float32Array.of(2, Math.fround(0.4), 2, Math.fround(0.4)),
		);
	});
});
