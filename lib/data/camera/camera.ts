/** A simulated event camera before which an image makes saccades: each pixel reports every step of its log intensity. */
import { Purpose, philox } from "../../encoding/random.js";
import type { EventRecording } from "../event-recording.js";
import type { CameraParameters } from "./parameters.js";
import { type Path, pathOf } from "./path.js";
import { isOccupied, MARGIN, type Scene, sceneOf } from "./scene.js";

/** Where the randomness of a recording comes from: equal addresses give equal recordings. Unsigned 32-bit integers. */
export interface RecordingAddress {
	readonly seed: number;
	/** Number of the sample in its data set. */
	readonly sample: number;
}

/** Philox counters of a recording's pixels begin at 0, those of its noise here. */
const NOISE = 2 ** 31;

export class EventCamera {
	private readonly path: Path;
	/** [steps]: weights of the four field points around a pixel's view, and the first one's place relative to the pixel's. */
	private readonly weights: Float64Array[];
	private readonly shifts: Int32Array;
	/**
	 * [steps]: the receptor, a low pass of time constant lag, over a step of length Δ in which its view changes linearly: the share
	 * e^(−Δ / lag) of its distance that is left, and the share (lag / Δ)(1 − e^(−Δ / lag)) of the view's change that it is behind.
	 */
	private readonly left: Float64Array;
	private readonly behind: Float64Array;
	/** Rectangle of field points, right and bottom excluded, that pixel (0, 0) sees in the course of the path. */
	private readonly reach: {
		left: number;
		right: number;
		top: number;
		bottom: number;
	};
	/** Events of the recording in the making, by pixel: time in µs, and (polarity, y, x) packed. */
	private times = new Uint32Array(1024);
	private pixels = new Uint32Array(1024);
	private events = 0;
	private readonly words = new Uint32Array(4);

	/** @param imageWidth of the images it will see, in pixels */
	constructor(
		readonly parameters: CameraParameters,
		private readonly imageWidth: number,
		private readonly imageHeight: number,
	) {
		const path = pathOf(parameters);
		this.path = path;
		const stride = imageWidth + 2 * MARGIN;
		const steps = path.time.length;
		this.weights = Array.from({ length: 4 }, () => new Float64Array(steps));
		this.shifts = new Int32Array(steps);
		this.left = new Float64Array(steps);
		this.behind = new Float64Array(steps);
		for (let s = 0; s < steps; s++) {
			const [column, row] = [Math.floor(-path.x[s]), Math.floor(-path.y[s])];
			const [u, v] = [-path.x[s] - column, -path.y[s] - row];
			this.shifts[s] = row * stride + column;
			this.weights[0][s] = (1 - u) * (1 - v);
			this.weights[1][s] = u * (1 - v);
			this.weights[2][s] = (1 - u) * v;
			this.weights[3][s] = u * v;
			if (s === 0) continue;
			const lags = (path.time[s] - path.time[s - 1]) / parameters.lag;
			this.left[s] = Math.exp(-lags);
			this.behind[s] = (1 - this.left[s]) / lags;
		}
		this.reach = {
			left: MARGIN + Math.floor(-Math.max(...path.x)),
			right: MARGIN + Math.floor(-Math.min(...path.x)) + 2,
			top: MARGIN + Math.floor(-Math.max(...path.y)),
			bottom: MARGIN + Math.floor(-Math.min(...path.y)) + 2,
		};
	}

	/** What the camera sees of `image` ([height × width], 0 … 255). */
	record(image: Uint8Array, address: RecordingAddress): EventRecording {
		const { width, height, contrast, blur } = this.parameters;
		const scene = sceneOf(
			image,
			this.imageWidth,
			this.imageHeight,
			contrast,
			blur,
		);
		this.events = 0;
		const { left, right, top, bottom } = this.reach;
		for (let y = 0; y < height; y++)
			for (let x = 0; x < width; x++)
				if (isOccupied(scene, x + left, x + right, y + top, y + bottom))
					this.watch(scene, x, y, address);
		this.addNoise(address);
		return this.ordered();
	}

	/** All events of one pixel. */
	private watch(
		{ field, stride }: Scene,
		x: number,
		y: number,
		{ seed, sample }: RecordingAddress,
	): void {
		const { thresholdOn, thresholdOff, mismatch, refractory } = this.parameters;
		const { words, shifts, left, behind } = this;
		const [w0, w1, w2, w3] = this.weights;
		const { time } = this.path;
		const place = (y + MARGIN) * stride + x + MARGIN;
		const pixel = y * this.parameters.width + x;
		philox(words, seed, Purpose.camera, pixel, 0, sample, 0);
		const on = thresholdOn * (1 + mismatch * bell(words[0]));
		const off = thresholdOff * (1 + mismatch * bell(words[1]));
		const start = place + shifts[0];
		let view =
			w0[0] * field[start] +
			w1[0] * field[start + 1] +
			w2[0] * field[start + stride] +
			w3[0] * field[start + stride + 1];
		let light = view;
		/** Somewhere between the last OFF and the next ON event. */
		let reference = light + (words[2] / 2 ** 32) * (on + off) - on;
		let awake = 0;
		for (let s = 1; s < time.length; s++) {
			const p = place + shifts[s];
			const seen = view;
			view =
				w0[s] * field[p] +
				w1[s] * field[p + 1] +
				w2[s] * field[p + stride] +
				w3[s] * field[p + stride + 1];
			const begin = time[s - 1];
			const before = light;
			light = view - (view - seen) * behind[s] + (before - seen) * left[s];
			// most steps of most pixels end here
			if (awake <= begin && light < reference + on && light > reference - off)
				continue;
			const end = time[s];
			const slope = (light - before) / (end - begin);
			let now = begin;
			while (true) {
				if (awake > now) {
					if (awake > end) break;
					now = awake;
					reference = before + slope * (now - begin);
				}
				if (slope === 0) break;
				const target = slope > 0 ? reference + on : reference - off;
				const crossing = begin + (target - before) / slope;
				if (!(crossing <= end)) break;
				now = Math.max(now, crossing);
				this.emit(now, slope > 0 ? 1 : 0, pixel);
				reference = target;
				awake = now + refractory;
			}
		}
	}

	/** Events without cause, spread evenly over pixels, polarities and time. */
	private addNoise({ seed, sample }: RecordingAddress): void {
		const { width, height, noise, duration } = this.parameters;
		const { words } = this;
		const pixels = width * height;
		const draw = (n: number) =>
			philox(words, seed, Purpose.camera, NOISE + n, 0, sample, 0);
		const expected = (2 * noise * pixels * duration) / 1000;
		draw(0);
		const count = Math.round(expected + Math.sqrt(expected) * bell(words[0]));
		for (let n = 1; n <= count; n++) {
			draw(n);
			const pixel = Math.floor((words[0] / 2 ** 32) * pixels);
			this.emit((words[1] / 2 ** 32) * duration, words[2] >>> 31, pixel);
		}
	}

	private emit(ms: number, polarity: number, pixel: number): void {
		if (this.events === this.times.length) {
			this.times = doubled(this.times);
			this.pixels = doubled(this.pixels);
		}
		this.times[this.events] = 1000 * ms;
		this.pixels[this.events++] = 2 * pixel + polarity;
	}

	/** The events in order of time (two rounds of a radix sort). */
	private ordered(): EventRecording {
		const { width, height } = this.parameters;
		const { events } = this;
		const order = byDigit(
			this.times,
			DIGIT_BITS,
			byDigit(this.times, 0, upTo(events)),
		);
		const x = new Uint8Array(events);
		const y = new Uint8Array(events);
		const polarity = new Uint8Array(events);
		const time = new Uint32Array(events);
		for (let k = 0; k < events; k++) {
			const from = order[k];
			const pixel = this.pixels[from] >>> 1;
			x[k] = pixel % width;
			y[k] = (pixel / width) | 0;
			polarity[k] = this.pixels[from] & 1;
			time[k] = this.times[from];
		}
		return { width, height, x, y, polarity, time };
	}
}

/** Two digits hold every time that the format can, 23 bits. */
const DIGIT_BITS = 12;

/** 0 … count − 1. */
function upTo(count: number): Uint32Array {
	const numbers = new Uint32Array(count);
	for (let k = 0; k < count; k++) numbers[k] = k;
	return numbers;
}

function byDigit(
	times: Uint32Array,
	shift: number,
	order: Uint32Array,
): Uint32Array {
	const mask = (1 << DIGIT_BITS) - 1;
	const places = new Uint32Array(mask + 2);
	for (let k = 0; k < order.length; k++)
		places[((times[order[k]] >>> shift) & mask) + 1]++;
	for (let digit = 0; digit < mask; digit++) places[digit + 1] += places[digit];
	const sorted = new Uint32Array(order.length);
	for (let k = 0; k < order.length; k++)
		sorted[places[(times[order[k]] >>> shift) & mask]++] = order[k];
	return sorted;
}

/** A number of mean 0, deviation 1 and size at most √6, nearly normal: the sum of the two halves of a random word. */
function bell(word: number): number {
	return (((word & 0xffff) + (word >>> 16)) / 65536 - 1) * Math.sqrt(6);
}

function doubled(values: Uint32Array): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(2 * values.length);
	larger.set(values);
	return larger;
}
