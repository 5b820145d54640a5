/** Numbers in few characters, and what many of them have in common. */

/** As many significant digits as fit a table: 0.0123, 96.31, 1.235e+9; integers below ten million stay exact. */
export function shortNumber(value: number): string {
	if (Number.isInteger(value) && Math.abs(value) < 1e7)
		return minus(`${value}`);
	const size = Math.abs(value);
	if (!Number.isFinite(value)) return minus(`${value}`);
	return minus(
		size >= 1e-4 && size < 1e7
			? `${Number(value.toPrecision(4))}`
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

/** The range and mean of the finite values, and how many are not finite; each a phrase. */
export function rangeFacts(values: ArrayLike<number>): string[] {
	let least = Number.POSITIVE_INFINITY;
	let greatest = Number.NEGATIVE_INFINITY;
	let sum = 0;
	let finite = 0;
	let notNumbers = 0;
	for (let k = 0; k < values.length; k++) {
		const value = values[k];
		if (Number.isNaN(value)) notNumbers++;
		if (!Number.isFinite(value)) continue;
		finite++;
		sum += value;
		if (value < least) least = value;
		if (value > greatest) greatest = value;
	}
	const infinite = values.length - finite - notNumbers;
	return [
		...(finite
			? [
					`from ${shortNumber(least)} to ${shortNumber(greatest)}`,
					`mean ${shortNumber(sum / finite)}`,
				]
			: []),
		...(notNumbers ? [`${countText(notNumbers)} NaN`] : []),
		...(infinite ? [`${countText(infinite)} infinite`] : []),
	];
}

/** Columns of right-aligned texts. */
export function aligned(rows: readonly (readonly string[])[]): string {
	const widths: number[] = [];
	for (const row of rows)
		for (const [k, text] of row.entries())
			widths[k] = Math.max(widths[k] ?? 0, text.length);
	return rows
		.map((row) => row.map((text, k) => text.padStart(widths[k])).join("  "))
		.join("\n");
}

/** A minus sign is as wide as a plus. */
function minus(text: string): string {
	return text.replaceAll("-", "−");
}
