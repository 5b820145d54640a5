/** Takes this machine's paths out of what a notebook shows. */
import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { pathToFileURL } from "node:url";
import { PROJECT } from "../project.js";
import { isText, joined, type Output } from "./nbformat.js";

export type Scrub = (text: string) => string;

/** A function that makes paths relative to the project, and calls the data and home folders "$SRC_DATA" and "~". */
export function scrubber(env: NodeJS.ProcessEnv = process.env): Scrub {
	const folders = [
		...spellings(PROJECT).map((folder) => ({ folder, short: "." })),
		...spellings(env.SRC_DATA).map((folder) => ({
			folder,
			short: "$SRC_DATA",
		})),
		...spellings(homedir()).map((folder) => ({ folder, short: "~" })),
	]
		// The longest first: one folder may lie inside another, and a URL ends in its path.
		.sort((a, b) => b.folder.length - a.folder.length)
		.map(({ folder, short }) => ({
			pattern: new RegExp(`${escaped(folder)}(?:([/\\\\]+)|(?![\\w.-]))`, "g"),
			short,
			inside: short === "." ? "" : `${short}/`,
		}));
	return (text) =>
		folders.reduce(
			(result, { pattern, short, inside }) =>
				result.replace(pattern, (_, slash?: string) =>
					slash ? inside : short,
				),
			text,
		);
}

/** The ways a folder may be written: with links resolved, as a URL, and with backslashes doubled by JSON. */
function spellings(folder: string | undefined): string[] {
	// A home of "/" says nothing about the machine, and would be found in every path.
	if (!folder || folder.length < 4) return [];
	const paths = [folder];
	try {
		paths.push(realpathSync(folder));
	} catch {
		// It does not exist.
	}
	const all = paths.flatMap((path) => [
		path,
		pathToFileURL(path).href,
		path.replace(/\\/g, "\\\\"),
	]);
	return [...new Set(all)];
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** The same output with every text in it scrubbed. */
export function scrubbed(output: Output, scrub: Scrub): Output {
	if (output.output_type === "stream")
		return { ...output, text: scrub(joined(output.text)) };
	if (output.output_type === "error")
		return {
			...output,
			evalue: scrub(output.evalue),
			traceback: output.traceback.map(scrub),
		};
	const data = Object.entries(output.data).map(([mime, content]) => [
		mime,
		typeof content === "string" && isText(mime) ? scrub(content) : content,
	]);
	return { ...output, data: Object.fromEntries(data) };
}
