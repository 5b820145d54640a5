/** A labelled set of images or of event recordings whose three parts cannot be mistaken for one another. */
import type { EventRecording } from "./event-recording.js";
import type { Fold } from "./folds.js";

/** The parts of a data set. */
export const ROLES = ["train", "validation", "test"] as const;
export type Role = (typeof ROLES)[number];

/** One part of a data set; the role is part of the type, so that no model is selected on test data. */
export type Samples<R extends Role = Role> =
	| ImageSamples<R>
	| RecordingSamples<R>;

interface Part<R extends Role> {
	readonly role: R;
	readonly count: number;
	/** [count], 0 … classes − 1. */
	readonly labels: Uint8Array;
}

export interface ImageSamples<R extends Role = Role> extends Part<R> {
	readonly kind: "images";
	/** [count × pixels], row-major, 0 … 255. */
	readonly images: Uint8Array;
	/** Identity of the first sample: sample k of this part is number `first + k` of the whole data set. */
	readonly first: number;
}

export interface RecordingSamples<R extends Role = Role> extends Part<R> {
	readonly kind: "recordings";
	/** [count]: the number of each sample in the whole data set. */
	readonly numbers: Uint32Array;
	/** What an event camera saw of sample k of this part; read or simulated at each call. Throws when the file behind it is damaged. */
	readonly recording: (k: number) => EventRecording;
	/** Stands for all that `recording` yields: equal ones yield the same. */
	readonly digest: string;
}

export interface Dataset {
	/** One of `DATASET_NAMES`, e.g. "mnist", or what its owner calls it. */
	readonly name: string;
	/** As tables and figures call it, e.g. "MNIST" or "drawn digits (built-in, not MNIST)". */
	readonly title: string;
	/** "files" are published; "built-in" data is drawn by this library, and tables and figures must say so; "own" images are the caller's. */
	readonly origin: "files" | "built-in" | "own";
	/** Which fold it is, when it is one of a cross-validation. */
	readonly fold?: Fold;
	/** SHA-256 (hex) that identifies the exact data. */
	readonly checksum: string;
	readonly width: number;
	readonly height: number;
	/** Input lines of a network that sees it: one a pixel, for recordings one a pixel and polarity. */
	readonly inputs: number;
	readonly classes: number;
	readonly labelNames: readonly string[];
	readonly train: Samples<"train">;
	readonly validation: Samples<"validation">;
	readonly test: Samples<"test">;
}

export interface ImageDataset extends Dataset {
	readonly train: ImageSamples<"train">;
	readonly validation: ImageSamples<"validation">;
	readonly test: ImageSamples<"test">;
}

export interface RecordingDataset extends Dataset {
	readonly train: RecordingSamples<"train">;
	readonly validation: RecordingSamples<"validation">;
	readonly test: RecordingSamples<"test">;
}

/** Image `k` of the samples, [pixels]: a view, no copy. */
export function imageOf(
	{ images, count }: ImageSamples,
	k: number,
): Uint8Array {
	const pixels = images.length / count;
	return images.subarray(k * pixels, (k + 1) * pixels);
}
