/**
 * Where the main thread and its workers meet: counters in shared memory. Waking a thread through its event loop takes longer than a
 * small batch runs, so threads wait for these counters instead.
 */

/** Places in the counters: orders given so far; answers to the last one; workers that have come to its gathering. */
const ORDERS = 0;
const ANSWERS = 1;
const GATHERED = 2;
const COUNTERS = 3;

/** Longest time that the main thread's other work has to wait (ms). */
const SLICE = 4;

function turnOfEventLoop(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

export class Rendezvous {
	private readonly counters: Int32Array;
	/** When the main thread last let other work through. */
	private lastTurn = 0;

	/** @param memory of the rendezvous to join; without it a new one */
	constructor(
		readonly memory: SharedArrayBuffer = new SharedArrayBuffer(
			COUNTERS * Int32Array.BYTES_PER_ELEMENT,
		),
	) {
		this.counters = new Int32Array(memory);
	}

	/** The main thread: wakes the workers, whose orders have been posted. */
	call(): void {
		Atomics.store(this.counters, ANSWERS, 0);
		Atomics.store(this.counters, GATHERED, 0);
		Atomics.add(this.counters, ORDERS, 1);
		Atomics.notify(this.counters, ORDERS);
	}

	/** A worker: sleeps until the order of that number, 1, 2, …, has been given. */
	awaitCall(order: number): void {
		this.sleepUntil(ORDERS, order);
	}

	/** A worker: sleeps until all `workers` have come here. */
	gather(workers: number): void {
		this.count(GATHERED);
		this.sleepUntil(GATHERED, workers);
	}

	/** A worker: has done what it was told. */
	answer(): void {
		this.count(ANSWERS);
	}

	/** The main thread: until all `workers` have answered, or `lost` says that they will not; lets other work through meanwhile. */
	async answers(workers: number, lost: () => boolean): Promise<void> {
		for (;;) {
			const answers = Atomics.load(this.counters, ANSWERS);
			if (answers < workers)
				Atomics.wait(this.counters, ANSWERS, answers, SLICE);
			if (performance.now() - this.lastTurn >= SLICE) {
				await turnOfEventLoop();
				this.lastTurn = performance.now();
			}
			if (answers === workers || lost()) return;
		}
	}

	private count(counter: number): void {
		Atomics.add(this.counters, counter, 1);
		Atomics.notify(this.counters, counter);
	}

	private sleepUntil(counter: number, value: number): void {
		for (;;) {
			const now = Atomics.load(this.counters, counter);
			if (now >= value) return;
			Atomics.wait(this.counters, counter, now);
		}
	}
}
