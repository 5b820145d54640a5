/** Executes a notebook's script with the real tslab, in a process of its own. */
import path from "node:path";
import type { Scale } from "spiking-recurrent-cell/dist/experiments/scale.js";
import type { CellError } from "../kernel/messages.js";
import { notebookFromScript } from "./convert.js";
import { NotebookFailure } from "./failure.js";
import { type Answer, KernelClient } from "./kernel-client.js";
import { type CodeCell, codeCells, type Notebook } from "./nbformat.js";
import { OutputCollector } from "./outputs.js";
import { place, readScript } from "./read.js";
import type { ScriptCell } from "./script.js";
import { scrubbed, scrubber } from "./scrub.js";

export interface ExecuteOptions {
	/** Reaches the notebook as environment variable SRC_SCALE. */
	readonly scale: Scale;
	/** Seconds a single cell may take; without it there is no limit. */
	readonly timeout?: number | undefined;
	/** Called when a cell begins and when it is done. */
	readonly onCell?: ((progress: CellProgress) => void) | undefined;
	/** Stops the run; `executeNotebook` then throws the signal's reason. */
	readonly signal?: AbortSignal | undefined;
}

export interface CellProgress {
	/** The code cell's number as Jupyter shows it: from 1. */
	readonly cell: number;
	/** How many code cells the notebook has. */
	readonly cells: number;
	readonly state: "running" | "done";
	/** How long it took; 0 while it runs. */
	readonly seconds: number;
}

export interface ExecutedNotebook {
	readonly notebook: Notebook;
	/** Seconds each code cell took; tslab's start is in none of them. */
	readonly cellSeconds: readonly number[];
	/** Seconds altogether. */
	readonly seconds: number;
}

/**
 * Builds the notebook from the script at `file`, executes it in that folder, and returns it with its outputs; writes nothing.
 * @throws NotebookFailure at a cell's error, type error, unhandled rejection, time-out or end of its process
 */
export async function executeNotebook(
	file: string,
	options: ExecuteOptions,
): Promise<ExecutedNotebook> {
	const { scale, timeout, onCell, signal } = options;
	signal?.throwIfAborted();
	const script = readScript(file);
	const sources = script.filter(({ kind }) => kind === "code");
	const notebook = notebookFromScript(script);
	notebook.metadata.spiking_recurrent_cell = { scale };
	const cells = codeCells(notebook);
	const collector = new OutputCollector();
	const cellSeconds: number[] = [];
	const begin = performance.now();
	let current = 0;

	const kernel = new KernelClient({
		folder: path.dirname(path.resolve(file)),
		env: { ...process.env, SRC_SCALE: scale },
		signal,
		// What runs before the first cell belongs to it.
		onShown: (shown) =>
			collector.add(shown, cells[Math.max(0, shown.cell - 1)].outputs),
	});
	try {
		expectGood(await kernel.started());
		for (const [index, { source }] of sources.entries()) {
			current = index;
			const progress = { cell: index + 1, cells: cells.length };
			onCell?.({ ...progress, state: "running", seconds: 0 });
			const start = performance.now();
			expectGood(
				await kernel.ask(
					{ type: "execute", cell: index + 1, code: source },
					timeout,
				),
			);
			cells[index].execution_count = index + 1;
			cellSeconds.push((performance.now() - start) / 1000);
			onCell?.({ ...progress, state: "done", seconds: cellSeconds[index] });
		}
		expectGood(await kernel.ask({ type: "finish" }));
	} finally {
		kernel.kill();
		scrubOutputs(cells);
	}
	const seconds = (performance.now() - begin) / 1000;
	return { notebook, cellSeconds, seconds };

	function expectGood(answer: Answer): void {
		if (answer.type === "aborted") throw answer.reason;
		const error = errorIn(answer);
		if (!error) return;
		const caused = answer.type === "failed" ? answer.cell : current + 1;
		const { cell, line } = error.place ?? { cell: caused, line: 1 };
		cells[cell - 1].outputs.push({
			output_type: "error",
			ename: error.name,
			evalue: error.message,
			traceback: [...error.traceback],
		});
		throw new NotebookFailure(
			failureText(file, script, sources[cell - 1], line, error),
			cell,
			notebook,
		);
	}
}

/** What a bad answer means, as an error of a cell; undefined for a good answer. */
function errorIn(answer: Answer): CellError | undefined {
	if (answer.type === "failed") return answer;
	const message =
		answer.type === "timeout"
			? `it ran for more than ${answer.seconds} s; a longer time-out is given with --timeout`
			: answer.type === "died"
				? `the kernel's process ended (${answer.how})${answer.lastWords && `: ${answer.lastWords}`}`
				: undefined;
	return message === undefined
		? undefined
		: {
				name: answer.type === "timeout" ? "time-out" : "kernel died",
				message,
				place: undefined,
				traceback: [message],
			};
}

function failureText(
	file: string,
	script: readonly ScriptCell[],
	cell: ScriptCell,
	lineInCell: number,
	error: CellError,
): string {
	const line = cell.line + lineInCell - 1;
	const source = cell.source.split("\n")[line - cell.line] ?? "";
	const text = `${place(file, script, line)}: ${error.name}: ${error.message}\n    ${line} | ${source}`;
	return scrubber()(text);
}

function scrubOutputs(cells: readonly CodeCell[]): void {
	const scrub = scrubber();
	for (const cell of cells)
		cell.outputs = cell.outputs.map((output) => scrubbed(output, scrub));
}
