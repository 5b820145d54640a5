/** What was found out about one thing that notebooks and trainings need. */
export interface Finding {
	/** "good"; "missing" where nothing works without it; "lacking" where something is left out or slower. */
	readonly state: "good" | "lacking" | "missing";
	readonly subject: string;
	readonly words: string;
	/** What to do about it; for all that is not good. */
	readonly fix?: string;
}

const MARKS = { good: "✓", lacking: "!", missing: "✗" } as const;
/** Longest name of a subject. */
const WIDTH = 10;

/** One line, e.g. `✗ kernel      not installed: run "npm run kernel"`. */
export function findingText({ state, subject, words, fix }: Finding): string {
	const line = `${MARKS[state]} ${subject.padEnd(WIDTH)}  ${words}`;
	return fix === undefined ? line : `${line}: ${fix}`;
}
