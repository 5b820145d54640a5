/** What a comparison of the simulated camera with the real one leaves behind. */
import os from "node:os";
import {
	type CameraParameters,
	cameraVersion,
	classmates,
	EVENT_ENCODING,
	EventCamera,
	type Example,
	encodeSample,
	type Likeness,
	likeness,
	simulatedFeatures,
} from "spiking-recurrent-cell";

export interface ComparedPart {
	readonly name: string;
	/** Real recordings against simulated ones of the same images. */
	readonly simulated: Likeness;
	/** Real recordings against real ones of another image of the same class: what any camera could reach by knowing no more than the class. */
	readonly classmate: Likeness;
}

export interface CameraRecord {
	/** ISO 8601. */
	readonly date: string;
	readonly camera: CameraParameters;
	readonly version: string;
	readonly parts: readonly ComparedPart[];
	/** Median ms a recording, and with binning; wall clock. */
	readonly simulationMs: number;
	readonly binnedMs: number;
	/** Mean number of busy processes in the minute before. */
	readonly load: number;
	readonly node: string;
}

const SEED = 0;

export function measureCamera(
	camera: CameraParameters,
	parts: readonly { name: string; examples: readonly Example[] }[],
	imageSize: number,
): CameraRecord {
	const compared = parts.map(({ name, examples }) => {
		const real = examples.map((example) => example.real);
		const fake = simulatedFeatures(camera, examples, imageSize, SEED);
		const others = classmates(examples).map((example) => example.real);
		return {
			name,
			simulated: likeness(real, fake),
			classmate: likeness(real, others),
		};
	});
	return {
		date: new Date().toISOString(),
		camera,
		version: cameraVersion(camera),
		parts: compared.map(({ name, simulated, classmate }) => ({
			name,
			simulated: rounded(simulated),
			classmate: rounded(classmate),
		})),
		...speed(
			camera,
			parts.flatMap(({ examples }) => examples),
			imageSize,
		),
		load: os.loadavg()[0],
		node: process.version,
	};
}

function speed(
	camera: CameraParameters,
	examples: readonly Example[],
	imageSize: number,
): Pick<CameraRecord, "simulationMs" | "binnedMs"> {
	const eye = new EventCamera(camera, imageSize, imageSize);
	const times = examples.map(({ image, number }) => {
		const start = performance.now();
		const address = { seed: SEED, epoch: 0, sample: number };
		const recording = eye.record(image, address);
		const middle = performance.now();
		encodeSample(EVENT_ENCODING, recording, address);
		return [middle - start, performance.now() - start];
	});
	const median = (which: number) =>
		times.map((time) => time[which]).sort((a, b) => a - b)[times.length >> 1];
	return { simulationMs: digits(median(0)), binnedMs: digits(median(1)) };
}

function rounded(of: Likeness): Likeness {
	return JSON.parse(JSON.stringify(of), (_key, value) =>
		typeof value === "number" ? digits(value) : value,
	);
}

/** Four significant digits. */
function digits(value: number): number {
	return Number(value.toPrecision(4));
}
