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

/** What a file name can hold as it is. */
export const FILE_WORD = 'letters, digits, "-", "_" and "."';

export function isFileWord(text: string): boolean {
	return /^[\w.-]+$/.test(text);
}

/** Whether a number counts something: an integer ≥ 0. */
export function isCount(value: number): boolean {
	return Number.isInteger(value) && value >= 0;
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
