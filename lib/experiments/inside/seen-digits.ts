/** Digits as images, as the camera of N-MNIST recorded them, and as the simulated camera does: the same digits side by side. */
import { EventCamera } from "../../data/camera/camera.js";
import { N_MNIST_CAMERA } from "../../data/camera/n-mnist.js";
import { imageOf } from "../../data/dataset.js";
import type { EventRecording } from "../../data/event-recording.js";
import { loadDataset, loadDatasetOrBuiltIn } from "../../data/load.js";
import { MissingDataError } from "../../data/missing.js";
import { N_MNIST } from "../../data/n-mnist/entry.js";
import { loadRecordings } from "../../data/n-mnist/load.js";
import type { DataSource } from "../../plots/figure.js";

export interface SeenDigit {
	readonly label: number;
	/** [28 × 28], 0 … 255. */
	readonly image: Uint8Array;
	/** What the real camera recorded; undefined where the recordings are not at hand. */
	readonly recorded: EventRecording | undefined;
	readonly simulated: EventRecording;
}

export interface SeenDigits {
	readonly digits: readonly SeenDigit[];
	/** Where they come from, as captions say it. */
	readonly source: DataSource;
}

/**
 * The first of the recordings of each of `labels`; drawn digits before the simulated camera where the recordings or their images are missing.
 * @throws if they are there, but damaged, or hold no digit of a label
 */
export async function seenDigits(
	labels: readonly number[],
): Promise<SeenDigits> {
	try {
		return await recordedDigits(labels);
	} catch (error) {
		if (!(error instanceof MissingDataError)) throw error;
		return drawnDigits(labels);
	}
}

async function recordedDigits(labels: readonly number[]): Promise<SeenDigits> {
	const { train } = await loadRecordings(N_MNIST, {}, N_MNIST.subset.name);
	const images = await loadDataset("mnist");
	const digits = labels.map((label) => {
		const place = firstOf(label, train.labels);
		const number = train.numbers[place];
		const image = imageOf(images.train, number);
		return seen(label, image, number, train.recording(place));
	});
	const source = {
		title: "MNIST and N-MNIST (subset of 1,100 recordings)",
		origin: "files",
	} as const;
	return { digits, source };
}

async function drawnDigits(labels: readonly number[]): Promise<SeenDigits> {
	const drawn = await loadDatasetOrBuiltIn("drawn-digits", {
		limit: { train: 200, validation: 1, test: 1 },
	});
	const digits = labels.map((label) => {
		const k = firstOf(label, drawn.train.labels);
		return seen(label, imageOf(drawn.train, k), k);
	});
	return { digits, source: drawn };
}

function firstOf(label: number, labels: Uint8Array): number {
	const place = labels.indexOf(label);
	if (place >= 0) return place;
	throw new Error(`no digit has the label ${label}: give labels in 0 … 9`);
}

function seen(
	label: number,
	image: Uint8Array,
	number: number,
	recorded?: EventRecording,
): SeenDigit {
	const camera = new EventCamera(N_MNIST_CAMERA, 28, 28);
	const simulated = camera.record(image, { seed: 0, sample: number });
	return { label, image, recorded, simulated };
}
