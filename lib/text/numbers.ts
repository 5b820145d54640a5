/** How numbers are written, in tables, figures and sentences. */

/** The number, or the text with numbers in it, with minus signs, which are as wide as a plus: "1e-7" → "1e−7", "-5 to -3" → "−5 to −3". Hyphens of words stay. */
export function minus(value: number | string): string {
	return `${value}`.replace(/(?<=^|[\s([]|\de)-(?=\d|Infinity)/g, "−");
}

/** As many significant digits as fit a table: 0.0123, 96.31, 1.235e+9; integers below ten million stay exact. */
export function shortNumber(value: number): string {
	if (Number.isInteger(value) && Math.abs(value) < 1e7) return minus(value);
	const size = Math.abs(value);
	if (!Number.isFinite(value)) return minus(value);
	return minus(
		size >= 1e-4 && size < 1e7
			? Number(value.toPrecision(4))
			: value.toExponential(3),
	);
}

/** "22,000". */
export function countText(count: number): string {
	return count.toLocaleString("en-GB");
}

/** "1 spike", "22,000 spikes". */
export function counted(count: number, noun: string): string {
	return `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;
}
