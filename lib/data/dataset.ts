/** A labelled image set whose three parts cannot be mistaken for one another. */

export type Role = "train" | "validation" | "test";

/** One part of a data set; the role is part of the type, so that no model is selected on test data. */
export interface Samples<R extends Role = Role> {
	readonly role: R;
	readonly count: number;
	/** [count × pixels], row-major, 0 … 255. */
	readonly images: Uint8Array;
	/** [count], 0 … classes − 1. */
	readonly labels: Uint8Array;
	/** Identity of the first sample: sample k of this part is number `first + k` of the whole data set. */
	readonly first: number;
}

export interface Dataset {
	/** "mnist", "fashion-mnist" or "drawn-digits". */
	readonly name: string;
	/** As tables and figures call it, e.g. "MNIST" or "drawn digits (built-in, not MNIST)". */
	readonly title: string;
	/** "built-in" data is drawn by this library; tables and figures must say so. */
	readonly origin: "files" | "built-in";
	/** SHA-256 (hex) that identifies the exact data. */
	readonly checksum: string;
	readonly width: number;
	readonly height: number;
	readonly classes: number;
	readonly labelNames: readonly string[];
	readonly train: Samples<"train">;
	readonly validation: Samples<"validation">;
	readonly test: Samples<"test">;
}
