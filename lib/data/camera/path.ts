/** Where the image lies on the sensor at each moment, cut into steps that the simulation takes one by one. */
import type { CameraParameters, Move } from "./parameters.js";
import { MARGIN } from "./scene.js";

/** Longest step in time (ms) and in space (pixels): between two steps a pixel's light changes linearly. */
const LONGEST = 6;
const FARTHEST = 0.4;
/** The path is looked at so often (ms). */
const GRAIN = 0.25;

export interface Path {
	/** [steps]: moments in ms, from 0 to the end. */
	readonly time: Float64Array;
	/** [steps]: offset of the image's top left corner, in pixels. */
	readonly x: Float64Array;
	readonly y: Float64Array;
}

/** Share of a move that is done at `time` (ms). */
function progress({ start, duration }: Move, time: number): number {
	const u = Math.min(1, Math.max(0, (time - start) / duration));
	return u * u * (3 - 2 * u);
}

export function pathOf(camera: CameraParameters): Path {
	const at = (axis: "x" | "y", time: number) =>
		camera.saccades.reduce(
			(place, saccade) =>
				place + saccade[axis].by * progress(saccade[axis], time),
			camera.from[axis],
		);
	const time = [0];
	const x = [at("x", 0)];
	const y = [at("y", 0)];
	for (let now = GRAIN; now <= camera.duration; now += GRAIN) {
		const last = time.length - 1;
		const [nextX, nextY] = [at("x", now), at("y", now)];
		const far = Math.hypot(nextX - x[last], nextY - y[last]) >= FARTHEST;
		if (far || now - time[last] >= LONGEST || now + GRAIN > camera.duration) {
			time.push(now);
			x.push(nextX);
			y.push(nextY);
		}
	}
	return {
		time: Float64Array.from(time),
		x: Float64Array.from(x),
		y: Float64Array.from(y),
	};
}

/** Rectangle of field points, right and bottom excluded, that pixel (0, 0) sees in the course of a path; each other pixel sees as many further on. */
export interface Reach {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

export function reachOf({ x, y }: Path): Reach {
	const [leastX, mostX] = rangeOf(x);
	const [leastY, mostY] = rangeOf(y);
	return {
		left: MARGIN + Math.floor(-mostX),
		right: MARGIN + Math.floor(-leastX) + 2,
		top: MARGIN + Math.floor(-mostY),
		bottom: MARGIN + Math.floor(-leastY) + 2,
	};
}

/** Least and most of so many values that they are too many arguments for `Math.min`. */
function rangeOf(values: Float64Array): [number, number] {
	return values.reduce<[number, number]>(
		([least, most], value) => [Math.min(least, value), Math.max(most, value)],
		[Infinity, -Infinity],
	);
}
