import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
	type EventRecording,
	eventBytes,
	readEvents,
} from "spiking-recurrent-cell";

const ONE = Uint8Array.of(3, 7, 0x81, 0x02, 0x03);

const recordings: fc.Arbitrary<EventRecording> = fc
	.array(
		fc.record({
			x: fc.nat(33),
			y: fc.nat(33),
			polarity: fc.nat(1),
			time: fc.nat(2 ** 23 - 1),
		}),
		{ minLength: 1 },
	)
	.map((events) => {
		const values = (key: "x" | "y" | "polarity") =>
			Uint8Array.from(events, (event) => event[key]);
		return {
			width: 34,
			height: 34,
			x: values("x"),
			y: values("y"),
			polarity: values("polarity"),
			time: Uint32Array.from(events, ({ time }) => time).sort(),
		};
	});

describe("readEvents", () => {
	it("takes x, y, the top bit as polarity and 23 big-endian bits of µs from each five bytes", () => {
		const { x, y, polarity, time } = readEvents(ONE, "one.bin", 34, 34);
		assert.deepEqual([...x, ...y, ...polarity, ...time], [3, 7, 1, 0x10203]);
	});

	it("reads what eventBytes wrote, whatever the events", () => {
		fc.assert(
			fc.property(recordings, (recording) => {
				const again = readEvents(eventBytes(recording), "any.bin", 34, 34);
				assert.deepEqual(again, recording);
			}),
		);
	});

	it("reads any bytes as ordered events within the sensor, or says in one sentence what is wrong", () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 40 }),
				fc.boolean(),
				(bytes, small) => {
					if (small)
						for (let k = 0; k < bytes.length; k++)
							bytes[k] %= k % 5 > 2 ? 256 : 34;
					let read: EventRecording;
					try {
						read = readEvents(bytes, "any.bin", 34, 34);
					} catch (error) {
						assert.match(
							(error as Error).message,
							/^any\.bin is (empty|truncated|damaged): .*; unpack it again from the published archive$/,
						);
						return;
					}
					for (let k = 0; k < read.time.length; k++) {
						assert.ok(read.x[k] < 34 && read.y[k] < 34);
						assert.ok(k === 0 || read.time[k] >= read.time[k - 1]);
					}
				},
			),
		);
	});

	it("adds 8,192 µs to all times after an overflow mark, which is no event", () => {
		const bytes = Uint8Array.of(...ONE, 0, 240, 0, 0, 0, ...ONE);
		const { x, time } = readEvents(bytes, "long.bin", 34, 34);
		assert.deepEqual([...x], [3, 3]);
		assert.deepEqual([...time], [0x10203, 0x10203 + 8192]);
	});

	it("refuses a file of overflow marks only: it holds no event", () => {
		const marks = Uint8Array.of(0, 240, 0, 0, 0, 0, 240, 0, 0, 0);
		assert.throws(() => readEvents(marks, "marks.bin", 34, 34), {
			message:
				"marks.bin is empty: expected at least one event, found only overflow marks; unpack it again from the published archive",
		});
	});

	it("names file, value and remedy when a file is empty, cut, off the sensor or out of order", () => {
		const message = (bytes: Uint8Array) => {
			try {
				readEvents(bytes, "Train/5/00001.bin", 34, 34);
			} catch (error) {
				return (error as Error).message;
			}
			return "no error";
		};
		const remedy = "; unpack it again from the published archive";
		assert.equal(
			message(new Uint8Array()),
			`Train/5/00001.bin is empty: expected at least one event of 5 bytes${remedy}`,
		);
		assert.equal(
			message(Uint8Array.of(...ONE, 1, 2)),
			`Train/5/00001.bin is truncated: 7 bytes are no multiple of the 5 of an event${remedy}`,
		);
		assert.equal(
			message(Uint8Array.of(...ONE, 34, 7, 1, 2, 3)),
			`Train/5/00001.bin is damaged: event 1 lies at x 34, y 7, outside of 34 × 34 pixels${remedy}`,
		);
		assert.equal(
			message(Uint8Array.of(...ONE, 3, 7, 1, 2, 2)),
			`Train/5/00001.bin is damaged: event 1 at 66050 µs follows one at 66051 µs, times must not decrease${remedy}`,
		);
	});
});

describe("eventBytes", () => {
	it("refuses a time that needs more than 23 bits", () => {
		const recording = readEvents(ONE, "one.bin", 34, 34);
		assert.throws(
			() => eventBytes({ ...recording, time: Uint32Array.of(2 ** 23) }),
			/event 0 is at 8388608 µs: the format holds times up to 8388607 µs/,
		);
	});
});
