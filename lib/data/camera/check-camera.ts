/** Which event cameras there can be, and before which images. */
import { type Range, requireRanges } from "../../checks/require-options.js";
import {
	isNotNegative,
	isPositive,
	isPositiveInteger,
	requireRange,
} from "../../checks/require-range.js";
import type { CameraParameters, Move } from "./parameters.js";
import { pathOf, reachOf } from "./path.js";
import { MARGIN } from "./scene.js";

/** Events say in a byte each in which column and row they lie, and in 32 bits at which µs. */
const MOST_PIXELS = 256;
const MOST_MS = Math.floor((2 ** 32 - 1) / 1000);
/** A pixel of a smaller threshold would hardly ever stop firing. */
const LEAST_THRESHOLD = 0.001;
/** The deviation at which a pixel's own threshold is still above 0 wherever its draw lies, which is within ± √6. */
const MOST_MISMATCH = 0.4;

const number = "it must be a finite number";
const notNegative = "it must be a number ≥ 0";

const RANGES: readonly Range<CameraParameters>[] = [
	{
		options: ["width", "height"],
		holds: (value) => isPositiveInteger(value) && value <= MOST_PIXELS,
		range: `it must be an integer in 1 … ${MOST_PIXELS}`,
	},
	{
		options: ["duration"],
		holds: (value) => isPositive(value) && value <= MOST_MS,
		range: `it must be a number of ms > 0, at most ${MOST_MS}`,
	},
	{
		options: ["contrast"],
		holds: (value) => Number.isFinite(value) && (value as number) > -1,
		range: "it must be a number > −1",
	},
	{
		options: ["blur"],
		holds: (value) => isNotNegative(value) && value <= 1 / 3,
		range: "it must be a number in 0 … 1/3",
	},
	{
		options: ["thresholdOn", "thresholdOff"],
		holds: (value) => isPositive(value) && value >= LEAST_THRESHOLD,
		range: `it must be a number ≥ ${LEAST_THRESHOLD}, or a pixel never stops firing`,
	},
	{
		options: ["mismatch"],
		holds: (value) => isNotNegative(value) && value < MOST_MISMATCH,
		range: `it must be a number ≥ 0 and < ${MOST_MISMATCH}, or a pixel's threshold may be none`,
	},
	{
		options: ["lag"],
		holds: isPositive,
		range: "it must be a number of ms > 0",
	},
	{
		options: ["refractory", "noise"],
		holds: isNotNegative,
		range: notNegative,
	},
];

const MOVE_RANGES: readonly Range<Move>[] = [
	{ options: ["start", "by"], holds: Number.isFinite, range: number },
	{
		options: ["duration"],
		holds: isPositive,
		range: "it must be a number of ms > 0",
	},
];

/**
 * @param imageWidth of the images before it, in pixels
 * @throws if a parameter is out of its range, or pixels come to look further than the `MARGIN` of ground around the image
 */
export function checkCamera(
	parameters: CameraParameters,
	imageWidth: number,
	imageHeight: number,
): void {
	for (const [what, size] of Object.entries({ imageWidth, imageHeight }))
		requireRange(
			`${what} of an event camera`,
			size,
			"a positive integer",
			isPositiveInteger(size),
		);
	const { width, height, from, saccades } = parameters;
	requireRanges("an event camera", parameters, RANGES);
	requireRanges("where the image of an event camera begins", from, [
		{ options: ["x", "y"], holds: Number.isFinite, range: number },
	]);
	for (const [k, saccade] of saccades.entries())
		for (const axis of ["x", "y"] as const)
			requireRanges(
				`saccade ${k + 1} of an event camera in ${axis}`,
				saccade[axis],
				MOVE_RANGES,
			);
	const { left, right, top, bottom } = reachOf(pathOf(parameters));
	const within =
		left >= 0 &&
		top >= 0 &&
		width - 1 + right <= imageWidth + 2 * MARGIN &&
		height - 1 + bottom <= imageHeight + 2 * MARGIN;
	if (!within)
		throw new Error(
			`a sensor of ${width} × ${height} pixels comes to look more than ${MARGIN} pixels past an image of ${imageWidth} × ${imageHeight}: make it smaller, or let the image move less`,
		);
}
