/** What a number was meant to be before single precision rounded it. */

/** The decimal fraction with the fewest digits that single precision rounds to `value`: 0.8999999761581421 → 0.9. */
export function shortestDecimal(value: number): number {
	const single = Math.fround(value);
	for (let digits = 1; digits < 9; digits++) {
		const decimal = Number(single.toPrecision(digits));
		if (Math.fround(decimal) === single) return decimal;
	}
	return Number(single.toPrecision(9));
}
