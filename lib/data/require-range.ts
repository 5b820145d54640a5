/** Numbers and words that options must be. */

/** @throws unless `holds`, in one sentence: "steps is 0: it must be an integer ≥ 1" */
export function requireRange(
	what: string,
	value: unknown,
	range: string,
	holds: boolean,
): void {
	if (!holds) throw new Error(`${what} is ${value}: it must be ${range}`);
}
