/** Recordings of events as pictures and as counts over time. */
import { isPositive, requireRange } from "../checks/require-range.js";
import type { EventRecording } from "../data/event-recording.js";

/** ON less OFF events of each pixel from `from` on, up to but not including `to` (ms), [height × width]. */
export function eventPicture(
	{ width, height, x, y, polarity, time }: EventRecording,
	from = 0,
	to: number = Infinity,
): Float32Array {
	const picture = new Float32Array(width * height);
	for (let k = 0; k < time.length; k++) {
		const ms = time[k] / 1000;
		if (ms >= from && ms < to)
			picture[y[k] * width + x[k]] += polarity[k] === 1 ? 1 : -1;
	}
	return picture;
}

/** Events in each bin of `binMs`, [bins]: of one polarity, or of both. @throws unless bins have a length */
export function eventsOverTime(
	{ polarity, time }: EventRecording,
	binMs: number,
	bins: number,
	only?: "on" | "off",
): Uint32Array {
	requireRange(
		"binMs of eventsOverTime",
		binMs,
		"a number > 0",
		isPositive(binMs),
	);
	const counts = new Uint32Array(bins);
	for (let k = 0; k < time.length; k++) {
		if (only !== undefined && (only === "on") !== (polarity[k] === 1)) continue;
		const bin = Math.floor(time[k] / (1000 * binMs));
		if (bin < bins) counts[bin]++;
	}
	return counts;
}
