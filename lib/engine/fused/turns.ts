/** Lets timers, messages and output through while a thread computes. */

/** Longest time that other work has to wait (ms), where what is computed can be interrupted so often. */
const SLICE = 4;

/** A turn of the event loop; a browser has no setImmediate. */
function turnOfEventLoop(): Promise<void> {
	return new Promise((resolve) => {
		if (typeof setImmediate === "function") setImmediate(resolve);
		else setTimeout(resolve, 0);
	});
}

export class Turns {
	private last = 0;

	/** Gives other work a turn if the last one was a while ago. */
	async give(): Promise<void> {
		if (performance.now() - this.last < SLICE) return;
		await turnOfEventLoop();
		this.last = performance.now();
	}
}
