/** The random ways in which two people write the same glyph differently: affine and elastic. */
import type { RandomStream } from "../../random/philox.js";
import type { Point } from "./glyphs.js";

export type Deformation = (point: Point) => Point;

/** Nodes of the elastic grid along each axis. */
const NODES = 4;

/** Rotation, shear and unequal scaling about the middle of the unit square; `strength` 1 is everyday handwriting. */
export function randomAffine(
	random: RandomStream,
	strength: number,
): Deformation {
	// The half-angle form of sine and cosine needs no library function, whose last bits differ between engines.
	const tangent = strength * random.uniform(-0.15, 0.15);
	const cosine = (1 - tangent * tangent) / (1 + tangent * tangent);
	const sine = (2 * tangent) / (1 + tangent * tangent);
	const shear = strength * random.uniform(-0.3, 0.3);
	const width = 1 + strength * random.uniform(-0.3, 0.15);
	const height = 1 + strength * random.uniform(-0.2, 0.1);
	return ([x, y]) => {
		const v = height * (y - 0.5);
		const u = width * (x - 0.5) - shear * v;
		return [0.5 + cosine * u - sine * v, 0.5 + sine * u + cosine * v];
	};
}

/** A smooth random displacement field: random vectors at the nodes of a coarse grid, blended smoothly between them. */
export function randomElastic(
	random: RandomStream,
	amplitude: number,
): Deformation {
	const field = Float64Array.from({ length: 2 * NODES * NODES }, () =>
		random.uniform(-amplitude, amplitude),
	);
	return ([x, y]) => {
		const [column, right] = cellOf(x);
		const [row, lower] = cellOf(y);
		const blend = (axis: number) => {
			const at = (r: number, c: number) => field[2 * (NODES * r + c) + axis];
			const top = mix(at(row, column), at(row, column + 1), right);
			const bottom = mix(at(row + 1, column), at(row + 1, column + 1), right);
			return mix(top, bottom, lower);
		};
		return [x + blend(0), y + blend(1)];
	};
}

/** Grid cell of a coordinate, and the smooth weight (3 u² − 2 u³) of the cell's far side. */
function cellOf(coordinate: number): [cell: number, weight: number] {
	const position = Math.min(Math.max(coordinate, 0), 1) * (NODES - 1);
	const cell = Math.min(Math.floor(position), NODES - 2);
	const u = position - cell;
	return [cell, u * u * (3 - 2 * u)];
}

function mix(a: number, b: number, weight: number): number {
	return a + (b - a) * weight;
}
