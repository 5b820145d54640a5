/** The other end of executor/main.ts: starts the process, sends it requests, hands on its reports, interrupts and ends it. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import { deserialize } from "node:v8";
import { MODULES } from "../project.js";
import {
	INTERRUPTS_FD,
	REPORTS_FD,
	type Report,
	type Request,
} from "./messages.js";

export interface ExecutorOptions {
	/** Where the notebook lies; its imports are resolved from there. */
	readonly folder: string;
	readonly env: NodeJS.ProcessEnv;
	readonly onReport: (report: Report) => void;
	/** What reaches the standard streams past tslab: native code, programs that cells start, Node's last words. */
	readonly onBypass: (name: "stdout" | "stderr", text: string) => void;
	/** The process is gone, and all its reports have come. */
	readonly onEnd: (how: string) => void;
}

export class ExecutorProcess {
	readonly #child: ChildProcess;
	readonly #interrupts: Writable;

	constructor({ folder, env, ...on }: ExecutorOptions) {
		this.#child = fork(path.join(__dirname, "executor", "main.js"), [], {
			cwd: folder,
			env: { ...env, NODE_PATH: MODULES },
			// Requiring an ECMAScript module is what cells do; that it was an experiment once is no news for their author.
			execArgv: ["--disable-warning=ExperimentalWarning"],
			serialization: "advanced",
			stdio: ["ignore", "pipe", "pipe", "ipc", "pipe", "pipe"],
			// A group of its own: Ctrl-C in the terminal is not for it, and its children end with it.
			detached: process.platform !== "win32",
		});
		for (const name of ["stdout", "stderr"] as const)
			this.#child[name]
				?.setEncoding("utf8")
				.on("data", (text: string) => on.onBypass(name, text));
		// Node's types know of five descriptors at most.
		const pipes: ArrayLike<unknown> = this.#child.stdio;
		readReports(pipes[REPORTS_FD] as Readable, on.onReport);
		this.#interrupts = pipes[INTERRUPTS_FD] as Writable;
		// It breaks when the process ends; that is told otherwise.
		this.#interrupts.on("error", () => {});
		// Programs that cells started would hold its streams open, and its end back.
		this.#child.once("exit", () => this.#killGroup());
		void once(this.#child, "close").then(([code, signal]) =>
			on.onEnd(signal ? `killed by ${signal}` : `exit code ${code}`),
		);
	}

	request(request: Request): void {
		if (this.#child.connected) this.#child.send(request);
	}

	/** Interrupts the cell, if it runs. */
	interrupt(cell: number): void {
		this.#interrupts.write(`${cell}\n`);
	}

	/** Ends the process and its children at once, whatever they do. */
	kill(): void {
		if (this.#child.exitCode === null) this.#killGroup();
	}

	#killGroup(): void {
		const { pid } = this.#child;
		if (pid === undefined) return;
		try {
			process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
		} catch {
			// Nobody of it is left.
		}
	}
}

/** Reads what executor/channel.ts writes. */
function readReports(pipe: Readable, onReport: (report: Report) => void): void {
	let chunks: Buffer[] = [];
	let length = 0;
	pipe.on("data", (chunk: Buffer) => {
		chunks.push(chunk);
		length += chunk.length;
		// A long report comes in many pieces, which are joined once.
		while (length >= 4) {
			if (chunks[0].length < 4) chunks = [Buffer.concat(chunks)];
			const end = 4 + chunks[0].readUInt32LE();
			if (length < end) return;
			const all = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
			onReport(deserialize(all.subarray(4, end)));
			chunks = [all.subarray(end)];
			length -= end;
		}
	});
}
