/** How the simulated event camera differs from the real one: recordings of N-MNIST beside simulated ones of the very same images. */
import { type Likeness, likeness } from "../../data/camera/compare.js";
import {
	classmates,
	type Example,
	examplesOf,
	numbered,
} from "../../data/camera/examples.js";
import { simulatedFeatures } from "../../data/camera/fit.js";
import { N_MNIST_CAMERA } from "../../data/camera/n-mnist.js";
import type { CameraParameters } from "../../data/camera/parameters.js";
import type { Measurement } from "../records/measurements.js";
import type { Measure } from "./measure.js";

/** Numbers, from 0, of the training recordings that the camera was fitted to. */
export const FITTED: readonly [number, number] = [0, 700];

/** Whose recordings are compared. */
const PARTS: readonly {
	readonly name: string;
	readonly numbers: readonly [number, number];
}[] = [
	{ name: "training 1 … 700, fitted", numbers: FITTED },
	{ name: "training 701 … 1,000", numbers: [700, 1000] },
	{ name: "test 1 … 100", numbers: [60_000, 60_100] },
];

/** Images are square. */
export const IMAGE_SIZE = 28;
const SEED = 0;

export interface ComparedPart {
	readonly name: string;
	/** Real recordings against simulated ones of the same images. */
	readonly simulated: Likeness;
	/** Real recordings against real ones of another image of the same class: what any camera could reach by knowing no more than the class. */
	readonly classmate: Likeness;
}

/** Compares a camera with the real one, part by part. */
export function compareCamera(
	camera: CameraParameters,
	examples: readonly Example[],
): ComparedPart[] {
	return PARTS.map(({ name, numbers: [from, to] }) => {
		const own = numbered(examples, from, to);
		const real = own.map((example) => example.real);
		const others = classmates(own).map((example) => example.real);
		return {
			name,
			simulated: likeness(
				real,
				simulatedFeatures(camera, own, IMAGE_SIZE, SEED),
			),
			classmate: likeness(real, others),
		};
	});
}

/** One of the numbers by which recordings are compared. */
export interface LikenessQuantity {
	readonly quantity: string;
	readonly unit: string;
	of(likeness: Likeness): number;
}

const ratio = ([real, other]: readonly [number, number]) =>
	(100 * other) / real;

export const LIKENESS_QUANTITIES: readonly LikenessQuantity[] = [
	{ quantity: "events a recording", unit: "events", of: (l) => l.events[1] },
	{ quantity: "events of the real", unit: "%", of: (l) => ratio(l.events) },
	{ quantity: "ON events of the real", unit: "%", of: (l) => ratio(l.on) },
	{ quantity: "OFF events of the real", unit: "%", of: (l) => ratio(l.off) },
	{
		quantity: "number of events, correlation over images",
		unit: "–",
		of: (l) => l.eventsCorrelation,
	},
	{
		quantity: "map of ON events, correlation",
		unit: "–",
		of: (l) => l.mapOn,
	},
	{
		quantity: "map of OFF events, correlation",
		unit: "–",
		of: (l) => l.mapOff,
	},
	{
		quantity: "map in 20 ms slices, correlation",
		unit: "–",
		of: (l) => l.spaceTime,
	},
	{
		quantity: "ON over time, earth mover's distance",
		unit: "ms",
		of: (l) => l.timeDistanceOn,
	},
	{
		quantity: "OFF over time, earth mover's distance",
		unit: "ms",
		of: (l) => l.timeDistanceOff,
	},
	{
		quantity: "ON over time, correlation",
		unit: "–",
		of: (l) => l.timeCorrelationOn,
	},
	{
		quantity: "OFF over time, correlation",
		unit: "–",
		of: (l) => l.timeCorrelationOff,
	},
];

/** All images that recordings may be of. */
const IMAGES = {
	name: "mnist",
	train: 50_000,
	validation: 10_000,
	test: 10_000,
};
const RECORDINGS = {
	name: "n-mnist-subset",
	train: 800,
	validation: 200,
	test: 100,
};

export const CAMERA_LIKENESS: Measure = {
	name: "camera",
	question: "How does the simulated event camera differ from the real one?",
	measure: async ({ load, say }) => {
		const images = await load(IMAGES);
		const recordings = await load(RECORDINGS);
		if ([images, recordings].some(({ origin }) => origin === "built-in"))
			throw new Error(
				"MNIST and the subset of N-MNIST are needed to compare recordings: set SRC_DATA to a folder that holds mnist/ and n-mnist/",
			);
		const simulated = await load({ ...IMAGES, name: "n-mnist-simulated" });
		say("camera: 1,100 recordings …");
		const parts = compareCamera(N_MNIST_CAMERA, examplesOf(images, recordings));
		return parts.flatMap((part) =>
			LIKENESS_QUANTITIES.flatMap(({ quantity, unit, of }): Measurement[] => [
				{
					variant: `${part.name}: simulated`,
					data: simulated.name,
					quantity,
					unit,
					value: of(part.simulated),
				},
				{
					variant: `${part.name}: another image of the class`,
					data: recordings.name,
					quantity,
					unit,
					value: of(part.classmate),
				},
			]),
		);
	},
};
