/**
 * The process in which a notebook runs: the real tslab (its converter, executor and Jupyter handler) without the sockets around it, so that
 * nothing it prints is lost and a rejection nobody handles fails the run. Started by `executeNotebook`, in the notebook's folder.
 */
import vm from "node:vm";
import { createConverter } from "tslab/dist/converter";
import { createExecutor } from "tslab/dist/executor";
// The handler sets this module's `lastWriteDisplayData` anew for every cell, as in Jupyter. tslab's `display` and the library's figures
// write through it; both find the same module, since there is one tslab in this project.
import { JupyterHandlerImpl } from "tslab/dist/jupyter";
import {
	cellFile,
	type RunCell,
	thrownError,
	typeError,
} from "./cell-error.js";
import type { CellError, Report, Request } from "./messages.js";

/** What background work may still take after the last cell, in milliseconds: a timer that never ends must not hold up the run. */
const AFTERMATH = 1000;

const cells = new Map<number, RunCell>();
let current = 0;
let source = "";
let failure: CellError | undefined;

nameCellsInStackTraces();
const converter = createConverter({ isJS: false, isBrowser: false });
const executor = createExecutor(
	process.cwd(),
	{ node: converter, browser: converter, close: () => converter.close() },
	{ log: console.log, error: noteError },
);
const handler = new JupyterHandlerImpl(executor, false);

process.on("unhandledRejection", (reason) => fail(thrownError(reason, cells)));
process.on("uncaughtException", (error) => fail(thrownError(error, cells)));
// Ctrl-C reaches every process of the terminal; what it means is the runner's decision.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(1));
process.on("message", (request: Request) => {
	if (request.type === "finish") finish();
	else void execute(request.cell, request.code);
});
send({ type: "ready" });

async function execute(cell: number, code: string): Promise<void> {
	current = cell;
	source = code;
	failure = undefined;
	const { status, execution_count } = await handler.handleExecute(
		{ code, silent: false, store_history: true, user_expressions: {} },
		(name, text) =>
			send({ type: "stream", name: name as "stdout" | "stderr", text }),
		({ data, metadata, transient }, update) =>
			send({
				type: "display",
				data,
				metadata,
				id: transient?.display_id,
				update: update === true,
			}),
	);
	// Rejections that nobody handles are reported at the end of this turn of the event loop.
	await new Promise(setImmediate);
	if (status === "ok") send({ type: "executed", count: execution_count });
	else fail(failure ?? thrownError(new Error(`tslab says "${status}"`), cells));
}

/** tslab prints an error and says no more of it; this takes the first one of a cell. */
function noteError(...printed: unknown[]): void {
	const [format, ...values] = printed;
	failure ??=
		format === "%s%d:%d - %s"
			? typeError(values as [string, number, number, string], current)
			: thrownError(format, cells);
}

/** tslab runs all cells under one nameless file; stack traces must tell them apart. */
function nameCellsInStackTraces(): void {
	const original = vm.runInThisContext;
	vm.runInThisContext = (emitted, options) => {
		if (!emitted.endsWith("(__tslab__.exports, __tslab__.require)"))
			return original(emitted, options);
		cells.set(current, { source, emitted });
		return original(emitted, {
			...(options as vm.RunningScriptOptions),
			filename: cellFile(current),
		});
	};
}

function finish(): void {
	executor.close();
	const done = () => send({ type: "finished" }, () => process.exit(0));
	process.once("beforeExit", done);
	setTimeout(done, AFTERMATH).unref();
	process.channel?.unref();
}

function fail(error: CellError): void {
	send({ type: "failed", ...error });
}

function send(report: Report, sent?: () => void): void {
	process.send?.(report, undefined, undefined, sent);
}
