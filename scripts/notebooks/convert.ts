/** Script ⇄ notebook, and where the two differ. */
import { createHash } from "node:crypto";
import { LANGUAGE_INFO } from "../kernel/kernel-info.js";
import { KERNEL_NAME, KERNEL_TITLE } from "./kernelspec.js";
import { type Cell, joined, type Notebook } from "./nbformat.js";
import type { ScriptCell } from "./script.js";

/** A notebook without outputs. A cell's id depends on its text only, so that an edit leaves the other cells as they are. */
export function notebookFromScript(cells: readonly ScriptCell[]): Notebook {
	const seen = new Map<string, number>();
	return {
		cells: cells.map((cell) => notebookCell(cell, seen)),
		metadata: {
			kernelspec: {
				display_name: KERNEL_TITLE,
				language: "typescript",
				name: KERNEL_NAME,
			},
			language_info: LANGUAGE_INFO,
		},
		nbformat: 4,
		nbformat_minor: 5,
	};
}

function notebookCell(
	{ kind, tags, source }: ScriptCell,
	seen: Map<string, number>,
): Cell {
	const hash = createHash("sha256")
		.update(`${kind}\n${source}`)
		.digest("hex")
		.slice(0, 12);
	const count = (seen.get(hash) ?? 0) + 1;
	seen.set(hash, count);
	const id = count === 1 ? hash : `${hash}-${count}`;
	const metadata = tags.length > 0 ? { tags } : {};
	return kind === "markdown"
		? { cell_type: "markdown", id, metadata, source }
		: {
				cell_type: "code",
				id,
				metadata,
				source,
				execution_count: null,
				outputs: [],
			};
}

/** What of a notebook stands in its script. */
export function scriptCells(notebook: Notebook): Omit<ScriptCell, "line">[] {
	return notebook.cells.map(({ cell_type, source, metadata }) => ({
		kind: cell_type,
		tags: metadata.tags ?? [],
		source: joined(source),
	}));
}

/** Where a notebook first differs from its script. */
export interface Difference {
	/** Which cell of the notebook, e.g. "code cell [3]"; undefined where the script goes on after the notebook's end. */
	readonly cell: string | undefined;
	/** Line of the script; undefined where the notebook goes on after the script's end. */
	readonly line: number | undefined;
}

/** The first difference between the sources of both, or undefined if there is none; outputs do not count. */
export function firstDifference(
	script: readonly ScriptCell[],
	notebook: Notebook,
): Difference | undefined {
	const saved = scriptCells(notebook);
	for (let k = 0; k < Math.max(script.length, saved.length); k++)
		if (!sameSource(script[k], saved[k]))
			return { cell: cellName(saved, k), line: script[k]?.line };
	return undefined;
}

function sameSource(
	a: Omit<ScriptCell, "line"> | undefined,
	b: Omit<ScriptCell, "line"> | undefined,
): boolean {
	return (
		a?.kind === b?.kind &&
		a?.source === b?.source &&
		a?.tags.join() === b?.tags.join()
	);
}

function cellName(
	cells: readonly Omit<ScriptCell, "line">[],
	k: number,
): string | undefined {
	if (!cells[k]) return undefined;
	if (cells[k].kind === "code")
		return `code cell [${cells.slice(0, k + 1).filter(({ kind }) => kind === "code").length}]`;
	return `markdown cell "${cells[k].source.split("\n")[0]}"`;
}
