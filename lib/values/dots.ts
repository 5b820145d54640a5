/** A picture of points in Braille characters: 2 × 4 dots each, readable wherever text is. */

export interface DotPicture {
	readonly text: string;
	/** What a dot covers, in units of x and y. */
	readonly width: number;
	readonly height: number;
	/** Points a dot stands for at least. */
	readonly least: number;
}

const BLANK = 0x2800;
/** Bit of the dot in column 0 and 1, from the top row down (Unicode's order of Braille dots). */
const BITS = [
	[0x01, 0x08],
	[0x02, 0x10],
	[0x04, 0x20],
	[0x40, 0x80],
] as const;

/**
 * x runs from 0 to `columns` − 1 to the right, y from 0 to `rows` − 1 upwards. Where several positions share a dot, it is set where there are
 * at least as many points as in the mean dot that has any, so that dense pictures keep their shape.
 * @param limit most characters to the right and upwards
 */
export function dotPicture(
	columns: number,
	rows: number,
	points: {
		readonly x: ArrayLike<number>;
		readonly y: ArrayLike<number>;
	},
	limit: { readonly widest: number; readonly tallest: number },
): DotPicture {
	const width = Math.max(1, Math.ceil(columns / (2 * limit.widest)));
	const height = Math.max(1, Math.ceil(rows / (4 * limit.tallest)));
	const across = Math.ceil(columns / width);
	const upwards = Math.ceil(rows / height);
	const counts = new Uint32Array(across * upwards);
	for (let k = 0; k < points.x.length; k++) {
		const column = Math.floor(points.x[k] / width);
		counts[Math.floor(points.y[k] / height) * across + column]++;
	}
	const filled = counts.filter((count) => count > 0).length;
	const least = filled > 0 ? Math.ceil(points.x.length / filled) : 1;
	const lines: string[] = [];
	for (let top = upwards - 1; top >= 0; top -= 4) {
		let line = "";
		for (let left = 0; left < across; left += 2) {
			let character = BLANK;
			for (const [down, bits] of BITS.entries())
				for (const [right, bit] of bits.entries()) {
					const set =
						top - down >= 0 &&
						left + right < across &&
						counts[(top - down) * across + left + right] >= least;
					if (set) character |= bit;
				}
			line += String.fromCharCode(character);
		}
		lines.push(line);
	}
	return { text: lines.join("\n"), width, height, least };
}
