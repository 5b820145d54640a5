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

/** What the name of a file can hold on every system. */
export const FILE_WORD =
	'text without / \\ : * ? " < > | and control characters';

export function isFileWord(value: unknown): value is string {
	return typeof value === "string" && /^[^/\\:*?"<>|\p{Cc}]+$/u.test(value);
}

/** Whether a number counts something: an integer ≥ 0. */
export function isCount(value: unknown): value is number {
	return Number.isInteger(value) && (value as number) >= 0;
}

/** Whether a number is one of 1, 2, … */
export function isPositiveInteger(value: unknown): value is number {
	return isCount(value) && value >= 1;
}

/** @throws unless `value` is an unsigned 32-bit integer: random draws take others as further names of the same */
export function requireWord(what: string, value: unknown): void {
	const fits = isCount(value) && value < 2 ** 32;
	requireRange(what, value, "an integer in 0 … 4294967295", fits);
}

/** Whether a value is a finite number ≥ 0. */
export function isNotNegative(value: unknown): value is number {
	return Number.isFinite(value) && (value as number) >= 0;
}

/** Whether a value is a finite number > 0. */
export function isPositive(value: unknown): value is number {
	return isNotNegative(value) && value > 0;
}

/** Whether a value is a number in 0 … 1. */
export function isShare(value: unknown): value is number {
	return isNotNegative(value) && value <= 1;
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
