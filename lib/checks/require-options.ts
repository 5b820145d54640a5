/** Words and numbers that the options of a cell, or of whatever has several, must be. */

/** The words that options take. */
export type Choices<Spec> = {
	readonly [Option in keyof Spec]?: readonly Spec[Option][];
};

/** What some options must be, and the words for it in an error: "a leak must be a number in 0 … 1". */
export interface Range<Spec> {
	readonly options: readonly (keyof Spec & string)[];
	holds(value: unknown): boolean;
	readonly range: string;
}

/**
 * @param owner what has the options, e.g. "a LIF layer"
 * @throws unless each option is one of its words: 'reset of a LIF layer is "none": choose subtract or zero'
 */
export function requireChoices<Spec>(
	owner: string,
	spec: Spec,
	choices: Choices<Spec>,
): void {
	for (const option in choices) {
		const known: readonly Spec[keyof Spec][] = choices[option] ?? [];
		if (!known.includes(spec[option]))
			throw new Error(
				`${option} of ${owner} is "${spec[option]}": choose ${known.join(" or ")}`,
			);
	}
}

/**
 * @param owner what has the options, e.g. "a LIF layer"
 * @throws unless each option is in its range: "alpha of an SRC layer is 2: a leak must be a number in 0 … 1"
 */
export function requireRanges<Spec>(
	owner: string,
	spec: Spec,
	ranges: readonly Range<Spec>[],
): void {
	for (const { options, holds, range } of ranges)
		for (const option of options)
			if (!holds(spec[option]))
				throw new Error(`${option} of ${owner} is ${spec[option]}: ${range}`);
}
