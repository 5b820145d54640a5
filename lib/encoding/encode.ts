/** An image becomes a spike train, by whichever code the encoding names. */
import { encodeConstant } from "./constant.js";
import type { Encoding } from "./encoding.js";
import { encodeLatency } from "./latency.js";
import { encodeRate, type SampleAddress } from "./rate.js";
import type { SpikeTrain } from "./spike-train.js";

const MAX_INPUTS = 65536;

/** Throws unless every number of the encoding lies in its range. */
export function checkEncoding(encoding: Encoding): void {
	const { code, prefix, steps } = encoding;
	check("prefix", prefix, "an integer ≥ 0", isCount(prefix));
	check("steps", steps, "an integer ≥ 1", isCount(steps) && steps >= 1);
	switch (code) {
		case "rate": {
			const { gain } = encoding;
			check("gain of the rate code", gain, "in (0, 1]", gain > 0 && gain <= 1);
			break;
		}
		case "latency": {
			const { threshold } = encoding;
			check(
				"threshold of the latency code",
				threshold,
				"in [0, 1)",
				threshold >= 0 && threshold < 1,
			);
			break;
		}
		case "constant": {
			const { gain } = encoding;
			check(
				"gain of the constant code",
				gain,
				"a positive number",
				gain > 0 && gain < Infinity,
			);
			break;
		}
		default:
			throw new Error(
				`unknown input code "${code}": choose rate, latency or constant`,
			);
	}
}

/**
 * What `image` ([pixels], 0 … 255) sends into a network at the given presentation. Only the rate code is random; its spikes depend on
 * nothing but image, encoding and address. Throws when the encoding, the image's size or the address is out of range.
 */
export function encodeSample(
	encoding: Encoding,
	image: Uint8Array,
	address: SampleAddress,
): SpikeTrain {
	checkEncoding(encoding);
	if (image.length > MAX_INPUTS) {
		throw new Error(
			`the image has ${image.length} pixels: at most ${MAX_INPUTS} can be encoded`,
		);
	}
	switch (encoding.code) {
		case "rate":
			checkAddress(address);
			return encodeRate(encoding, image, address);
		case "latency":
			return encodeLatency(encoding, image);
		case "constant":
			return encodeConstant(encoding, image);
	}
}

function checkAddress(address: SampleAddress): void {
	const { seed, epoch, sample } = address;
	for (const [name, value] of Object.entries({ seed, epoch, sample })) {
		check(
			name,
			value,
			"an integer in 0 … 4294967295",
			isCount(value) && value < 2 ** 32,
		);
	}
}

function isCount(value: number): boolean {
	return Number.isInteger(value) && value >= 0;
}

function check(
	what: string,
	value: unknown,
	range: string,
	valid: boolean,
): void {
	if (!valid) throw new Error(`${what} is ${value}: it must be ${range}`);
}
