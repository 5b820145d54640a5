/** The five sockets of a kernel. ZeroMQ takes one message at a time: here they queue, so that none is lost. */
import { readFileSync } from "node:fs";
import { Reply, Router, XPublisher } from "zeromq";
import { decode, encode, type Message } from "./wire.js";

/** What a front end writes into the connection file. */
interface Connection {
	readonly transport: string;
	readonly ip: string;
	readonly key: string;
	readonly signature_scheme: string;
	readonly shell_port: number;
	readonly iopub_port: number;
	readonly stdin_port: number;
	readonly control_port: number;
	readonly hb_port: number;
}

export type Channel = "shell" | "control";

export class Sockets {
	readonly #connection: Connection;
	readonly #routers = { shell: new Router(), control: new Router() };
	// Without a limit: a slow page would miss messages otherwise.
	readonly #iopub = new XPublisher({ sendHighWaterMark: 0 });
	readonly #stdin = new Router();
	readonly #heartbeat = new Reply();
	/** The last message handed to each socket. */
	readonly #sent = new Map<Router | XPublisher, Promise<void>>();

	/** @throws if the connection file cannot be read or asks for a signature other than hmac-sha256 */
	constructor(connectionFile: string) {
		this.#connection = JSON.parse(readFileSync(connectionFile, "utf8"));
		const { signature_scheme } = this.#connection;
		if (signature_scheme !== "hmac-sha256")
			throw new Error(
				`${connectionFile}: signature_scheme "${signature_scheme}" is not known: only hmac-sha256 is`,
			);
	}

	/** Opens the sockets; from then on `receive` gets every request, and `welcome` the topic of every new subscription. */
	async bind(
		receive: (channel: Channel, message: Message) => void,
		welcome: (topic: string) => void,
	): Promise<void> {
		const { transport, ip, ...ports } = this.#connection;
		const separator = transport === "ipc" ? "-" : ":";
		const address = (port: number) => `${transport}://${ip}${separator}${port}`;
		await Promise.all([
			this.#routers.shell.bind(address(ports.shell_port)),
			this.#routers.control.bind(address(ports.control_port)),
			this.#iopub.bind(address(ports.iopub_port)),
			this.#stdin.bind(address(ports.stdin_port)),
			this.#heartbeat.bind(address(ports.hb_port)),
		]);
		for (const channel of ["shell", "control"] as const)
			void this.#listen(channel, receive);
		void this.#beat();
		void this.#listenForSubscribers(welcome);
	}

	reply(channel: Channel, message: Message): void {
		this.#send(this.#routers[channel], message);
	}

	publish(message: Message): void {
		this.#send(this.#iopub, message);
	}

	/** Resolves when everything has been handed to ZeroMQ. */
	async sent(): Promise<void> {
		await Promise.all(this.#sent.values());
	}

	#send(socket: Router | XPublisher, message: Message): void {
		const frames = encode(message, this.#connection.key);
		const before = this.#sent.get(socket) ?? Promise.resolve();
		// A router refuses messages to a front end that has gone: nobody misses them.
		const now = before.then(() => socket.send(frames)).catch(() => {});
		this.#sent.set(socket, now);
	}

	async #listen(
		channel: Channel,
		receive: (channel: Channel, message: Message) => void,
	): Promise<void> {
		for await (const frames of this.#routers[channel])
			try {
				receive(channel, decode(frames, this.#connection.key));
			} catch (error) {
				// As the protocol wants it: what is not signed is not for us.
				console.error(error instanceof Error ? error.message : error);
			}
	}

	async #listenForSubscribers(welcome: (topic: string) => void): Promise<void> {
		// Its first byte says whether somebody comes (1) or goes.
		for await (const [frame] of this.#iopub)
			if (frame[0] === 1) welcome(frame.subarray(1).toString());
	}

	async #beat(): Promise<void> {
		for await (const frames of this.#heartbeat)
			await this.#heartbeat.send(frames);
	}
}
