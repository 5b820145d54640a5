/** Numbers, words and bytes that options and data must be. */

/** @throws unless `holds`, in one sentence: "steps is 0: it must be an integer ≥ 1" */
export function requireRange(
	what: string,
	value: unknown,
	range: string,
	holds: boolean,
): void {
	if (!holds) throw new Error(`${what} is ${value}: it must be ${range}`);
}

/** Whether a number counts something: an integer ≥ 0. */
export function isCount(value: number): boolean {
	return Number.isInteger(value) && value >= 0;
}

/** Whether a number is one of 1, 2, … */
export function isPositiveInteger(value: number): boolean {
	return Number.isInteger(value) && value >= 1;
}

/** Whether a value is a finite number ≥ 0. */
export function isNotNegative(value: unknown): boolean {
	return Number.isFinite(value) && (value as number) >= 0;
}

/** Whether a value is a finite number > 0. */
export function isPositive(value: unknown): boolean {
	return Number.isFinite(value) && (value as number) > 0;
}

/** Whether a value is a number in 0 … 1. */
export function isShare(value: unknown): boolean {
	return isNotNegative(value) && (value as number) <= 1;
}

/** @throws unless `value` is a Uint8Array: what other arrays hold would be cut to bytes without a word */
export function requireBytes(
	what: string,
	value: unknown,
): asserts value is Uint8Array {
	const kind = Array.isArray(value)
		? "an array"
		: value instanceof Object
			? `a ${value.constructor.name}`
			: String(value);
	const range = "a Uint8Array of 0 … 255";
	requireRange(what, kind, range, value instanceof Uint8Array);
}
