/** The runner's end of an executor: starts it, asks, and hands back one answer for each request. */
import { ExecutorProcess } from "../kernel/executor-process.js";
import type { Report, Request } from "../kernel/messages.js";

/** What a cell shows. */
export type Shown = Report & {
	type: "stream" | "display" | "result" | "clear";
};

export type Answer =
	| (Report & { type: "ready" | "executed" | "failed" | "finished" })
	/** The process is gone, though nobody asked for that. */
	| { readonly type: "died"; readonly how: string; readonly lastWords: string }
	| { readonly type: "timeout"; readonly seconds: number }
	| { readonly type: "aborted"; readonly reason: unknown };

export interface KernelOptions {
	/** Where the notebook lies; its imports are resolved from there. */
	readonly folder: string;
	readonly env: NodeJS.ProcessEnv;
	readonly signal?: AbortSignal | undefined;
	/** Receives what cells print and show. */
	readonly onShown: (shown: Shown) => void;
}

export class KernelClient {
	readonly #executor: ExecutorProcess;
	readonly #answers: Answer[] = [];
	readonly #signal: AbortSignal | undefined;
	#waiting: ((answer: Answer) => void) | undefined;
	#lastWords = "";

	constructor({ folder, env, signal, onShown }: KernelOptions) {
		this.#executor = new ExecutorProcess({
			folder,
			env,
			onReport: (report) => {
				switch (report.type) {
					case "stream":
					case "display":
					case "result":
					case "clear":
						return onShown(report);
					case "ready":
					case "executed":
					case "failed":
					case "finished":
						return this.#deliver(report);
				}
				// Comms have nobody to talk to, and nobody asked for an answer.
			},
			// Such as Node's own message when memory runs out.
			onBypass: (_, text) => {
				this.#lastWords = (this.#lastWords + text).slice(-1000);
			},
			onEnd: (how) =>
				this.#deliver({ type: "died", how, lastWords: this.#lastWords.trim() }),
		});
		this.#signal = signal;
		signal?.addEventListener("abort", this.#abort);
	}

	/** Resolves once tslab has started. */
	started(): Promise<Answer> {
		return this.#answer();
	}

	/** Sends a request; its answer is "timeout" after `seconds`. */
	async ask(request: Request, seconds?: number): Promise<Answer> {
		this.#executor.request(request);
		if (seconds === undefined) return this.#answer();
		const timer = setTimeout(
			() => this.#deliver({ type: "timeout", seconds }),
			seconds * 1000,
		);
		return this.#answer().finally(() => clearTimeout(timer));
	}

	/** Ends the process at once, whatever it does, and listens to the signal no longer. */
	kill(): void {
		this.#signal?.removeEventListener("abort", this.#abort);
		this.#executor.kill();
	}

	readonly #abort = () =>
		this.#deliver({ type: "aborted", reason: this.#signal?.reason });

	#answer(): Promise<Answer> {
		const answer = this.#answers.shift();
		if (answer) return Promise.resolve(answer);
		return new Promise((resolve) => {
			this.#waiting = resolve;
		});
	}

	#deliver(answer: Answer): void {
		const waiting = this.#waiting;
		this.#waiting = undefined;
		if (waiting) waiting(answer);
		else this.#answers.push(answer);
	}
}
