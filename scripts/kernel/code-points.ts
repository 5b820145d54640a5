/** Jupyter counts positions in code points, JavaScript in UTF-16 units. */

export function toUnits(text: string, codePoints: number): number {
	return [...text].slice(0, codePoints).join("").length;
}

export function toCodePoints(text: string, units: number): number {
	return [...text.slice(0, units)].length;
}
