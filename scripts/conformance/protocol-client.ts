/** A Jupyter client: starts a kernel from its kernelspec, as VS Code does, and talks to it over the Jupyter protocol, as any front end does. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Dealer, Subscriber } from "zeromq";
import { decode, encode, type Message, newHeader } from "../kernel/wire.js";
import type { Shown } from "../notebooks/kernel-client.js";
import type { Kernelspec } from "../notebooks/kernelspec.js";
import type { Output } from "../notebooks/nbformat.js";
import { OutputCollector } from "../notebooks/outputs.js";

/** How a request was answered. */
export interface Answer {
	/** Content of the reply. */
	readonly reply: Message["content"];
	/** What was published for the request, in order; grows when something comes late. */
	readonly published: readonly Message[];
	/** The outputs that a notebook would hold. */
	readonly outputs: Output[];
}

export interface CellResult extends Answer {
	/** "ok", "error" or "aborted". */
	readonly status: string;
}

/** A request that may still be going on. */
export interface Pending<T> {
	readonly id: string;
	readonly answer: Promise<T>;
	readonly published: readonly Message[];
}

const CHANNELS = ["shell", "iopub", "stdin", "control", "hb"] as const;

export class ProtocolClient {
	readonly #key = randomUUID();
	readonly #session = randomUUID();
	readonly #sockets = { shell: new Dealer(), control: new Dealer() };
	readonly #iopub = new Subscriber();
	readonly #collector = new OutputCollector();
	/** Who waits for messages that answer a request, by the request's id. */
	readonly #listeners = new Map<string, (message: Message) => void>();
	#child: ChildProcess | undefined;
	#folder: string | undefined;
	#interruptMode: string | undefined;
	readonly #idleAfterReply: number;

	/** @param idleAfterReply seconds between a reply and its "idle", which are sent together */
	constructor(idleAfterReply = 10) {
		this.#idleAfterReply = idleAfterReply;
	}

	/**
	 * Starts the kernel in `folder` and waits until it answers.
	 * @throws if it does not within `seconds`
	 */
	async start(
		spec: Omit<Kernelspec, "interrupt_mode"> & { interrupt_mode?: string },
		folder: string,
		env: NodeJS.ProcessEnv,
		seconds = 60,
	): Promise<void> {
		const ports = await freePorts(CHANNELS.length);
		const connection = {
			...Object.fromEntries(
				CHANNELS.map((channel, k) => [`${channel}_port`, ports[k]]),
			),
			ip: "127.0.0.1",
			key: this.#key,
			transport: "tcp",
			signature_scheme: "hmac-sha256",
			kernel_name: "",
		};
		this.#folder = await mkdtemp(path.join(tmpdir(), "kernel-"));
		const file = path.join(this.#folder, "connection.json");
		await writeFile(file, JSON.stringify(connection), { mode: 0o600 });
		const [command, ...args] = spec.argv.map((argument) =>
			argument.replace("{connection_file}", file),
		);
		this.#interruptMode = spec.interrupt_mode;
		this.#child = spawn(command, args, {
			cwd: folder,
			env: { ...env, ...spec.env },
			stdio: ["ignore", "inherit", "inherit"],
		});
		const address = (channel: (typeof CHANNELS)[number]) =>
			`tcp://127.0.0.1:${ports[CHANNELS.indexOf(channel)]}`;
		this.#sockets.shell.connect(address("shell"));
		this.#sockets.control.connect(address("control"));
		this.#iopub.connect(address("iopub"));
		this.#iopub.subscribe();
		void this.#listen(this.#sockets.shell);
		void this.#listen(this.#sockets.control);
		void this.#listen(this.#iopub);
		await this.#awaitIopub(seconds);
	}

	/** The kernel's own process. */
	get child(): ChildProcess {
		if (!this.#child) throw new Error("the kernel is not started");
		return this.#child;
	}

	/**
	 * Executes a cell and returns once its reply and its "idle" have come.
	 * @throws if the reply does not come within `seconds`, or "idle" not soon after it
	 */
	execute(code: string, seconds: number, more = {}): Promise<CellResult> {
		return this.begin(code, seconds, more).answer;
	}

	/** Like `execute`, but returns at once. */
	begin(code: string, seconds: number, more = {}): Pending<CellResult> {
		const pending = this.ask("execute_request", seconds, {
			code,
			silent: false,
			store_history: true,
			user_expressions: {},
			allow_stdin: false,
			stop_on_error: true,
			...more,
		});
		const answer = pending.answer.then((answer) => ({
			...answer,
			status: answer.reply.status as string,
		}));
		return { ...pending, answer };
	}

	/** Sends a request that is answered by a reply and "idle". */
	ask(
		type: string,
		seconds: number,
		content: object = {},
		channel: "shell" | "control" = "shell",
	): Pending<Answer> {
		const outputs: Output[] = [];
		const published: Message[] = [];
		const reply = deferred<Message["content"]>();
		const idle = deferred<void>();
		const id = randomUUID();
		// It stays for good: timers of a cell may write after its end, and that is its output still.
		this.#listeners.set(id, (message) => {
			const { header, content } = message;
			if (header.msg_type.endsWith("_reply")) {
				reply.resolve(content);
				return;
			}
			published.push(message);
			if (isIdle(message)) idle.resolve();
			const shown = shownBy(message);
			if (shown) this.#collector.add(shown, outputs);
			if (header.msg_type === "error")
				outputs.push({ output_type: "error", ...content });
		});
		void this.#send(type, id, content, channel);
		const answer = async (): Promise<Answer> => ({
			reply: await within(
				reply.promise,
				seconds,
				`the kernel did not finish in ${seconds} s`,
			),
			published,
			outputs: await within(
				idle.promise,
				this.#idleAfterReply,
				'the kernel replied, but its "idle" was lost',
			).then(() => outputs),
		});
		return { id, answer: answer(), published };
	}

	/** Sends a message that has no reply, such as those on comms; resolves at "idle". */
	async tell(type: string, content: object): Promise<readonly Message[]> {
		const published: Message[] = [];
		const idle = deferred<void>();
		const id = randomUUID();
		this.#listeners.set(id, (message) => {
			published.push(message);
			if (isIdle(message)) idle.resolve();
		});
		await this.#send(type, id, content, "shell");
		await within(idle.promise, this.#idleAfterReply, `no "idle" after ${type}`);
		return published;
	}

	/** Interrupts in the way that the kernelspec asks for. */
	async interrupt(): Promise<void> {
		if (this.#interruptMode === "message")
			await this.ask("interrupt_request", 10, {}, "control").answer;
		else this.child.kill("SIGINT");
	}

	/** Ends the kernel, politely first; returns its exit code, or the signal that had to be used. */
	async stop(): Promise<number | string | null> {
		const child = this.#child;
		if (child && child.exitCode === null && child.signalCode === null) {
			const ended = once(child, "exit");
			const content = { restart: false };
			void this.#send("shutdown_request", randomUUID(), content, "control");
			const timer = setTimeout(() => child.kill("SIGKILL"), 2000);
			await ended;
			clearTimeout(timer);
		}
		this.#sockets.shell.close();
		this.#sockets.control.close();
		this.#iopub.close();
		if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
		return child?.signalCode ?? child?.exitCode ?? null;
	}

	/** A subscriber misses what was published before it had joined: ask until an answer comes on that channel too. */
	async #awaitIopub(seconds: number): Promise<void> {
		const joined = deferred<void>();
		const ask = () => {
			const id = randomUUID();
			this.#listeners.set(id, (message) => {
				if (isIdle(message)) joined.resolve();
			});
			void this.#send("kernel_info_request", id, {}, "shell");
		};
		ask();
		const repeat = setInterval(ask, 50);
		await within(
			joined.promise,
			seconds,
			`the kernel did not answer within ${seconds} s`,
		).finally(() => clearInterval(repeat));
	}

	#sending: Promise<void> = Promise.resolve();

	/** ZeroMQ takes one message at a time. */
	#send(
		type: string,
		id: string,
		content: object,
		channel: "shell" | "control",
	): Promise<void> {
		const message = {
			identities: [],
			header: { ...newHeader(type, this.#session), msg_id: id },
			parent: {},
			metadata: {},
			content,
			buffers: [],
		};
		this.#sending = this.#sending.then(() =>
			this.#sockets[channel].send(encode(message, this.#key)),
		);
		return this.#sending;
	}

	async #listen(socket: Dealer | Subscriber): Promise<void> {
		for await (const frames of socket) {
			const message = decode(frames, this.#key);
			this.#listeners.get(message.parent.msg_id ?? "")?.(message);
		}
	}
}

function isIdle({ header, content }: Message): boolean {
	return header.msg_type === "status" && content.execution_state === "idle";
}

/** A message as the notebook's collector of outputs takes it. */
function shownBy({ header, content }: Message): Shown | undefined {
	// The collector is told whose outputs they are.
	const cell = 0;
	const { data, metadata } = content;
	switch (header.msg_type) {
		case "stream":
			return { type: "stream", cell, ...content };
		case "display_data":
		case "update_display_data": {
			const update = header.msg_type === "update_display_data";
			const id = content.transient?.display_id;
			return { type: "display", cell, data, metadata, id, update };
		}
		case "execute_result":
			return { type: "result", cell: content.execution_count, data, metadata };
		case "clear_output":
			return { type: "clear", cell, wait: content.wait };
		default:
			return undefined;
	}
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
	let resolve: (value: T) => void = () => {};
	const promise = new Promise<T>((done) => {
		resolve = done;
	});
	return { promise, resolve };
}

async function within<T>(
	promise: Promise<T>,
	seconds: number,
	complaint: string,
): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(complaint)), seconds * 1000);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Ports nobody uses just now. */
async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () =>
		createServer().listen(0, "127.0.0.1"),
	);
	await Promise.all(servers.map((server) => once(server, "listening")));
	const ports = servers.map((server) => {
		const address = server.address();
		if (typeof address !== "object" || address === null)
			throw new Error("a TCP server without a port");
		return address.port;
	});
	await Promise.all(servers.map((server) => once(server.close(), "close")));
	return ports;
}
