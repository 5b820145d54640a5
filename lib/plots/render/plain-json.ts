/** Turns figure data into small, honest JSON: five significant digits, no typed arrays, and nothing that is not a number. */

const SIGNIFICANT_DIGITS = 5;

/** The number with five significant digits (relative error at most 0.005 %); integers stay exact. */
export function roundNumber(value: number): number {
	return Number.isInteger(value)
		? value
		: Number(value.toPrecision(SIGNIFICANT_DIGITS));
}

/**
 * A deep copy as plain JSON values; `undefined` properties are left out.
 * @param where names the value in error messages
 * @throws if a number is NaN or infinite: a figure must not hide a broken calculation
 */
export function plainJson(value: unknown, where: string): unknown {
	if (typeof value === "number") {
		if (Number.isFinite(value)) return roundNumber(value);
		throw new Error(
			`${where} is ${value}: figures show finite numbers, or null where there is none`,
		);
	}
	if (ArrayBuffer.isView(value))
		return plainJson(Array.from(value as unknown as ArrayLike<number>), where);
	if (Array.isArray(value))
		return value.map((item, k) => plainJson(item, `${where}[${k}]`));
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).filter(
		([, item]) => item !== undefined,
	);
	return Object.fromEntries(
		entries.map(([key, item]) => [key, plainJson(item, `${where}.${key}`)]),
	);
}
