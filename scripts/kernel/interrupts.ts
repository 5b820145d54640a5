/** Interrupts, as the kernel hands them on: a cell hears of one when it has begun, and one that stays deaf to it ends with the next. */
import type { CellQueue, Run } from "./cell-queue.js";
import type { ExecutorProcess } from "./executor-process.js";
import type { OrderedPublisher } from "./publisher.js";

/** Milliseconds an interrupted cell may stay deaf before the user is told. */
const PATIENCE = 3000;

export class Interrupts {
	readonly #cells: CellQueue;
	readonly #publisher: OrderedPublisher;
	readonly #executor: () => ExecutorProcess;

	/** @param executor the one that runs now */
	constructor(
		cells: CellQueue,
		publisher: OrderedPublisher,
		executor: () => ExecutorProcess,
	) {
		this.#cells = cells;
		this.#publisher = publisher;
		this.#executor = executor;
	}

	/** Interrupts the cell that runs. A second interrupt of a cell that did not notice the first ends the executor: names are lost then. */
	interrupt(): void {
		const run = this.#cells.running;
		if (!run) return;
		const again = run.interruptNoticed === false;
		run.interruptNoticed = false;
		// A cell that has not begun is interrupted when it does.
		if (!run.begun) return;
		if (again) this.#executor().kill();
		else this.#hand(run);
	}

	/** The executor has begun the cell that runs. */
	begun(run: Run): void {
		run.begun = true;
		if (run.interruptNoticed === false) this.#hand(run);
	}

	#hand(run: Run): void {
		this.#executor().interrupt(run.cell);
		setTimeout(() => {
			if (this.#cells.running === run && !run.interruptNoticed)
				this.#publisher.stream(
					run.request.header,
					"stderr",
					"This cell computes in a library that cannot be interrupted. Wait, or interrupt once more: then its process ends, and all names are lost.\n",
				);
		}, PATIENCE).unref();
	}
}
