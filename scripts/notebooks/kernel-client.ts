/** The runner's end of a kernel process: starts it, asks, and hands back one answer for each request. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Report, Request } from "./messages.js";
import { MODULES } from "./project.js";

export type Answer =
	| Exclude<Report, { type: "stream" | "display" }>
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
	readonly onOutput: (report: Report) => void;
}

export class KernelClient {
	readonly #child: ChildProcess;
	readonly #answers: Answer[] = [];
	#waiting: ((answer: Answer) => void) | undefined;
	#lastWords = "";

	constructor({ folder, env, signal, onOutput }: KernelOptions) {
		this.#child = fork(path.join(__dirname, "kernel-process.js"), [], {
			cwd: folder,
			env: { ...env, NODE_PATH: MODULES },
			execArgv: ["--require", path.join(__dirname, "library-anywhere.js")],
			stdio: ["ignore", "pipe", "pipe", "ipc"],
		});
		this.#child.on("message", (report: Report) => {
			if (report.type === "stream" || report.type === "display")
				onOutput(report);
			else this.#deliver(report);
		});
		// What bypasses tslab, such as Node's own message when memory runs out.
		for (const stream of [this.#child.stdout, this.#child.stderr])
			stream?.setEncoding("utf8").on("data", (text: string) => {
				this.#lastWords = (this.#lastWords + text).slice(-1000);
			});
		void this.#watchEnd();
		signal?.addEventListener("abort", () =>
			this.#deliver({ type: "aborted", reason: signal.reason }),
		);
	}

	/** Resolves once tslab has started. */
	started(): Promise<Answer> {
		return this.#answer();
	}

	/** Sends a request; its answer is "timeout" after `seconds`. */
	async ask(request: Request, seconds?: number): Promise<Answer> {
		if (this.#child.connected) this.#child.send(request);
		if (seconds === undefined) return this.#answer();
		const timer = setTimeout(
			() => this.#deliver({ type: "timeout", seconds }),
			seconds * 1000,
		);
		return this.#answer().finally(() => clearTimeout(timer));
	}

	/** Ends the process at once, whatever it does. */
	kill(): void {
		this.#child.kill("SIGKILL");
	}

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

	async #watchEnd(): Promise<void> {
		// Messages may still be on their way when the process has ended; none comes after "disconnect".
		const [[code, signal]] = await Promise.all([
			once(this.#child, "close"),
			once(this.#child, "disconnect"),
		]);
		const how = signal ? `killed by ${signal}` : `exit code ${code}`;
		this.#deliver({ type: "died", how, lastWords: this.#lastWords.trim() });
	}
}
