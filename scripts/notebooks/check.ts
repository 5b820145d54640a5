/** Says whether a notebook's .ipynb is the one its script makes. */
import { existsSync, readFileSync } from "node:fs";
import { shortPath } from "../project.js";
import { firstDifference } from "./convert.js";
import type { Notebook } from "./nbformat.js";
import { readScript } from "./read.js";
import { nameOf } from "./select.js";

/** The complaint, or undefined if `ipynb` and `script` hold the same cells. */
export function checkNotebook(
	script: string,
	ipynb: string,
): string | undefined {
	const cells = readScript(script);
	const remedy = `run "npm run notebooks -- ${nameOf(script)}"`;
	if (!existsSync(ipynb))
		return `${shortPath(ipynb)} is missing: ${remedy} to make it from ${shortPath(script)}`;
	const difference = firstDifference(cells, readNotebook(ipynb));
	if (!difference) return undefined;
	const { cell, line } = difference;
	const where = `${shortPath(ipynb)}: ${cell ?? "the end"} differs from ${shortPath(script)}${line ? `:${line}` : ", which ends before it"}`;
	return `${where}: ${remedy} to build it from the script, or add --adopt to keep what the .ipynb says`;
}

/** @throws if the file is no notebook of nbformat 4 */
export function readNotebook(ipynb: string): Notebook {
	try {
		const notebook: Notebook = JSON.parse(readFileSync(ipynb, "utf8"));
		if (notebook.nbformat === 4 && Array.isArray(notebook.cells))
			return notebook;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}
	throw new Error(
		`${shortPath(ipynb)} is no Jupyter notebook (nbformat 4): delete it and run "npm run notebooks" again`,
	);
}
