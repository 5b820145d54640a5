/** Errors as a cell's author wants them: lines of TypeScript, and nothing of the machinery. */
import { inspect, types } from "node:util";
import { sourceLine } from "./align.js";
import type { CellError } from "./messages.js";

/** What ran as cell [n]: its TypeScript, and the JavaScript that tslab made of it. */
export interface RunCell {
	readonly source: string;
	readonly emitted: string;
}

/** Name under which Node knows the code of a cell, hence what stack traces say. */
export function cellFile(cell: number): string {
	return `cell-${cell}.ts`;
}

const FRAME = /\bcell-(\d+)\.ts:(\d+)(?::(\d+))?/g;
const MACHINERY =
	/\(node:|at node:|[\\/]tslab[\\/]dist[\\/]|kernel-process\.js/;

/** A thrown or rejected `reason`, any value. */
export function thrownError(
	reason: unknown,
	cells: ReadonlyMap<number, RunCell>,
): CellError {
	if (!types.isNativeError(reason))
		return {
			name: "thrown value",
			message: inspect(reason),
			cell: undefined,
			line: undefined,
			traceback: [inspect(reason)],
		};
	const { header, stack } = split(inspect(reason));
	const places: Place[] = [];
	const traceback = stack
		.split("\n")
		.filter((line) => !MACHINERY.test(line))
		.map((text) =>
			text.replace(FRAME, (...match: string[]) => {
				const place = placeOf(match, cells);
				places.push(place);
				return `cell [${place.cell}], line ${place.line}`;
			}),
		);
	if (places.length === 0)
		for (const match of header.matchAll(FRAME))
			places.push(placeOf(match, cells));
	return {
		name: reason.name,
		message: reason.message,
		cell: places[0]?.cell,
		line: places[0]?.line,
		traceback,
	};
}

interface Place {
	readonly cell: number;
	readonly line: number;
}

function placeOf(
	[, cell, line, column]: readonly string[],
	cells: ReadonlyMap<number, RunCell>,
): Place {
	const number = Number(cell);
	const run = cells.get(number);
	const at = column === undefined ? Number.POSITIVE_INFINITY : Number(column);
	return {
		cell: number,
		line: run ? sourceLine(run.source, run.emitted, Number(line), at) : 1,
	};
}

/** Node puts place and JavaScript of an error before some stacks; syntax errors have their place only there. */
function split(text: string): { header: string; stack: string } {
	const end = /^cell-\d+\.ts:\d+\n/.test(text) ? text.indexOf("\n\n") : -1;
	return end < 0
		? { header: "", stack: text }
		: { header: text.slice(0, end), stack: text.slice(end + 2) };
}

/** One of tslab's type errors, which it prints as `"%s%d:%d - %s"`: file or "", line, column, message. */
export function typeError(
	[file, line, , message]: readonly [string, number, number, string],
	cell: number,
): CellError {
	return {
		name: "type error",
		message: `${file}${message}`,
		cell,
		line,
		traceback: [`cell [${cell}], line ${line}: ${file}${message}`],
	};
}
