/**
 * Interrupts, for a process whose main thread may be deep in a loop. A thread beside it listens to a pipe: a line with a cell's number
 * interrupts that cell, and the end of the pipe (whoever started this process is gone) ends the process with all its children.
 */
import { Worker } from "node:worker_threads";
import { INTERRUPTS_FD } from "../messages.js";
import { type Cell, currentCell, latestCell } from "./cell.js";
import { report } from "./channel.js";

/** [0]: not 0 while loops shall end (mends/interruptible.ts); [1]: the cell that was begun last; [2]: not 0 while its synchronous part runs. */
const flag = new Int32Array(new SharedArrayBuffer(12));

/** The cell whose loop found the flag raised, until the interrupt's message comes. */
let stopped: Cell | undefined;

/** Milliseconds the main thread has to notice the flag before V8 is asked to break off whatever it computes. */
const PATIENCE = 150;
/** Milliseconds between two looks of the thread beside it. */
const STEP = 25;

const WATCH = `
const { parentPort, workerData } = require("node:worker_threads");
const { Socket } = require("node:net");
const { flag, fd, patience, step } = workerData;
const pipe = new Socket({ fd, readable: true, writable: false });
let text = "";
pipe.setEncoding("utf8").on("data", (chunk) => {
	text += chunk;
	const lines = text.split("\\n");
	text = lines.pop();
	for (const line of lines) interrupt(Number(line));
});
const end = () => {
	// The whole group, so that programs which cells started go too; on Windows there is none.
	try { process.kill(-process.pid, "SIGKILL"); } catch { process.kill(process.pid, "SIGKILL"); }
};
pipe.on("end", end).on("error", end);
function interrupt(cell) {
	if (Atomics.load(flag, 1) !== cell) return;
	Atomics.store(flag, 0, 1);
	parentPort.postMessage(cell);
	// Windows would end the process.
	if (process.platform !== "win32") breakOff(cell, patience);
}
// SIGINT ends tslab's own run of a cell's synchronous part, library code included, and that run only: beside it, it would end the process.
function breakOff(cell, left) {
	if (!Atomics.load(flag, 0) || Atomics.load(flag, 1) !== cell) return;
	if (!Atomics.load(flag, 2)) setTimeout(breakOff, step, cell, patience);
	else if (left > 0) setTimeout(breakOff, step, cell, left - step);
	else process.kill(process.pid, "SIGINT");
}
`;

export interface InterruptHooks {
	/** What cells call; see mends/interruptible.ts. */
	readonly flag: Int32Array;
	readonly stop: () => void;
	readonly until: (value: unknown) => Promise<unknown>;
	readonly each: (
		values: AsyncIterable<unknown> | Iterable<unknown>,
	) => AsyncIterable<unknown>;
}

/** @param force ends the cell though it awaits nothing that can be ended */
export function listenForInterrupts(force: () => void): InterruptHooks {
	// Between the synchronous parts of cells the signal means nothing.
	process.on("SIGINT", () => {});
	const watcher = new Worker(WATCH, {
		eval: true,
		workerData: { flag, fd: INTERRUPTS_FD, patience: PATIENCE, step: STEP },
		// Options of the main thread are not for it.
		execArgv: [],
		env: {},
	});
	watcher.unref();
	watcher.on("message", (number: number) => {
		const raised = Atomics.exchange(flag, 0, 0);
		const cell = latestCell();
		if (cell.number !== number || cell.ended) return;
		report({ type: "interrupted", cell: number });
		// A loop of the cell was quicker, and its code may have caught what it threw.
		if (!raised && stopped === cell) {
			stopped = undefined;
			return;
		}
		const repeated = cell.signal.aborted;
		if (!cell.interrupt() || repeated) force();
	});
	return { flag, stop, until, each };
}

/** Says which cell interrupts mean from now on. */
export function expectInterruptsOf(number: number): void {
	Atomics.store(flag, 1, number);
	Atomics.store(flag, 0, 0);
}

/** Runs the synchronous part of a cell, which SIGINT may break off. */
export function breakable<T>(body: () => T): T {
	Atomics.store(flag, 2, 1);
	try {
		return body();
	} finally {
		Atomics.store(flag, 2, 0);
	}
}

/** Called by a loop that found the flag raised: it holds up the process, whichever cell it belongs to. */
function stop(): void {
	Atomics.store(flag, 0, 0);
	stopped = currentCell();
	stopped.interrupt();
	throw stopped.reason;
}

/** The value, or the interruption of the cell that awaits it. */
export function until(value: unknown): Promise<unknown> {
	const { waiting } = currentCell();
	return new Promise((resolve, reject) => {
		waiting.add(reject);
		const settled = () => waiting.delete(reject);
		Promise.resolve(value).then(
			(result) => {
				settled();
				resolve(result);
			},
			(error) => {
				settled();
				reject(error);
			},
		);
	});
}

async function* each(
	values: AsyncIterable<unknown> | Iterable<unknown>,
): AsyncGenerator<unknown> {
	const iterator =
		Symbol.asyncIterator in values
			? values[Symbol.asyncIterator]()
			: values[Symbol.iterator]();
	let done = false;
	try {
		for (;;) {
			const next = (await until(iterator.next())) as IteratorResult<unknown>;
			done = next.done === true;
			if (done) return;
			yield await until(next.value);
		}
	} finally {
		if (!done) await iterator.return?.();
	}
}
