/**
 * The process in which cells run: the real tslab (its converter and its executor) with the mends around it, and without its sockets, which lose
 * what a busy cell prints. Started by ExecutorProcess, in the notebook's folder, for the kernel and for the runner of notebooks alike.
 */
// Before tslab, which must find the compiler mended.
import "../mends/installed.js";

import path from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { provideKernel } from "spiking-recurrent-cell/dist/notebook/kernel.js";
import { type Converter, createConverter } from "tslab/dist/converter";
import { createExecutor } from "tslab/dist/executor";
import { failureContent } from "../errors.js";
import { mendConverted, mendEmitted, mendSource } from "../mends/apply.js";
import { mends } from "../mends/installed.js";
import { defineVariable } from "../mends/variables.js";
import type { Request } from "../messages.js";
import { complete, inspect, isComplete, nameAskedFor } from "./ask.js";
import { begin, Cell, currentCell, runIn } from "./cell.js";
import { report } from "./channel.js";
import { openComm, receiveComm, registerTarget } from "./comms.js";
import { cellFile, type RunCell, thrownError, typeErrors } from "./errors.js";
import {
	breakable,
	expectInterruptsOf,
	listenForInterrupts,
	until,
} from "./interrupts.js";
import { loadTypescript, requireForCells } from "./require.js";
import { addFormatter, showResult } from "./results.js";
import { display, print, redirectOutput } from "./streams.js";

/** What background work may still take after the last cell, in milliseconds: a timer that never ends must not hold up the end. */
const AFTERMATH = 1000;

/** What tslab itself puts in place for the code it runs. */
interface TslabGlobal {
	exports: Record<string, unknown>;
	require: NodeJS.Require;
}

const folder = process.cwd();
const cells = new Map<number, RunCell>();
const variables: Record<string, unknown> = {};
/** The variable in which tslab keeps the value of the last expression. */
let resultVariable: string | undefined;

runCellsMended();
loadTypescript();
const converter = mendedConverter(
	createConverter({ isJS: false, isBrowser: false }),
);
const executor = createExecutor(
	folder,
	{ node: converter, browser: converter, close: () => converter.close() },
	{ log: showResult, error: (...printed) => noteError(printed[0]) },
);
const tslab = (globalThis as unknown as { __tslab__: TslabGlobal }).__tslab__;
tslab.require = requireForCells(tslab.require);
// tslab reads the value of a cell's last expression from its own variables: there it finds these below them.
tslab.exports = variables;
Object.setPrototypeOf(executor.locals, variables);
Object.assign(
	tslab,
	listenForInterrupts(() => executor.interrupt()),
	{ define: defineVariable, meta: importMeta() },
);
provideKernel({
	interruption: () => currentCell().signal,
	endsByItself: () => currentCell().endsByItself(),
	write: display,
	clearOutput: (wait = false) =>
		report({ type: "clear", cell: currentCell().number, wait }),
	addFormatter,
	openComm,
	registerTarget,
});
redirectOutput();

for (const event of ["unhandledRejection", "uncaughtException"] as const)
	process.on(event, (reason: unknown) => failInBackground(reason));
process.on("disconnect", () => process.exit(1));
process.on("message", (request: Request) => void answer(request));
report({ type: "ready" });

async function answer(request: Request): Promise<void> {
	switch (request.type) {
		case "execute":
			await execute(new Cell(request.cell, request.code));
			return;
		case "finish":
			finish();
			return;
		default: {
			const content = await contentFor(request);
			report({ type: "answer", id: request.id, content });
		}
	}
}

/** What is asked for, or why it cannot be had: whoever asks waits until something comes. */
async function contentFor(
	request: Exclude<Request, { type: "execute" | "finish" }>,
): Promise<object> {
	try {
		switch (request.type) {
			case "complete":
				return complete(executor, request.code, request.position);
			case "inspect":
				return inspect(executor, request.code, request.position);
			case "is-complete":
				return isComplete(request.code);
			case "comm":
				await receiveComm(request, failInBackground);
				return {};
		}
	} catch (error) {
		const type = `${request.type.replace("-", "_")}_request`;
		return { status: "error", ...failureContent(type, error) };
	}
}

async function execute(cell: Cell): Promise<void> {
	begin(cell);
	expectInterruptsOf(cell.number);
	report({ type: "begun", cell: cell.number });
	await runIn(cell, async () => {
		try {
			const name = nameAskedFor(cell.source);
			if (name) page(cell, name);
			else await run(cell);
		} catch (error) {
			// What fails before or after the part of which tslab prints the errors, such as the forms of the result.
			noteError(error);
		}
		// Rejections that nobody handles are reported at the end of this turn of the event loop.
		await new Promise(setImmediate);
	});
	cell.ended = true;
	if (cell.error) report({ type: "failed", cell: cell.number, ...cell.error });
	else report({ type: "executed", cell: cell.number });
}

async function run(cell: Cell): Promise<void> {
	const hint = (text: string) => print("stderr", text);
	await executor.execute(mendSource(cell.source, mends, hint));
	if (resultVariable) variables[resultVariable] = undefined;
	await until(cell.result);
}

/** Hands the documentation of a name to the front end's pager. */
function page(cell: Cell, name: string): void {
	const { found, data } = inspect(executor, name, name.length);
	const text = `nothing is known of "${name}"`;
	const shown = found ? data : { "text/plain": text };
	report({ type: "page", cell: cell.number, data: shown, metadata: {} });
}

/** tslab prints an error and says no more of it; this takes the first one of a cell. */
function noteError(reason: unknown): void {
	const cell = currentCell();
	const interrupted = cell.signal.aborted && reason instanceof Error;
	cell.error ??= thrownError(
		interrupted && /^Interrupted asynchronously$/.test(reason.message)
			? cell.reason
			: reason,
		cells,
	);
}

/** A rejection that nobody handles, or an error thrown by a timer or a comm's handler, fails the cell that caused it. */
function failInBackground(reason: unknown): void {
	const cell = currentCell();
	const error = thrownError(reason, cells);
	if (cell.ended) report({ type: "failed", cell: cell.number, ...error });
	else {
		cell.error ??= error;
		if (!cell.interrupt()) executor.interrupt();
	}
}

/** tslab keeps of the compiler's complaints only what it prints. */
function mendedConverter(converter: Converter): Converter {
	return {
		...converter,
		convert(previous, source) {
			const result = converter.convert(previous, source);
			const cell = currentCell();
			if (result.diagnostics.length > 0)
				cell.error = typeErrors(result.diagnostics, cell.number, cell.source);
			resultVariable = result.lastExpressionVar;
			return mendConverted(result, source, mends);
		},
	};
}

/** tslab runs all cells under one nameless file, as it emitted them; stack traces must tell them apart. */
function runCellsMended(): void {
	const original = vm.runInThisContext;
	vm.runInThisContext = (emitted, options) => {
		if (!emitted.endsWith("(__tslab__.exports, __tslab__.require)"))
			return original(emitted, options);
		const cell = currentCell();
		const mended = mendEmitted(emitted, mends);
		cells.set(cell.number, { source: cell.source, emitted: mended });
		return breakable(() =>
			original(mended, {
				...(options as vm.RunningScriptOptions),
				filename: cellFile(cell.number),
			}),
		);
	};
}

/** `import.meta`, `__dirname` and `__filename` of a module that lies where the notebook lies. */
function importMeta(): ImportMeta {
	// Jupyter's server says which notebook it is; others do not.
	const name = path.basename(process.env.JPY_SESSION_NAME ?? "notebook.ipynb");
	const filename = path.join(folder, name);
	Object.assign(globalThis, { __dirname: folder, __filename: filename });
	return {
		dirname: folder,
		filename,
		url: pathToFileURL(filename).href,
		resolve: (id: string) => pathToFileURL(tslab.require.resolve(id)).href,
	};
}

function finish(): void {
	executor.close();
	const done = () => {
		report({ type: "finished" });
		process.exit(0);
	};
	process.once("beforeExit", done);
	setTimeout(done, AFTERMATH).unref();
	process.channel?.unref();
}
