/**
 * The address-event format of N-MNIST (.bin, .bs2): no header, 5 bytes an event. Byte 0 is x, byte 1 is y, the top bit of byte 2 the
 * polarity (1 ON, 0 OFF), the 23 bits left the time in µs, big-endian (Orchard et al. 2015).
 */
import type { EventRecording } from "./event-recording.js";

const EVENT_BYTES = 5;
/** In place of y: no event, but all times from here on are OVERFLOW larger, as the authors' own reader has it. */
const OVERFLOW_MARK = 240;
const OVERFLOW = 2 ** 13;
/** The greatest time that 23 bits hold, in µs. */
const LATEST = 2 ** 23 - 1;

/**
 * Reads a recording of width × height pixels. `file` names it in errors, which are thrown when it holds no event, ends within one, or has
 * one outside the sensor or before its predecessor: all 1,100 recordings of the subset are in order, so disorder means damage.
 */
export function readEvents(
	bytes: Uint8Array,
	file: string,
	width: number,
	height: number,
): EventRecording {
	const remedy = "unpack it again from the published archive";
	if (bytes.length === 0)
		throw new Error(
			`${file} is empty: expected at least one event of ${EVENT_BYTES} bytes; ${remedy}`,
		);
	if (bytes.length % EVENT_BYTES !== 0)
		throw new Error(
			`${file} is truncated: ${bytes.length} bytes are no multiple of the ${EVENT_BYTES} of an event; ${remedy}`,
		);
	const most = bytes.length / EVENT_BYTES;
	const x = new Uint8Array(most);
	const y = new Uint8Array(most);
	const polarity = new Uint8Array(most);
	const time = new Uint32Array(most);
	let events = 0;
	let late = 0;
	let before = 0;
	for (let k = 0, at = 0; k < most; k++, at += EVENT_BYTES) {
		if (bytes[at + 1] === OVERFLOW_MARK) {
			late += OVERFLOW;
			continue;
		}
		const column = bytes[at];
		const row = bytes[at + 1];
		if (column >= width || row >= height)
			throw new Error(
				`${file} is damaged: event ${k} lies at x ${column}, y ${row}, outside of ${width} × ${height} pixels; ${remedy}`,
			);
		const high = bytes[at + 2];
		const now =
			late + (((high & 0x7f) << 16) | (bytes[at + 3] << 8) | bytes[at + 4]);
		if (now < before)
			throw new Error(
				`${file} is damaged: event ${k} at ${now} µs follows one at ${before} µs, times must not decrease; ${remedy}`,
			);
		before = now;
		x[events] = column;
		y[events] = row;
		polarity[events] = high >>> 7;
		time[events++] = now;
	}
	if (events === 0)
		throw new Error(
			`${file} is empty: expected at least one event, found only overflow marks; ${remedy}`,
		);
	const kept = <A extends Uint8Array | Uint32Array>(values: A) =>
		values.subarray(0, events) as A;
	return {
		width,
		height,
		x: kept(x),
		y: kept(y),
		polarity: kept(polarity),
		time: kept(time),
	};
}

/** A recording in this format. Throws when an event's time exceeds 23 bits. */
export function eventBytes(recording: EventRecording): Uint8Array {
	const { x, y, polarity, time } = recording;
	const bytes = new Uint8Array(EVENT_BYTES * time.length);
	for (let k = 0, at = 0; k < time.length; k++, at += EVENT_BYTES) {
		if (time[k] > LATEST)
			throw new Error(
				`event ${k} is at ${time[k]} µs: the format holds times up to ${LATEST} µs`,
			);
		bytes[at] = x[k];
		bytes[at + 1] = y[k];
		bytes[at + 2] = (polarity[k] << 7) | (time[k] >>> 16);
		bytes[at + 3] = time[k] >>> 8;
		bytes[at + 4] = time[k];
	}
	return bytes;
}
