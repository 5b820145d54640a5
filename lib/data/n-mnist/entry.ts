/** What is known of N-MNIST: who made it, where to get it, how many recordings it has, how to know the subset for genuine. */

export interface RecordingEntry {
	readonly name: string;
	readonly title: string;
	readonly authors: string;
	readonly licence: string;
	/** Web page from which a person downloads the archives. */
	readonly source: string;
	/** Pixels of the camera. */
	readonly width: number;
	readonly height: number;
	readonly labelNames: readonly string[];
	readonly train: number;
	readonly test: number;
	/** So many of the last training recordings become the validation part. */
	readonly validation: number;
	readonly subset: SubsetEntry;
}

/** A few of the recordings under the number that each has in the whole set, as SLAYER's repository holds them. */
export interface SubsetEntry {
	/** The name of the data set that holds no more than these. */
	readonly name: string;
	readonly folder: string;
	/** Lists of number and class. */
	readonly trainList: string;
	readonly testList: string;
	readonly validation: number;
	/** File with the SHA-256 of all files of the subset, and its own SHA-256 (hex). */
	readonly sums: string;
	readonly sha256: string;
}

export const N_MNIST: RecordingEntry = {
	name: "n-mnist",
	title: "N-MNIST",
	authors:
		"Garrick Orchard, Ajinkya Jayawant, Gregory K. Cohen and Nitish Thakor",
	licence: "CC BY-SA 4.0, derived from MNIST",
	source: "https://www.garrickorchard.com/datasets/n-mnist",
	width: 34,
	height: 34,
	labelNames: Array.from("0123456789"),
	train: 60_000,
	test: 10_000,
	validation: 10_000,
	subset: {
		name: "n-mnist-subset",
		folder: "NMNISTsmall",
		trainList: "train1K.txt",
		testList: "test100.txt",
		validation: 200,
		sums: "SHA256SUMS",
		sha256: "ea2424381ff1a524a53346be54e6e4ce6830f61a0926c5aa079b52c02b03d788",
	},
};
