/** What every command line here shares: options that are checked, and messages that list what would be right. */
import { parseArgs } from "node:util";

/** The options of a command by name; "boolean" takes no value. */
export type Known = Readonly<
	Record<string, { readonly type: "string" | "boolean" }>
>;

/** Values by option; a string option that is not given is missing, a boolean one false. */
export type Values<K extends Known> = {
	readonly [Name in keyof K]: K[Name]["type"] extends "boolean"
		? boolean
		: string | undefined;
};

/**
 * Reads a command line that has options only.
 * @throws Error that lists the valid options, or names the one whose value is missing or of no use.
 */
export function readOptions<K extends Known>(
	args: readonly string[],
	known: K,
): Values<K> {
	const { values, words } = readCommand(args, known);
	if (words.length)
		throw new Error(
			`unexpected argument "${words[0]}"; valid options: ${optionList(known)}`,
		);
	return values;
}

/** Reads a command line of options and words, e.g. names. @throws as `readOptions`, but for the words */
export function readCommand<K extends Known>(
	args: readonly string[],
	known: K,
): { readonly values: Values<K>; readonly words: readonly string[] } {
	// Not strict: parseArgs' own messages do not list what would be right.
	const { values, positionals } = parseArgs({
		args: [...args],
		options: known,
		allowPositionals: true,
		strict: false,
	});
	for (const [name, value] of Object.entries(values)) {
		if (!Object.hasOwn(known, name))
			throw new Error(
				`unknown option "--${name}"; valid options: ${optionList(known)}`,
			);
		const needsValue = known[name].type === "string";
		if (needsValue && (value === true || value === ""))
			throw new Error(`option "--${name}" needs a value`);
		if (!needsValue && value !== true)
			throw new Error(`option "--${name}" takes no value, got "${value}"`);
	}
	const read = Object.entries(known).map(([name, { type }]) => [
		name,
		type === "boolean" ? values[name] === true : values[name],
	]);
	return { values: Object.fromEntries(read) as Values<K>, words: positionals };
}

function optionList(known: Known): string {
	return Object.keys(known)
		.map((name) => `--${name}`)
		.join(", ");
}

/** The given one of several words; undefined if none is given. @throws Error that lists them */
export function oneOf<T extends string>(
	option: string,
	given: string | undefined,
	words: readonly T[],
): T | undefined {
	if (given === undefined) return undefined;
	const found = words.find((word) => word === given);
	if (found !== undefined) return found;
	throw new Error(`--${option} is "${given}": choose from ${words.join(", ")}`);
}

/** A number in a range, `fallback` if none is given. @throws Error that names option, value and range */
export function numberIn(
	option: string,
	given: string | undefined,
	fallback: number,
	range: { readonly from: number; readonly to?: number; readonly whole?: true },
): number {
	if (given === undefined) return fallback;
	const { from, to = Number.MAX_SAFE_INTEGER, whole } = range;
	const value = given.trim() === "" ? Number.NaN : Number(given);
	if (value >= from && value <= to && (!whole || Number.isInteger(value)))
		return value;
	const bounds = range.to === undefined ? `≥ ${from}` : `in ${from} … ${to}`;
	throw new Error(
		`--${option} is "${given}": it must be ${whole ? "an integer" : "a number"} ${bounds}`,
	);
}
