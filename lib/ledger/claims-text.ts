/** The ledger as people read it in its file. */
import type { Claim } from "./claim.js";

/** The text of the file that holds these claims: one line for each piece of evidence, so that people can read and edit it. */
export function claimsText(claims: readonly Claim[]): string {
	return `${jsonLines(claims, "\n")}\n`;
}

/** JSON with tabs, in which an object that holds no object but flat ones takes one line. */
function jsonLines(value: unknown, newline: string): string {
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const list = Array.isArray(value);
	const short = depthOf(value) <= (list ? 1 : 2);
	const inner = short ? " " : `${newline}\t`;
	const parts = Object.entries(value)
		.filter(([, one]) => one !== undefined)
		.map(([key, one]) => {
			const text = jsonLines(one, inner);
			return list ? text : `${JSON.stringify(key)}: ${text}`;
		});
	const [open, close] = list ? "[]" : "{}";
	if (parts.length === 0) return `${open}${close}`;
	const [before, after] = short
		? list
			? ["", ""]
			: [" ", " "]
		: [inner, newline];
	return `${open}${before}${parts.join(`,${inner}`)}${after}${close}`;
}

/** 0 of a plain value, else one more than that of the deepest one inside. */
function depthOf(value: unknown): number {
	if (typeof value !== "object" || value === null) return 0;
	return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
