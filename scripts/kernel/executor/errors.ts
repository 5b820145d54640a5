/** Errors as a cell's author wants them: lines of TypeScript, the line itself, and nothing of the machinery. */
import { inspect, types } from "node:util";
import type { Diagnostic } from "tslab/dist/converter";
import type { CellError, CellPlace } from "../messages.js";
import { sourceLine } from "./align.js";
import { Interrupted } from "./cell.js";
import { sourceLineIn } from "./require.js";

/** What ran as a cell: its TypeScript, and the JavaScript that was made of it. */
export interface RunCell {
	readonly source: string;
	readonly emitted: string;
}

export type RunCells = ReadonlyMap<number, RunCell>;

/** Name under which Node knows the code of a cell, hence what stack traces say. */
export function cellFile(cell: number): string {
	return `cell-${cell}.ts`;
}

const FRAME = /\bcell-(-?\d+)\.ts:(\d+)(?::(\d+))?/g;
const FILE_FRAME = /((?:\/|[A-Za-z]:\\)[^():]*\.ts):(\d+):(\d+)/g;
const MACHINERY =
	/\(node:|at node:|[\\/]tslab[\\/]dist[\\/]|[\\/]kernel[\\/]executor[\\/]|\[as (stop|until|each)\]/;
/** Lines shown before and after the one that failed. */
const CONTEXT = 2;

/** A thrown or rejected `reason`, any value. */
export function thrownError(reason: unknown, cells: RunCells): CellError {
	try {
		return types.isNativeError(reason)
			? nativeError(reason, cells)
			: thrownValue(inspect(reason));
	} catch {
		return thrownValue("a value that fails when it is looked at");
	}
}

function thrownValue(text: string): CellError {
	const name = "thrown value";
	return {
		name,
		message: text,
		place: undefined,
		traceback: [red(name), text],
	};
}

function nativeError(reason: Error, cells: RunCells): CellError {
	// So does V8 say that tslab's run of a cell was broken off by SIGINT.
	if ((reason as NodeJS.ErrnoException).code === BROKEN_OFF)
		return nativeError(new Interrupted(), cells);
	// Any value may have been assigned to them.
	const name = String(reason.name);
	const message = String(reason.message);
	const { header, stack } = split(inspect(reason));
	const places: CellPlace[] = [];
	const lines = stack
		.split("\n")
		.filter((line) => !MACHINERY.test(line))
		.map((text) =>
			text
				// Functions of earlier cells are called as members of an object that nobody knows.
				.replace(/\bat Object\.(?=[\w$]+ \(cell-)/, "at ")
				.replace(FRAME, (...match: string[]) => {
					const place = placeOf(match, cells);
					places.push(place);
					return `cell [${place.cell}], line ${place.line}`;
				})
				.replace(
					FILE_FRAME,
					(_, file: string, line: string, column: string) =>
						`${file}:${sourceLineIn(file, Number(line), Number(column))}`,
				),
		)
		// The cell's code and the function around it stand on one line.
		.filter((line, k, all) => line !== all[k - 1]);
	if (places.length === 0)
		for (const match of header.matchAll(FRAME))
			places.push(placeOf(match, cells));
	const [place] = places;
	return {
		name,
		message,
		place,
		traceback: [
			...lines.map((line) => line.replace(name, red(name))),
			...(place ? ["", ...excerpt(place, cells.get(place.cell)?.source)] : []),
		],
	};
}

const BROKEN_OFF = "ERR_SCRIPT_EXECUTION_INTERRUPTED";

function placeOf(
	[, cell, line, column]: readonly string[],
	cells: RunCells,
): CellPlace {
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
	const end = /^cell--?\d+\.ts:\d+\n/.test(text) ? text.indexOf("\n\n") : -1;
	return end < 0
		? { header: "", stack: text }
		: { header: text.slice(0, end), stack: text.slice(end + 2) };
}

/** What the compiler complains of in a cell, all of it. */
export function typeErrors(
	diagnostics: readonly Diagnostic[],
	cell: number,
	source: string,
): CellError {
	const errors = joinedChains(diagnostics);
	const where = ({ fileName, start }: Diagnostic) =>
		`${fileName ? `${fileName}, ` : ""}line ${start.line + 1}, column ${start.character + 1}`;
	const lines = errors.map(
		(error) => `${where(error)}: TS${error.code}: ${error.messageText}`,
	);
	const inCell = errors.find(({ fileName }) => !fileName);
	return {
		name:
			errors.length === 1
				? `TS${errors[0].code}`
				: `${errors.length} type errors`,
		message:
			errors.length === 1
				? `${where(errors[0])}: ${errors[0].messageText}`
				: lines.join("\n"),
		place: { cell, line: (inCell?.start.line ?? 0) + 1 },
		traceback: errors.flatMap((error, k) => [
			...(k > 0 ? [""] : []),
			`${red(`TS${error.code}`)} ${error.messageText}`,
			...(error.fileName
				? [`    in ${where(error)}`]
				: excerpt({ cell, line: error.start.line + 1 }, source, error)),
		]),
	};
}

/** tslab lists the parts of one long complaint as complaints of their own, all at one place. */
function joinedChains(diagnostics: readonly Diagnostic[]): Diagnostic[] {
	const joined: Diagnostic[] = [];
	for (const next of diagnostics) {
		const last = joined.at(-1);
		if (
			last?.start.offset === next.start.offset &&
			last.end.offset === next.end.offset
		)
			joined[joined.length - 1] = {
				...last,
				messageText: `${last.messageText}\n  ${next.messageText}`,
			};
		else joined.push(next);
	}
	return joined;
}

/** The line and its neighbours, with the marked part of the line underlined. */
function excerpt(
	{ cell, line }: CellPlace,
	source: string | undefined,
	marked?: Diagnostic,
): string[] {
	if (source === undefined) return [];
	const lines = source.split("\n");
	const first = Math.max(1, line - CONTEXT);
	const last = Math.min(lines.length, line + CONTEXT);
	const width = String(last).length;
	const shown: string[] = [`cell [${cell}], line ${line}`];
	for (let number = first; number <= last; number++) {
		const gutter = `${number === line ? ">" : " "} ${String(number).padStart(width)} | `;
		const text = lines[number - 1];
		shown.push(number === line ? bold(gutter + text) : gutter + text);
		if (marked && number === line) shown.push(underline(marked, gutter, text));
	}
	return shown;
}

function underline(
	{ start, end }: Diagnostic,
	gutter: string,
	text: string,
): string {
	const last = end.line === start.line ? end.character : text.length;
	// Tabs are as wide in the line below as in the line itself.
	const before = text.slice(0, start.character).replace(/[^\t]/g, " ");
	const marks = "^".repeat(Math.max(1, last - start.character));
	return `${" ".repeat(gutter.length)}${before}${red(marks)}`;
}

function red(text: string): string {
	return `\x1b[31m${text}\x1b[39m`;
}

function bold(text: string): string {
	return `\x1b[1m${text}\x1b[22m`;
}
