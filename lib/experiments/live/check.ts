/** A claim and the measurement that bears it out: prints both, or stops the notebook. */

/**
 * Says that `actual` is `expected` to within `tolerance`.
 * @throws if it is not
 */
export function check(
	claim: string,
	actual: number,
	expected: number,
	tolerance: number,
): void {
	verdict(
		claim,
		actual,
		`${shown(expected)} ± ${shown(tolerance)}`,
		Math.abs(actual - expected) <= tolerance,
	);
}

/**
 * Says that `actual` lies between `low` and `high`, both included.
 * @throws if it does not
 */
export function checkBetween(
	claim: string,
	actual: number,
	low: number,
	high: number,
): void {
	verdict(
		claim,
		actual,
		`${shown(low)} … ${shown(high)}`,
		actual >= low && actual <= high,
	);
}

function verdict(
	claim: string,
	actual: number,
	expected: string,
	holds: boolean,
): void {
	const words = `${claim}: ${shown(actual)} (expected ${expected})`;
	if (!holds) throw new Error(`this does not hold: ${words}`);
	console.log(`✓ ${words}`);
}

/** Four significant digits, without trailing zeros. */
function shown(value: number): string {
	return Number.isInteger(value)
		? `${value}`
		: `${Number(value.toPrecision(4))}`;
}
