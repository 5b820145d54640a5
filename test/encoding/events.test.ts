import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
	checkEncoding,
	EVENT_ENCODING,
	type EventEncoding,
	type EventRecording,
	encodeSample,
	PAPER_ENCODING,
} from "spiking-recurrent-cell";

const ADDRESS = { seed: 1, epoch: 0, sample: 0 };
const CODE: EventEncoding = {
	code: "events",
	binMs: 2,
	perBin: "one",
	prefix: 3,
	steps: 5,
};

/** A recording of 4 × 3 pixels from rows of x, y, polarity, µs. */
function recorded(...events: [number, number, number, number][]) {
	const column = (k: number) => events.map((event) => event[k]);
	return {
		width: 4,
		height: 3,
		x: Uint8Array.from(column(0)),
		y: Uint8Array.from(column(1)),
		polarity: Uint8Array.from(column(2)),
		time: Uint32Array.from(column(3)),
	};
}

const recordings: fc.Arbitrary<EventRecording> = fc
	.array(
		fc.tuple(fc.nat(3), fc.nat(2), fc.nat(1), fc.nat(12_000)) as fc.Arbitrary<
			[number, number, number, number]
		>,
		{ maxLength: 300 },
	)
	.map((events) => recorded(...events.sort((a, b) => a[3] - b[3])));

describe("the event code", () => {
	it("sends event (x, y, polarity) at t to line (polarity × height + y) × width + x at step prefix + ⌊t / binMs⌋", () => {
		const train = encodeSample(
			CODE,
			recorded([1, 2, 0, 0], [3, 0, 1, 1999], [0, 0, 0, 2000], [3, 2, 1, 9999]),
			ADDRESS,
		);
		assert.equal(train.inputs, 24);
		assert.equal(train.steps, 8);
		assert.deepEqual([...train.offsets], [0, 0, 0, 0, 2, 3, 3, 3, 4]);
		assert.deepEqual([...train.indices], [9, 15, 0, 23]);
		assert.equal(train.values, undefined);
	});

	it("cuts events off that come after steps × binMs", () => {
		const train = encodeSample(CODE, recorded([0, 0, 0, 10_000]), ADDRESS);
		assert.equal(train.indices.length, 0);
	});

	it("makes one spike, or one graded by their number, of several events of a line in a bin", () => {
		const twice = recorded([1, 0, 1, 100], [2, 0, 1, 150], [1, 0, 1, 200]);
		const one = encodeSample(CODE, twice, ADDRESS);
		assert.deepEqual([...one.indices], [13, 14]);
		const count = encodeSample({ ...CODE, perBin: "count" }, twice, ADDRESS);
		assert.deepEqual([...count.indices], [13, 14]);
		assert.deepEqual([...(count.values ?? [])], [2, 1]);
	});

	it("loses no event within its length when it counts, sorts lines within a step, and clips to the same lines", () => {
		fc.assert(
			fc.property(
				recordings,
				fc.double({ min: 0.1, max: 4 }),
				(events, binMs) => {
					if (!(binMs > 0)) return;
					const code: EventEncoding = { ...CODE, binMs, perBin: "count" };
					const train = encodeSample(code, events, ADDRESS);
					const within = events.time.filter(
						(time) => Math.floor(time / (1000 * binMs)) < CODE.steps,
					).length;
					const sum = [...(train.values ?? [])].reduce((a, b) => a + b, 0);
					assert.equal(sum, within);
					for (let t = 0; t < train.steps; t++)
						for (let k = train.offsets[t] + 1; k < train.offsets[t + 1]; k++)
							assert.ok(train.indices[k] > train.indices[k - 1]);
					const { values: _, ...lines } = train;
					const one = encodeSample({ ...code, perBin: "one" }, events, ADDRESS);
					assert.deepEqual(one, lines);
				},
			),
		);
	});

	it("refuses an event beside the sensor, of no polarity, or of no place, which would arrive on another's line", () => {
		const one = recorded([1, 0, 1, 100]);
		for (const wrong of [
			{ x: Uint8Array.of(one.width) },
			{ y: Uint8Array.of(one.height) },
			{ polarity: Uint8Array.of(2) },
			{ x: new Uint8Array() },
		])
			assert.throws(
				() => encodeSample(CODE, { ...one, ...wrong }, ADDRESS),
				/^Error: event 0 of a recording of \d+ × \d+ pixels is at column/,
			);
	});

	it("numbers up to 65,536 lines, of 256 × 128 pixels, and refuses sensors with more", () => {
		const corner = (width: number, height: number): EventRecording => ({
			width,
			height,
			x: Uint8Array.of(width - 1),
			y: Uint8Array.of(height - 1),
			polarity: Uint8Array.of(1),
			time: Uint32Array.of(0),
		});
		const train = encodeSample(CODE, corner(256, 128), ADDRESS);
		assert.deepEqual([...train.indices], [65_535]);
		assert.throws(() => encodeSample(CODE, corner(200, 200), ADDRESS), {
			message:
				"a camera of 200 × 200 pixels has 80000 input lines: at most 65536 can be encoded, so crop or bin its pixels",
		});
	});

	it("refuses a bin that is not positive and a rule it does not know", () => {
		assert.throws(
			() => checkEncoding({ ...EVENT_ENCODING, binMs: 0 }),
			/binMs of the event code is 0: it must be a positive number/,
		);
		assert.throws(
			() => checkEncoding({ ...EVENT_ENCODING, perBin: "sum" as "one" }),
			/perBin of the event code is sum: it must be "one" or "count"/,
		);
	});

	it("is for recordings, and the other codes are for images", () => {
		assert.throws(
			() => encodeSample(EVENT_ENCODING, new Uint8Array(4), ADDRESS),
			/the code "events" is for recordings, and these samples are images: take the rate/,
		);
		assert.throws(
			() => encodeSample(PAPER_ENCODING, recorded([0, 0, 0, 0]), ADDRESS),
			/the rate code is for images, and these samples are recordings of events: take the code "events"/,
		);
	});
});
