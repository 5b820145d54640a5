import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	countsByLine,
	countsByStep,
	decodeLatency,
	decodeRate,
	decodingError,
	type EventRecording,
	encodeSample,
	eventPicture,
	eventsOverTime,
	expectedDecodingError,
	geometricShares,
	intervalShares,
	intervals,
	PAPER_ENCODING,
	type SpikeTrain,
} from "spiking-recurrent-cell";

/** Line 0 spikes at steps 0, 1 and 4, line 2 at step 4. */
const TRAIN: SpikeTrain = {
	steps: 5,
	inputs: 3,
	offsets: Uint32Array.of(0, 1, 2, 2, 2, 4),
	indices: Uint16Array.of(0, 0, 0, 2),
};
const address = { seed: 3, epoch: 1, sample: 2 };
const image = Uint8Array.from({ length: 784 }, (_, k) => (k * 37) % 256);

describe("statistics of a spike train", () => {
	test("a rate code has told nothing after 0 steps, nor after more than the train's", () => {
		const code = { code: "rate", gain: 0.5, prefix: 1, steps: 4 } as const;
		assert.deepEqual([...decodeRate(code, TRAIN, 4)], [1.5, 0, 0.5]);
		for (const steps of [0, 5])
			assert.throws(() => decodeRate(code, TRAIN, steps), {
				message: `steps of decodeRate is ${steps}: it must be an integer in 1 … 4`,
			});
	});

	test("counts by line and by step add up to its spikes, those of its first steps to fewer", () => {
		assert.deepEqual([...countsByLine(TRAIN)], [3, 0, 1]);
		assert.deepEqual([...countsByLine(TRAIN, 2)], [2, 0, 0]);
		assert.deepEqual([...countsByStep(TRAIN)], [1, 1, 0, 0, 2]);
	});

	test("intervals are the waits of one line, and their shares add up to at most 1", () => {
		assert.deepEqual(intervals(TRAIN, 0), [1, 3]);
		assert.deepEqual(intervals(TRAIN, 1), []);
		assert.deepEqual(intervalShares([1, 3, 3, 9], 3), [0.25, 0, 0.5]);
		assert.deepEqual(intervalShares(intervals(TRAIN, 1), 3), [0, 0, 0]);
	});

	test("geometric shares add up to 1 − (1 − p)^n to 1e-12", () => {
		const sum = geometricShares(0.25, 20).reduce((a, b) => a + b);
		assert.ok(Math.abs(sum - (1 - 0.75 ** 20)) < 1e-12);
	});
});

describe("an image decoded from its spikes", () => {
	test("is that of a rate code to within 20 % of the error that chance has, at 50 and 200 steps", () => {
		const train = encodeSample(PAPER_ENCODING, image, address);
		for (const steps of [50, 200]) {
			const error = decodingError(
				decodeRate(PAPER_ENCODING, train, steps),
				image,
			);
			const expected = expectedDecodingError(PAPER_ENCODING, image, steps);
			assert.ok(Math.abs(error / expected - 1) < 0.2, `${error}, ${expected}`);
		}
	});

	test("is that of a latency code to half a step, and empty below its threshold", () => {
		const code = {
			code: "latency",
			threshold: 0.2,
			prefix: 3,
			steps: 50,
		} as const;
		const decoded = decodeLatency(code, encodeSample(code, image, address));
		for (const [k, value] of image.entries()) {
			const expected = value / 255 > 0.2 ? value / 255 : 0;
			assert.ok(Math.abs(decoded[k] - expected) <= 0.4 / 49 + 1e-12);
		}
	});
});

describe("pictures of events", () => {
	const recording: EventRecording = {
		width: 2,
		height: 1,
		x: Uint8Array.of(0, 1, 1, 0),
		y: new Uint8Array(4),
		polarity: Uint8Array.of(1, 0, 0, 1),
		time: Uint32Array.of(0, 9_999, 10_000, 25_000),
	};

	test("are ON less OFF events of each pixel, of a span of time without its end", () => {
		assert.deepEqual([...eventPicture(recording)], [2, -2]);
		assert.deepEqual([...eventPicture(recording, 0, 10)], [1, -1]);
	});

	test("over time count each event once, later ones left out", () => {
		assert.deepEqual([...eventsOverTime(recording, 10, 2)], [2, 1]);
		assert.deepEqual([...eventsOverTime(recording, 10, 3, "on")], [1, 0, 1]);
		assert.deepEqual([...eventsOverTime(recording, 10, 3, "off")], [1, 1, 0]);
		assert.throws(
			() => eventsOverTime(recording, 0, 3),
			/binMs of eventsOverTime is 0: it must be a number > 0/,
		);
	});
});
