/** Reads a notebook's script and checks it for what tslab stumbles over. */
import { readFileSync } from "node:fs";
import { shortPath } from "./project.js";
import { parseScript, type ScriptCell } from "./script.js";
import { findTraps } from "./traps.js";

/**
 * The cells of the script at `file`.
 * @throws if it is not in percent format, or holds what tslab cannot run; one line for each such place
 */
export function readScript(file: string): ScriptCell[] {
	const text = readFileSync(file, "utf8").replace(/\r\n/g, "\n");
	const cells = parseScript(text, shortPath(file));
	const complaints = findTraps(text, cells).map(
		({ line, message }) => `${place(file, cells, line)}: ${message}`,
	);
	if (complaints.length > 0) throw new Error(complaints.join("\n"));
	return cells;
}

/** How messages call a line of a script, e.g. "notebooks/01-neuron.ts:45: cell [7], line 3". */
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
