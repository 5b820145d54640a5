/** Finds the camera's parameters from recordings of known images, by a coordinate search. */
import { EventCamera } from "./camera.js";
import { checkCamera } from "./check-camera.js";
import {
	type Features,
	featuresOf,
	type Likeness,
	likeness,
} from "./compare.js";
import type { Example } from "./examples.js";
import type { CameraParameters } from "./parameters.js";

/** Features of what the camera makes of the same images. */
export function simulatedFeatures(
	parameters: CameraParameters,
	examples: readonly Example[],
	imageSize: number,
	seed: number,
): Features[] {
	const camera = new EventCamera(parameters, imageSize, imageSize);
	return examples.map(({ image, number }) =>
		featuresOf(camera.record(image, { seed, sample: number })),
	);
}

/** What the search makes small: no term is more than about 1 for a useless camera. */
export function misfit(of: Likeness): number {
	const ratio = ([real, simulated]: readonly [number, number]) =>
		Math.abs(Math.log(Math.max(1, simulated) / real));
	return (
		2 * (1 - of.spaceTime) +
		(1 - of.mapOn) +
		(1 - of.mapOff) +
		(1 - of.eventsCorrelation) +
		ratio(of.on) +
		ratio(of.off) +
		(of.timeDistanceOn + of.timeDistanceOff) / 20
	);
}

export interface FitOptions {
	readonly rounds: number;
	/** Relative size of the first steps. */
	readonly step: number;
	readonly onRound?: (
		round: number,
		misfit: number,
		parameters: CameraParameters,
	) => void;
}

/**
 * Measures the noise in the corners, for noise lowers every correlation and a search would only remove it; then improves the other
 * parameters one number at a time: a step up, else a step down, is kept when it lowers the misfit; a number's step grows when
 * it helped and shrinks when it did not.
 * @throws as `EventCamera` if there is no camera to start from
 */
export function fitCamera(
	start: CameraParameters,
	examples: readonly Example[],
	imageSize: number,
	{ rounds, step, onRound }: FitOptions,
): CameraParameters {
	checkCamera(start, imageSize, imageSize);
	const real = examples.map((example) => example.real);
	const cost = (parameters: CameraParameters) =>
		valid(parameters, imageSize)
			? misfit(
					likeness(real, simulatedFeatures(parameters, examples, imageSize, 0)),
				)
			: Infinity;
	let best = { ...start, noise: cornerNoise(start, examples) };
	let lowest = cost(best);
	const numbers = freeNumbers(start);
	const steps = numbers.map(({ scale }) => scale * step);
	for (let round = 1; round <= rounds; round++) {
		numbers.forEach(({ get, set }, k) => {
			const found = [steps[k], -steps[k]].some((change) => {
				const tried = set(best, get(best) + change);
				const misfit = cost(tried);
				if (misfit >= lowest) return false;
				[best, lowest, steps[k]] = [tried, misfit, 1.3 * change];
				return true;
			});
			if (!found) steps[k] *= 0.5;
		});
		onRound?.(round, lowest, best);
	}
	return best;
}

interface FreeNumber {
	readonly get: (parameters: CameraParameters) => number;
	readonly set: (
		parameters: CameraParameters,
		value: number,
	) => CameraParameters;
	/** By how much it may well change: ms, pixels or its own size. */
	readonly scale: number;
}

const OPTICS = [
	"thresholdOn",
	"thresholdOff",
	"contrast",
	"blur",
	"mismatch",
	"lag",
	"refractory",
] as const;

/** Pixels a side of each corner of the sensor, where no digit ever comes. */
const CORNER = 4;

/** Events a pixel and second, for each polarity, in the corners of the real recordings. */
export function cornerNoise(
	{ width, height, duration }: CameraParameters,
	examples: readonly Example[],
): number {
	const inCorner = (place: number) => {
		const [x, y] = [place % width, Math.floor(place / width) % height];
		const near = (at: number, size: number) => Math.min(at, size - 1 - at);
		return near(x, width) < CORNER && near(y, height) < CORNER;
	};
	let events = 0;
	for (const { real } of examples)
		real.map.forEach((count, place) => {
			if (inCorner(place)) events += count;
		});
	const pixels = 4 * CORNER * CORNER;
	return (1000 * events) / (examples.length * 2 * pixels * duration);
}

function freeNumbers(start: CameraParameters): FreeNumber[] {
	const numbers: FreeNumber[] = OPTICS.map((key) => ({
		get: (parameters) => parameters[key],
		set: (parameters, value) => ({ ...parameters, [key]: value }),
		scale: Math.abs(start[key]),
	}));
	for (const axis of ["x", "y"] as const) {
		numbers.push({
			get: ({ from }) => from[axis],
			set: (parameters, value) => ({
				...parameters,
				from: { ...parameters.from, [axis]: value },
			}),
			scale: 1,
		});
		start.saccades.forEach((_, s) => {
			for (const [key, scale] of [
				["start", 10],
				["duration", 10],
				["by", 1],
			] as const)
				numbers.push({
					get: ({ saccades }) => saccades[s][axis][key],
					set: (parameters, value) => ({
						...parameters,
						saccades: parameters.saccades.map((saccade, other) =>
							other === s
								? { ...saccade, [axis]: { ...saccade[axis], [key]: value } }
								: saccade,
						),
					}),
					scale,
				});
		});
	}
	return numbers;
}

/** Whether there is such a camera, and the image on it moves rather than jumps. */
function valid(parameters: CameraParameters, imageSize: number): boolean {
	try {
		checkCamera(parameters, imageSize, imageSize);
	} catch {
		return false;
	}
	return parameters.saccades.every(
		({ x, y }) => x.duration > 1 && y.duration > 1,
	);
}
