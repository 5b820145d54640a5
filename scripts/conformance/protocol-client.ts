/** A Jupyter client: starts a kernel from its kernelspec and executes cells over the Jupyter protocol (version 5.3), as any front end does. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Dealer, Subscriber } from "zeromq";
import type { Kernelspec } from "../notebooks/kernelspec.js";
import type { Output } from "../notebooks/nbformat.js";
import { OutputCollector } from "../notebooks/outputs.js";

export interface CellResult {
	/** "ok", "error" or "abort". */
	readonly status: string;
	readonly outputs: Output[];
}

interface Message {
	readonly header: { readonly msg_id: string; readonly msg_type: string };
	readonly parent: { readonly msg_id?: string };
	// biome-ignore lint/suspicious/noExplicitAny: what a message holds depends on its type, and is the kernel's word.
	readonly content: any;
}

const DELIMITER = Buffer.from("<IDS|MSG>");
const CHANNELS = ["shell", "iopub", "stdin", "control", "hb"] as const;

/** Seconds; they are sent together. */
const IDLE_AFTER_REPLY = 10;

export class ProtocolClient {
	readonly #key = randomUUID();
	readonly #session = randomUUID();
	readonly #shell = new Dealer();
	readonly #iopub = new Subscriber();
	readonly #collector = new OutputCollector();
	/** Who waits for messages that answer a request, by the request's id. */
	readonly #listeners = new Map<string, (message: Message) => void>();
	#child: ChildProcess | undefined;
	#folder: string | undefined;

	/**
	 * Starts the kernel in `folder` and waits until it answers.
	 * @throws if it does not within `seconds`
	 */
	async start(
		spec: Kernelspec,
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
		this.#child = spawn(command, args, {
			cwd: folder,
			env: { ...env, ...spec.env },
			stdio: ["ignore", "inherit", "inherit"],
		});
		const address = (k: number) => `tcp://127.0.0.1:${ports[k]}`;
		this.#shell.connect(address(0));
		this.#iopub.connect(address(1));
		this.#iopub.subscribe();
		void this.#listen(this.#shell);
		void this.#listen(this.#iopub);
		await this.#awaitIopub(seconds);
	}

	/**
	 * Executes a cell and returns once its reply and its "idle" have come.
	 * @throws if the reply does not come within `seconds`, or "idle" not soon after it
	 */
	async execute(code: string, seconds: number): Promise<CellResult> {
		const outputs: Output[] = [];
		const reply = deferred<string>();
		const idle = deferred<void>();
		const id = randomUUID();
		// It stays for good: timers of a cell may write after its end, and that is its output still.
		this.#listeners.set(id, ({ header, content }) => {
			if (header.msg_type === "execute_reply") reply.resolve(content.status);
			else if (isIdle(header, content)) idle.resolve();
			else this.#collect(header.msg_type, content, outputs);
		});
		await this.#send("execute_request", id, {
			code,
			silent: false,
			store_history: true,
			user_expressions: {},
			allow_stdin: false,
			stop_on_error: true,
		});
		const status = await within(
			reply.promise,
			seconds,
			`the kernel did not finish in ${seconds} s`,
		);
		await within(
			idle.promise,
			IDLE_AFTER_REPLY,
			'the kernel replied, but its "idle" was lost: tslab drops messages of a cell that prints hundreds of lines without an await',
		);
		return { status, outputs };
	}

	/** Ends the kernel, politely first. */
	async stop(): Promise<void> {
		const child = this.#child;
		if (child && child.exitCode === null && child.signalCode === null) {
			const ended = once(child, "exit");
			await this.#send("shutdown_request", randomUUID(), { restart: false });
			const timer = setTimeout(() => child.kill("SIGKILL"), 2000);
			await ended;
			clearTimeout(timer);
		}
		this.#shell.close();
		this.#iopub.close();
		if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
	}

	/** A subscriber misses what was published before it had joined: ask until an answer comes on that channel too. */
	async #awaitIopub(seconds: number): Promise<void> {
		const joined = deferred<void>();
		const ask = () => {
			const id = randomUUID();
			this.#listeners.set(id, ({ header, content }) => {
				if (isIdle(header, content)) joined.resolve();
			});
			void this.#send("kernel_info_request", id, {});
		};
		const repeat = setInterval(ask, 200);
		await within(
			joined.promise,
			seconds,
			`the kernel did not answer within ${seconds} s`,
		).finally(() => clearInterval(repeat));
	}

	#collect(type: string, content: Message["content"], outputs: Output[]): void {
		if (type === "stream") this.#collector.add({ type, ...content }, outputs);
		if (type === "display_data" || type === "update_display_data")
			this.#collector.add(
				{
					type: "display",
					data: content.data,
					metadata: content.metadata,
					id: content.transient?.display_id,
					update: type === "update_display_data",
				},
				outputs,
			);
	}

	#sending: Promise<void> = Promise.resolve();

	/** ZeroMQ takes one message at a time. */
	#send(type: string, id: string, content: object): Promise<void> {
		const header = {
			msg_id: id,
			msg_type: type,
			session: this.#session,
			username: "conformance",
			date: new Date().toISOString(),
			version: "5.3",
		};
		const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
		const signature = createHmac("sha256", this.#key);
		for (const part of parts) signature.update(part);
		this.#sending = this.#sending.then(() =>
			this.#shell.send([DELIMITER, signature.digest("hex"), ...parts]),
		);
		return this.#sending;
	}

	async #listen(socket: Dealer | Subscriber): Promise<void> {
		for await (const frames of socket) {
			const start = frames.findIndex((frame) => frame.equals(DELIMITER)) + 2;
			const [header, parent, , content] = frames
				.slice(start)
				.map((frame) => JSON.parse(frame.toString()));
			const message: Message = { header, parent, content };
			this.#listeners.get(message.parent.msg_id ?? "")?.(message);
		}
	}
}

function isIdle(
	header: Message["header"],
	content: Message["content"],
): boolean {
	return header.msg_type === "status" && content.execution_state === "idle";
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
