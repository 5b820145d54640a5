/**
 * The built-in data set: digits drawn by this library, so that everything runs without a network. They look like handwriting but are not
 * MNIST, and no result on them is a result on MNIST.
 */
import { Purpose, RandomStream } from "../random/philox.js";
import { checksumOf } from "./checksum.js";
import type { ImageDataset, ImageSamples, Role } from "./dataset.js";
import { smoothed } from "./drawing/curve.js";
import {
	type Deformation,
	randomAffine,
	randomElastic,
} from "./drawing/deformation.js";
import { GLYPHS, type Point } from "./drawing/glyphs.js";
import { drawLine } from "./drawing/pen.js";
import { leastOf } from "./limit.js";

/** The name under which `loadDataset` knows it. */
export const DRAWN_DIGITS = "drawn-digits";

const SIZE = 28;
/** Height of an undistorted digit in pixels. */
const HEIGHT = 18;
const DEFAULT_COUNTS: Record<Role, number> = {
	train: 5000,
	validation: 1000,
	test: 1000,
};
/** Each part numbers its samples in a range of its own, so that its images do not depend on the size of another part. */
const FIRST: Record<Role, number> = {
	train: 0,
	validation: 5_000_000,
	test: 10_000_000,
};
const MOST = 5_000_000;

/**
 * Draws the data set; sample k of a part depends only on the seed and k. `counts`: samples a part, 5,000 / 1,000 / 1,000 by default.
 * Only +, −, ×, ÷ and √ are used, so that every machine draws the same bits.
 */
export function drawDigits(
	counts: Partial<Record<Role, number>> = {},
	seed = 0,
): ImageDataset {
	const draw = <R extends Role>(role: R) =>
		drawPart(role, counts[role] ?? DEFAULT_COUNTS[role], seed);
	const train = draw("train");
	const validation = draw("validation");
	const test = draw("test");
	return {
		name: DRAWN_DIGITS,
		title: "drawn digits (built-in, not MNIST)",
		origin: "built-in",
		checksum: checksumOf([train, validation, test]),
		width: SIZE,
		height: SIZE,
		inputs: SIZE * SIZE,
		classes: GLYPHS.length,
		labelNames: GLYPHS.map((_, digit) => String(digit)),
		train,
		validation,
		test,
	};
}

function drawPart<R extends Role>(
	role: R,
	count: number,
	seed: number,
): ImageSamples<R> {
	const least = leastOf(role);
	if (!Number.isInteger(count) || count < least || count > MOST) {
		throw new Error(
			`the number of ${role} samples is ${count}: it must be an integer in ${least} … ${MOST}`,
		);
	}
	const images = new Uint8Array(count * SIZE * SIZE);
	const labels = new Uint8Array(count);
	const first = FIRST[role];
	for (let k = 0; k < count; k++) {
		const random = new RandomStream(seed, Purpose.drawing, first + k);
		labels[k] = random.below(GLYPHS.length);
		images.set(drawDigit(labels[k], random), k * SIZE * SIZE);
	}
	return { kind: "images", role, count, images, labels, first };
}

/** One image of `digit`: a handwriting, deformed, written with a pen of varying width. */
function drawDigit(digit: number, random: RandomStream): Uint8Array {
	const handwritings = GLYPHS[digit];
	const glyph = handwritings[random.below(handwritings.length)];
	const elastic = randomElastic(random, 0.1);
	const affine = randomAffine(random, 1);
	const lines = glyph.map((stroke) =>
		smoothed(stroke.map((point) => affine(elastic(point)))),
	);
	const place = placement(lines.flat(), random);
	const pen = random.uniform(0.9, 1.7);
	const pressure = random.uniform(0.8, 1);
	const ink = new Float64Array(SIZE * SIZE);
	for (const line of lines) {
		const [atStart, atEnd] = [
			random.uniform(0.7, 1.3),
			random.uniform(0.6, 1.2),
		];
		drawLine(
			ink,
			SIZE,
			line.map((point, k) => ({
				point: place(point),
				radius: pen * (atStart + ((atEnd - atStart) * k) / (line.length - 1)),
			})),
		);
	}
	return Uint8Array.from(ink, (strength) =>
		Math.round(255 * pressure * strength),
	);
}

/** Puts the middle of the drawing near the middle of the image. */
function placement(
	points: readonly Point[],
	random: RandomStream,
): Deformation {
	const xs = points.map(([x]) => x);
	const ys = points.map(([, y]) => y);
	const middle = (values: number[]) =>
		(Math.min(...values) + Math.max(...values)) / 2;
	const left = SIZE / 2 + random.uniform(-1.75, 1.75) - HEIGHT * middle(xs);
	const top = SIZE / 2 + random.uniform(-1.75, 1.75) - HEIGHT * middle(ys);
	return ([x, y]) => [left + HEIGHT * x, top + HEIGHT * y];
}
