/** What many numbers have in common, and texts of them in columns. */
import { countText, shortNumber } from "../text/numbers.js";

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
