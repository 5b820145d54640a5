/** A stroke becomes a polyline fine enough to be drawn: a Catmull-Rom curve through its points. */
import type { Point, Stroke } from "./glyphs.js";

/** Straight pieces between two points of a stroke. */
const PIECES = 5;

/** Points along the smooth curve through all points of the stroke, both ends included. */
export function smoothed(stroke: Stroke): Point[] {
	const curve: Point[] = [stroke[0]];
	for (let k = 0; k + 1 < stroke.length; k++) {
		const [p1, p2] = [stroke[k], stroke[k + 1]];
		const p0 = stroke[k - 1] ?? p1;
		const p3 = stroke[k + 2] ?? p2;
		for (let piece = 1; piece <= PIECES; piece++) {
			const u = piece / PIECES;
			curve.push([
				between(p0[0], p1[0], p2[0], p3[0], u),
				between(p0[1], p1[1], p2[1], p3[1], u),
			]);
		}
	}
	return curve;
}

/** The uniform Catmull-Rom polynomial: p1 at u = 0, p2 at u = 1. */
function between(
	p0: number,
	p1: number,
	p2: number,
	p3: number,
	u: number,
): number {
	const linear = p2 - p0;
	const square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
	const cube = 3 * p1 - 3 * p2 + p3 - p0;
	return p1 + 0.5 * u * (linear + u * (square + u * cube));
}
