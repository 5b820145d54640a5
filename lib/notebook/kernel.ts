/**
 * What this project's kernel offers the code that runs in its cells: outputs, comms, interruption. The library asks for it here and does
 * without it elsewhere; the kernel (scripts/kernel) puts it in place with `provideKernel`.
 */
import type { Bundle } from "./output.js";

export interface NotebookKernel {
	/**
	 * Aborts when the user interrupts the cell that asks. Whatever the cell started counts as the cell: its promises, timers and callbacks.
	 * A loop that awaits should look at it at every turn and throw its reason.
	 */
	interruption(): AbortSignal;
	/**
	 * Says that what the cell awaits ends by itself soon after `interruption` aborts, so that the cell goes on with its result instead of failing;
	 * a second interruption fails the cell all the same. Returns the function that takes this back, to be called once.
	 */
	endsByItself(): () => void;
	/**
	 * Adds an output to the cell that asks, or replaces the one with the same id.
	 * @throws if the bundle is no JSON
	 */
	write(bundle: Bundle, id?: string, update?: boolean): void;
	/** Removes the cell's outputs, at once or when the next one comes. */
	clearOutput(wait?: boolean): void;
	/**
	 * Teaches the kernel to show a kind of value that ends a cell. Formatters are asked in turn, the latest first; the first bundle counts.
	 * Values may also bring a method `[Symbol.for("Jupyter.display")]()` that returns MIME type → content.
	 */
	addFormatter(formatter: Formatter): void;
	/** Opens a comm (Jupyter's channel between a cell and something in the page, such as a widget). @throws as its `send` */
	openComm(target: string, message?: CommMessage, id?: string): Comm;
	/** Says what happens when the page opens a comm for this target; the last registration counts. */
	registerTarget(
		target: string,
		opened: (comm: Comm, message: Required<CommMessage>) => void,
	): void;
}

/** The forms in which a value is shown, or undefined for values of another kind. */
export type Formatter = (
	value: unknown,
) => Bundle | undefined | Promise<Bundle | undefined>;

export interface CommMessage {
	/** JSON. */
	readonly data?: Readonly<Record<string, unknown>>;
	readonly metadata?: Readonly<Record<string, unknown>>;
	/** Binary data that goes beside `data`, not inside it. */
	readonly buffers?: readonly Uint8Array[];
}

export interface Comm {
	readonly id: string;
	readonly target: string;
	/**
	 * Reaches the page, also long after the cell has ended; output of handlers, and what they throw, belongs to the cell that opened the comm or
	 * registered the target.
	 * @throws if the data is no JSON, or a buffer is no Uint8Array
	 */
	send(message: CommMessage): void;
	/** @throws as `send`; the comm is still open then */
	close(message?: CommMessage): void;
	/** What to do with messages from the page; the last call counts. */
	onMessage(handler: (message: Required<CommMessage>) => void): void;
	/** What to do when the page closes the comm; the last call counts. */
	onClose(handler: (message: Required<CommMessage>) => void): void;
}

/** Symbol rather than module state: the kernel and a notebook's copy of the library may be different files. */
const PLACE = Symbol.for("spiking-recurrent-cell.notebook-kernel");

type KernelHolder = { [PLACE]?: NotebookKernel };

/** The kernel in whose cell this code runs; undefined in scripts and in other kernels. */
export function notebookKernel(): NotebookKernel | undefined {
	return (globalThis as KernelHolder)[PLACE];
}

/** For the kernel alone. */
export function provideKernel(kernel: NotebookKernel): void {
	(globalThis as KernelHolder)[PLACE] = kernel;
}
