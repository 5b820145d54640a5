/** A cell while it runs and after; everything that it started carries it along, so that what happens late is still credited to it. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { CellError } from "../messages.js";

export class Interrupted extends Error {
	override readonly name = "Interrupted";
	constructor() {
		super("the cell was interrupted");
	}
}

export class Cell {
	readonly #abort = new AbortController();
	/** Rejects what the cell awaits. */
	readonly waiting = new Set<(reason: Interrupted) => void>();
	/** What went wrong first, if anything did. */
	error: CellError | undefined;
	/** Forms of the last expression's value, while they are being made. */
	result: Promise<void> | undefined;
	ended = false;

	constructor(
		/** As the front end counts; negative where it does not. */
		readonly number: number,
		readonly source: string,
	) {}

	get signal(): AbortSignal {
		return this.#abort.signal;
	}

	/** How many calls have said that they end by themselves once the signal aborts. */
	#selfEnding = 0;

	/** Takes the cell's word that what it awaits ends by itself; the returned function, to be called once, gives it back. */
	endsByItself(): () => void {
		this.#selfEnding++;
		return () => {
			this.#selfEnding--;
		};
	}

	/**
	 * Ends what the cell awaits, or lets it end by itself if it said that it does; but only the first time.
	 * @returns whether it awaited anything that can be ended
	 */
	interrupt(): boolean {
		const repeated = this.signal.aborted;
		this.#abort.abort(this.reason);
		if (this.#selfEnding > 0 && !repeated) return true;
		const { size } = this.waiting;
		for (const reject of this.waiting) reject(this.reason);
		this.waiting.clear();
		return size > 0;
	}

	#reason: Interrupted | undefined;

	get reason(): Interrupted {
		this.#reason ??= new Interrupted();
		return this.#reason;
	}
}

const context = new AsyncLocalStorage<Cell>();
const none = new Cell(0, "");
let latest = none;

/** Runs `body` as part of the cell. */
export function runIn<T>(cell: Cell, body: () => T): T {
	return context.run(cell, body);
}

/** Makes `cell` the one that is credited with what has no other origin, such as output of native code. */
export function begin(cell: Cell): void {
	latest = cell;
}

/** The cell that caused what happens now. */
export function currentCell(): Cell {
	return context.getStore() ?? latest;
}

/** The cell that was begun last. */
export function latestCell(): Cell {
	return latest;
}
