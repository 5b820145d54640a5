/** A simulated event camera before which an image makes saccades: each pixel reports every step of its log intensity. */
import { requireBytes, requireWord } from "../../checks/require-range.js";
import { Purpose, philox } from "../../random/philox.js";
import type { EventRecording } from "../event-recording.js";
import { checkCamera } from "./check-camera.js";
import { CameraKernel, type KernelSizes, PATH_NUMBERS } from "./kernel.js";
import type { CameraParameters } from "./parameters.js";
import { type Path, pathOf, type Reach, reachOf } from "./path.js";
import { isOccupied, MARGIN, type Scene, sceneOf } from "./scene.js";

/** Where the randomness of a recording comes from: equal addresses give equal recordings. Unsigned 32-bit integers. */
export interface RecordingAddress {
	readonly seed: number;
	/** Number of the sample in its data set. */
	readonly sample: number;
}

/** Philox counters of a recording's pixels begin at 0, those of its noise here. */
const NOISE = 2 ** 31;

/** Room for so many events at first. */
const EVENTS = 8192;

/**
 * Looks at images of imageHeight × imageWidth pixels that make the saccades of its parameters (ms, pixels), and tells the changes of log
 * intensity at its height × width pixels as events: the light of a pixel is a low pass of the scene, an event comes with each threshold
 * that it crosses, and events without cause come besides. Equal parameters, images and addresses give equal recordings on every machine.
 */
export class EventCamera {
	private readonly path: Path;
	/** Points in a row of the field. */
	private readonly stride: number;
	private readonly reach: Reach;
	private kernel: CameraKernel;
	private readonly words = new Uint32Array(4);

	/**
	 * @param imageWidth of the images it will see, in pixels
	 * @throws if a parameter is out of its range, or pixels come to look past the ground around an image
	 */
	constructor(
		readonly parameters: CameraParameters,
		private readonly imageWidth: number,
		private readonly imageHeight: number,
	) {
		checkCamera(parameters, imageWidth, imageHeight);
		this.path = pathOf(parameters);
		this.stride = imageWidth + 2 * MARGIN;
		this.reach = reachOf(this.path);
		this.kernel = this.openKernel(EVENTS);
	}

	/**
	 * What the camera sees of `image` ([imageHeight × imageWidth], 0 … 255), times in µs.
	 * @throws if the image is no Uint8Array of that size, or the address is out of range
	 */
	record(image: Uint8Array, address: RecordingAddress): EventRecording {
		requireBytes("an image before an event camera", image);
		if (image.length !== this.imageWidth * this.imageHeight)
			throw new Error(
				`an image of ${image.length} pixels before an event camera for ${this.imageWidth} × ${this.imageHeight}: open a camera for images of its size`,
			);
		requireWord("seed of a recording", address.seed);
		requireWord("sample of a recording", address.sample);
		const { contrast, blur, refractory } = this.parameters;
		const scene = sceneOf(
			image,
			this.imageWidth,
			this.imageHeight,
			contrast,
			blur,
		);
		const noise = this.noiseCount(address);
		while (true) {
			const runs = this.prepare(scene, address);
			const events = this.kernel.watch(runs, refractory);
			const all = events + noise;
			if (all <= this.kernel.times.length) {
				this.addNoise(address, events, noise);
				this.kernel.sort(all);
				return this.recording(all);
			}
			this.kernel = this.openKernel(2 * all);
		}
	}

	/** A kernel that knows the path. */
	private openKernel(events: number): CameraKernel {
		const { width, height, lag, duration } = this.parameters;
		const { time, x, y } = this.path;
		const sizes: KernelSizes = {
			steps: time.length,
			field: this.stride * (this.imageHeight + 2 * MARGIN),
			fieldStride: this.stride,
			runs: height,
			places: height * (width + 1),
			events,
			duration: 1000 * duration,
		};
		const kernel = new CameraKernel(sizes);
		for (let s = 0; s < time.length; s++) {
			const [column, row] = [Math.floor(-x[s]), Math.floor(-y[s])];
			const [u, v] = [-x[s] - column, -y[s] - row];
			/**
			 * The receptor, a low pass of time constant lag, over a step of length Δ in which its view changes linearly: the share
			 * e^(−Δ / lag) of its distance is left, and it is behind by the share (lag / Δ)(1 − e^(−Δ / lag)) of the view's change.
			 */
			const lags = (time[s] - (time[s - 1] ?? 0)) / lag;
			const left = Math.exp(-lags);
			kernel.path.set(
				[
					time[s],
					(1 - u) * (1 - v),
					u * (1 - v),
					(1 - u) * v,
					u * v,
					left,
					(1 - left) / lags,
					8 * (row * this.stride + column),
				],
				s * PATH_NUMBERS,
			);
		}
		return kernel;
	}

	/** Puts the scene, and what each pixel begins with, before the kernel; returns the number of runs, one a row that sees anything. */
	private prepare(scene: Scene, { seed, sample }: RecordingAddress): number {
		const { width, height } = this.parameters;
		const { thresholdOn, thresholdOff, mismatch } = this.parameters;
		const { left, right, top, bottom } = this.reach;
		const { stride, words, kernel } = this;
		const { field, runs, path, pixels } = kernel;
		const [view, light, reference, low, high, on, off, awake, number] = pixels;
		field.set(scene.field);
		const sees = (x: number, y: number) =>
			isOccupied(scene, x + left, x + right, y + top, y + bottom);
		let [count, place] = [0, 0];
		for (let y = 0; y < height; y++) {
			let from = 0;
			while (from < width && !sees(from, y)) from++;
			if (from === width) continue;
			let to = width;
			while (!sees(to - 1, y)) to--;
			const first = (y + MARGIN) * stride + from + MARGIN;
			runs[3 * count] = place;
			runs[3 * count + 2] = 8 * first;
			for (let x = from; x < to; x++, place++) {
				const pixel = y * width + x;
				philox(words, seed, Purpose.camera, pixel, 0, sample, 0);
				on[place] = thresholdOn * (1 + mismatch * bell(words[0]));
				off[place] = thresholdOff * (1 + mismatch * bell(words[1]));
				const p = first + x - from + path[PATH_NUMBERS - 1] / 8;
				const seen =
					path[1] * field[p] +
					path[2] * field[p + 1] +
					path[3] * field[p + stride] +
					path[4] * field[p + stride + 1];
				view[place] = seen;
				light[place] = seen;
				// somewhere between the last OFF and the next ON event
				const level =
					seen + (words[2] / 2 ** 32) * (on[place] + off[place]) - on[place];
				reference[place] = level;
				low[place] = level - off[place];
				high[place] = level + on[place];
				awake[place] = 0;
				number[place] = pixel;
			}
			// pixels come in pairs: one that sees nothing new fills the last
			if (place % 2) {
				low[place] = Number.NEGATIVE_INFINITY;
				high[place] = Number.POSITIVE_INFINITY;
				awake[place] = 0;
				place++;
			}
			runs[3 * count++ + 1] = place;
		}
		return count;
	}

	private noiseCount({ seed, sample }: RecordingAddress): number {
		const { width, height, noise, duration } = this.parameters;
		const expected = (2 * noise * width * height * duration) / 1000;
		philox(this.words, seed, Purpose.camera, NOISE, 0, sample, 0);
		const { words } = this;
		return Math.round(expected + Math.sqrt(expected) * bell(words[0]));
	}

	/** Events without cause behind the first `events`, spread evenly over pixels, polarities and time. */
	private addNoise(
		{ seed, sample }: RecordingAddress,
		events: number,
		count: number,
	): void {
		const { width, height, duration } = this.parameters;
		const { words } = this;
		const { times, codes } = this.kernel;
		for (let n = 0; n < count; n++) {
			philox(words, seed, Purpose.camera, NOISE + 1 + n, 0, sample, 0);
			const pixel = Math.floor((words[0] / 2 ** 32) * width * height);
			times[events + n] = 1000 * ((words[1] / 2 ** 32) * duration);
			codes[events + n] = 2 * pixel + (words[2] >>> 31);
		}
	}

	/** The first `count` events in order of time. */
	private recording(count: number): EventRecording {
		const { width, height } = this.parameters;
		const { sortedTimes, sortedCodes } = this.kernel;
		const x = new Uint8Array(count);
		const y = new Uint8Array(count);
		const polarity = new Uint8Array(count);
		for (let k = 0; k < count; k++) {
			const pixel = sortedCodes[k] >>> 1;
			x[k] = pixel % width;
			y[k] = (pixel / width) | 0;
			polarity[k] = sortedCodes[k] & 1;
		}
		return { width, height, x, y, polarity, time: sortedTimes.slice(0, count) };
	}
}

/** A number of mean 0, deviation 1 and size at most √6, nearly normal: the sum of the two halves of a random word. */
function bell(word: number): number {
	return (((word & 0xffff) + (word >>> 16)) / 65536 - 1) * Math.sqrt(6);
}
