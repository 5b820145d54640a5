/**
 * Parameters that papermill puts into a notebook: it knows no TypeScript, so it is asked to write them in Python
 * (`papermill --language python -p rate 0.5`), and such a cell is read as the TypeScript it means.
 */
import type { Mend } from "./mend.js";

/** How papermill begins such a cell; no TypeScript begins so. */
const INJECTED = /^\s*# Parameters\s*\n/;

const WORDS: Readonly<Record<string, string>> = {
	True: "true",
	False: "false",
	None: "null",
	"float('nan')": "NaN",
	"float('inf')": "Infinity",
	"float('-inf')": "-Infinity",
};

/** A string, or one of the words, or the name that a line assigns, or a comment. */
const TOKENS =
	/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|float\('-?(?:nan|inf)'\)|\b(?:True|False|None)\b|^[A-Za-z_]\w*(?= = )|^#/gm;

export const readParameters: Mend = {
	source: (source) =>
		INJECTED.test(source)
			? source.replace(TOKENS, (token) => {
					if (token === "#") return "//";
					if (/^["']/.test(token)) return token;
					return WORDS[token] ?? `var ${token}`;
				})
			: source,
};
