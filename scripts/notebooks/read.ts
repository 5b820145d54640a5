/** Reads a notebook's script. */
import { readFileSync } from "node:fs";
import { shortPath } from "../project.js";
import { parseScript, type ScriptCell } from "./script.js";

/**
 * The cells of the script at `file`.
 * @throws if it is not in percent format
 */
export function readScript(file: string): ScriptCell[] {
	const text = readFileSync(file, "utf8").replace(/\r\n/g, "\n");
	return parseScript(text, shortPath(file));
}

/** How messages call a line of a script, e.g. "notebooks/01-from-gru-to-spikes.ts:45: cell [7], line 3". */
export function place(
	file: string,
	cells: readonly ScriptCell[],
	line: number,
): string {
	const before = cells.filter(
		(cell) => cell.kind === "code" && cell.line <= line,
	);
	const lineInCell = line - (before.at(-1)?.line ?? 1) + 1;
	return `${shortPath(file)}:${line}: cell [${before.length}], line ${lineInCell}`;
}
