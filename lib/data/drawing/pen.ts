/** Draws polylines into a grey image with a round, anti-aliased pen of varying width. */
import type { Point } from "./glyphs.js";

/** A point in pixels (0 is the left or upper edge) with the pen's radius there. */
export interface PenPoint {
	readonly point: Point;
	readonly radius: number;
}

/** Width in pixels over which the ink fades out at the edge of a stroke. */
const EDGE = 1.2;

/**
 * Adds a polyline to `ink` ([size × size], 0 … 1, row-major): each pixel keeps the strongest ink that touches it, so that crossings are
 * no darker than strokes.
 */
export function drawLine(
	ink: Float64Array,
	size: number,
	line: readonly PenPoint[],
): void {
	for (let k = 0; k + 1 < line.length; k++) {
		drawSegment(ink, size, line[k], line[k + 1]);
	}
}

function drawSegment(
	ink: Float64Array,
	size: number,
	start: PenPoint,
	end: PenPoint,
): void {
	const [ax, ay] = start.point;
	const dx = end.point[0] - ax;
	const dy = end.point[1] - ay;
	const length2 = dx * dx + dy * dy;
	const reach = Math.max(start.radius, end.radius) + EDGE;
	const left = Math.max(0, Math.floor(Math.min(ax, ax + dx) - reach));
	const right = Math.min(size, Math.ceil(Math.max(ax, ax + dx) + reach));
	const top = Math.max(0, Math.floor(Math.min(ay, ay + dy) - reach));
	const bottom = Math.min(size, Math.ceil(Math.max(ay, ay + dy) + reach));
	for (let row = top; row < bottom; row++) {
		for (let column = left; column < right; column++) {
			const px = column + 0.5 - ax;
			const py = row + 0.5 - ay;
			const along =
				length2 > 0
					? Math.min(1, Math.max(0, (px * dx + py * dy) / length2))
					: 0;
			const x = px - along * dx;
			const y = py - along * dy;
			const radius = start.radius + along * (end.radius - start.radius);
			const depth = radius - Math.sqrt(x * x + y * y);
			const strength = Math.min(1, 0.5 + depth / EDGE);
			const pixel = row * size + column;
			if (strength > ink[pixel]) ink[pixel] = strength;
		}
	}
}
