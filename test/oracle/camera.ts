/** The simulated event camera once more, written for reading: small steps of time, every pixel, nothing computed ahead. */
import {
	type CameraParameters,
	type EventRecording,
	type Move,
	Purpose,
	philox,
} from "spiking-recurrent-cell";

/** `step` in ms. Pixels draw their thresholds and first reference as the camera does, so that the two can be compared. */
export function watchFinely(
	camera: CameraParameters,
	image: Uint8Array,
	size: number,
	{ seed, sample }: { seed: number; sample: number },
	step: number,
): EventRecording {
	const log = logIntensity(camera, image, size);
	const events: { x: number; y: number; on: number; ms: number }[] = [];
	for (let y = 0; y < camera.height; y++)
		for (let x = 0; x < camera.width; x++) {
			const words = new Uint32Array(4);
			philox(words, seed, Purpose.camera, y * camera.width + x, 0, sample, 0);
			const bell = (word: number) =>
				(((word & 0xffff) + (word >>> 16)) / 65536 - 1) * Math.sqrt(6);
			const up = camera.thresholdOn * (1 + camera.mismatch * bell(words[0]));
			const down = camera.thresholdOff * (1 + camera.mismatch * bell(words[1]));
			const view = (ms: number) =>
				log(x - placeAt(camera, "x", ms), y - placeAt(camera, "y", ms));
			let light = view(0);
			let reference = light - up + (words[2] / 2 ** 32) * (up + down);
			let blindUntil = -Infinity;
			for (let ms = step; ms <= camera.duration; ms += step) {
				light += (view(ms) - light) * (step / camera.lag);
				if (ms < blindUntil) {
					reference = light;
					continue;
				}
				const on = light >= reference + up ? 1 : 0;
				if (!on && light > reference - down) continue;
				events.push({ x, y, on, ms });
				reference = light;
				blindUntil = ms + camera.refractory;
			}
		}
	events.sort((a, b) => a.ms - b.ms);
	return {
		width: camera.width,
		height: camera.height,
		x: Uint8Array.from(events, ({ x }) => x),
		y: Uint8Array.from(events, ({ y }) => y),
		polarity: Uint8Array.from(events, ({ on }) => on),
		time: Uint32Array.from(events, ({ ms }) => 1000 * ms),
	};
}

function placeAt(
	{ from, saccades }: CameraParameters,
	axis: "x" | "y",
	ms: number,
): number {
	const done = ({ start, duration, by }: Move) => {
		const u = Math.min(1, Math.max(0, (ms - start) / duration));
		return by * (3 * u ** 2 - 2 * u ** 3);
	};
	return saccades.reduce((sum, move) => sum + done(move[axis]), from[axis]);
}

/** Log intensity between the pixels of the blurred image, bilinear; 0 outside. */
function logIntensity(
	{ blur, contrast }: CameraParameters,
	image: Uint8Array,
	size: number,
): (x: number, y: number) => number {
	const light = (x: number, y: number) =>
		x < 0 || y < 0 || x >= size || y >= size ? 0 : image[y * size + x] / 255;
	const kernel = [blur, 1 - 2 * blur, blur];
	const side = size + 2;
	const points = Float64Array.from({ length: side * side }, (_, k) => {
		const [x, y] = [(k % side) - 1, Math.floor(k / side) - 1];
		let sum = 0;
		for (let j = -1; j <= 1; j++)
			for (let i = -1; i <= 1; i++)
				sum += kernel[i + 1] * kernel[j + 1] * light(x + i, y + j);
		return Math.log(1 + contrast * sum);
	});
	const point = (x: number, y: number) =>
		x < -1 || y < -1 || x > size || y > size
			? 0
			: points[(y + 1) * side + x + 1];
	return (x, y) => {
		const [left, top] = [Math.floor(x), Math.floor(y)];
		const [u, v] = [x - left, y - top];
		return (
			(1 - v) * ((1 - u) * point(left, top) + u * point(left + 1, top)) +
			v * ((1 - u) * point(left, top + 1) + u * point(left + 1, top + 1))
		);
	};
}
