/**
 * How fast text may go to the page. Jupyter's servers drop what streams exceed a megabyte a second over three seconds (their
 * `iopub_data_rate_limit`), and tell the user so; text that waits its turn is not lost.
 */

/** Milliseconds over which a server looks, with some room for its clock. */
const WINDOW = 3300;
/** Bytes in a window: less than the server's three megabytes, for every message brings its header. */
const BUDGET = 2_700_000;
/** Characters of one message; each is at most three bytes, six where JSON escapes it. */
export const PIECE = 1 << 18;

export class Pace {
	readonly #sent: { readonly time: number; readonly bytes: number }[] = [];
	#bytes = 0;

	/** Milliseconds until `bytes` more may go. */
	wait(bytes: number, now: number): number {
		while (this.#sent.length > 0 && this.#sent[0].time + WINDOW <= now)
			this.#bytes -= this.#sent.shift()?.bytes ?? 0;
		// What is larger than the budget goes alone.
		if (this.#sent.length === 0 || this.#bytes + bytes <= BUDGET) return 0;
		return this.#sent[0].time + WINDOW - now;
	}

	/** Notes that `bytes` have gone. */
	note(bytes: number, now: number): void {
		this.#sent.push({ time: now, bytes });
		this.#bytes += bytes;
	}
}
