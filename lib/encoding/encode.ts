/** An image or a recording becomes a spike train, by whichever code the encoding names. */
import {
	isCount,
	isPositiveInteger,
	requireBytes,
	requireRange,
	requireWord,
} from "../checks/require-range.js";
import type { EventRecording } from "../data/event-recording.js";
import { MAX_INPUTS } from "../data/inputs.js";
import { encodeConstant } from "./constant.js";
import type { Encoding, ImageEncoding } from "./encoding.js";
import { encodeEvents } from "./events.js";
import { encodeLatency } from "./latency.js";
import { encodeRate } from "./rate.js";
import type { SampleAddress } from "./sample-address.js";
import type { SpikeTrain } from "./spike-train.js";

/** Throws unless every number of the encoding lies in its range. */
export function checkEncoding(encoding: Encoding): void {
	const { code, prefix, steps } = encoding;
	requireRange("prefix", prefix, "an integer ≥ 0", isCount(prefix));
	requireRange("steps", steps, "an integer ≥ 1", isPositiveInteger(steps));
	switch (code) {
		case "rate": {
			const { gain } = encoding;
			requireRange(
				"gain of the rate code",
				gain,
				"in (0, 1]",
				gain > 0 && gain <= 1,
			);
			break;
		}
		case "latency": {
			const { threshold } = encoding;
			requireRange(
				"threshold of the latency code",
				threshold,
				"in [0, 1)",
				threshold >= 0 && threshold < 1,
			);
			break;
		}
		case "constant": {
			const { gain } = encoding;
			requireRange(
				"gain of the constant code",
				gain,
				"a positive number",
				gain > 0 && gain < Infinity,
			);
			break;
		}
		case "events": {
			const { binMs, perBin } = encoding;
			const positive = binMs > 0 && binMs < Infinity;
			requireRange(
				"binMs of the event code",
				binMs,
				"a positive number",
				positive,
			);
			const known = perBin === "one" || perBin === "count";
			requireRange(
				"perBin of the event code",
				perBin,
				'"one" or "count"',
				known,
			);
			break;
		}
		default:
			throw new Error(
				`unknown input code "${code}": choose rate, latency, constant or events`,
			);
	}
}

/** Throws unless the code is one for images. */
export function expectImageCode(
	encoding: Encoding,
): asserts encoding is ImageEncoding {
	if (encoding.code === "events")
		throw new Error(
			'the code "events" is for recordings, and these samples are images: take the rate, latency or constant code',
		);
}

/**
 * What a sample, an image ([pixels], 0 … 255) or a recording, sends into a network at the given presentation. Only the rate code is
 * random; its spikes depend on nothing but image, encoding and address. Throws when the encoding, the image's size or the address is out
 * of range, the image is no Uint8Array, or the code is not one for such samples.
 */
export function encodeSample(
	encoding: Encoding,
	sample: Uint8Array | EventRecording,
	address: SampleAddress,
): SpikeTrain {
	checkEncoding(encoding);
	if (!isRecording(sample)) return encodeImage(encoding, sample, address);
	if (encoding.code === "events") return encodeEvents(encoding, sample);
	throw new Error(
		`the ${encoding.code} code is for images, and these samples are recordings of events: take the code "events"`,
	);
}

function isRecording(
	sample: Uint8Array | EventRecording,
): sample is EventRecording {
	return sample instanceof Object && "time" in sample;
}

function encodeImage(
	encoding: Encoding,
	image: Uint8Array,
	address: SampleAddress,
): SpikeTrain {
	requireBytes("an image", image);
	expectImageCode(encoding);
	if (image.length > MAX_INPUTS) {
		throw new Error(
			`the image has ${image.length} pixels: at most ${MAX_INPUTS} can be encoded`,
		);
	}
	switch (encoding.code) {
		case "rate":
			checkPresentation(address);
			requireWord("sample", address.sample);
			return encodeRate(encoding, image, address);
		case "latency":
			return encodeLatency(encoding, image);
		case "constant":
			return encodeConstant(encoding, image);
	}
}

/** Throws unless seed and epoch are numbers that random draws can depend on. */
export function checkPresentation({
	seed,
	epoch,
}: Pick<SampleAddress, "seed" | "epoch">): void {
	requireWord("seed", seed);
	requireWord("epoch", epoch);
}
