/**
 * Where the threads of a run meet: counters in shared memory. Waking a thread through its event loop takes longer than a small batch runs, so
 * threads sleep on these counters instead; and even that wakes a core too late for the shortest waits, so they watch the counter for a while first.
 */
import type { Turns } from "./turns.js";

/** Places in the counters: orders given so far; answers to the last one; threads that have come to its gathering. */
const ORDERS = 0;
const ANSWERS = 1;
const GATHERED = 2;
const COUNTERS = 3;

/** Longest sleep of the main thread (ms): so long do other work, and the news of a lost worker, wait. */
const NAP = 4;

/** How long a thread watches a counter before it sleeps (ms): about as long as the update of a small network's weights takes. */
const WATCH = 1.5;
/** Looks at a counter between two looks at the clock. */
const LOOKS = 200;

export class Rendezvous {
	private readonly counters: Int32Array;

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
		this.count(ORDERS);
	}

	/** A worker: sleeps until the order of that number, 1, 2, …, has been given. */
	awaitCall(order: number): void {
		this.wait(ORDERS, order);
	}

	/** Any thread: has come to the gathering. */
	arrive(): void {
		this.count(GATHERED);
	}

	/** A worker: sleeps until all `threads` have arrived. */
	awaitGathering(threads: number): void {
		this.wait(GATHERED, threads);
	}

	/** A worker: has done what it was told. */
	answer(): void {
		this.count(ANSWERS);
	}

	/** The main thread: until all `threads` have arrived, or `lost` says that they will not. */
	gathering(threads: number, lost: () => boolean, turns: Turns): Promise<void> {
		return this.wakefully(GATHERED, threads, lost, turns);
	}

	/** The main thread: until all `workers` have answered, or `lost` says that they will not. */
	answers(workers: number, lost: () => boolean, turns: Turns): Promise<void> {
		return this.wakefully(ANSWERS, workers, lost, turns);
	}

	/** Lets other work through meanwhile. */
	private async wakefully(
		counter: number,
		value: number,
		lost: () => boolean,
		turns: Turns,
	): Promise<void> {
		if (this.watch(counter, value)) return;
		while (!this.reached(counter, value) && !lost()) {
			this.sleep(counter, value, NAP);
			await turns.give();
		}
	}

	private reached(counter: number, value: number): boolean {
		return Atomics.load(this.counters, counter) >= value;
	}

	private count(counter: number): void {
		Atomics.add(this.counters, counter, 1);
		Atomics.notify(this.counters, counter);
	}

	private wait(counter: number, value: number): void {
		if (this.watch(counter, value)) return;
		while (!this.reached(counter, value)) this.sleep(counter, value);
	}

	/** Whether the counter reaches the value while it is watched. */
	private watch(counter: number, value: number): boolean {
		const end = performance.now() + WATCH;
		do {
			for (let look = 0; look < LOOKS; look++)
				if (this.reached(counter, value)) return true;
		} while (performance.now() < end);
		return false;
	}

	/** Sleeps until the counter moves, unless it has reached the value. */
	private sleep(counter: number, value: number, longest?: number): void {
		const now = Atomics.load(this.counters, counter);
		if (now < value) Atomics.wait(this.counters, counter, now, longest);
	}
}
