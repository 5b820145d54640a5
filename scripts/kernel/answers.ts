/** How requests are answered: a reply on the channel they came by, between "busy" and "idle". */
import { failureContent } from "./errors.js";
import type { OrderedPublisher } from "./publisher.js";
import type { Channel, Sockets } from "./sockets.js";
import { type Header, type Message, newHeader } from "./wire.js";

export class Answers {
	readonly #sockets: Sockets;
	readonly #session: string;
	readonly #publisher: OrderedPublisher;
	/** Header of the cell's request that runs. */
	#cell: Header | undefined;

	constructor(sockets: Sockets, session: string, publisher: OrderedPublisher) {
		this.#sockets = sockets;
		this.#session = session;
		this.#publisher = publisher;
	}

	reply(channel: Channel, request: Message, content: object): void {
		const type = request.header.msg_type.replace("_request", "_reply");
		this.#sockets.reply(channel, {
			identities: request.identities,
			header: newHeader(type, this.#session),
			parent: request.header,
			metadata: {},
			content,
			buffers: [],
		});
	}

	/** Says "busy" for a cell. */
	cellBegins(header: Header): void {
		this.#cell = header;
		this.#status(header, "busy");
	}

	/** Says "idle" for it. */
	cellEnds(header: Header): void {
		this.#cell = undefined;
		this.#status(header, "idle");
	}

	/**
	 * Says "busy", does it, and says "idle", even if it fails, which is the answer then; and "busy" again if a cell runs, which front ends take
	 * the last word for.
	 */
	async whileBusy(
		channel: Channel,
		request: Message,
		body: () => void | Promise<void>,
	): Promise<void> {
		const { header } = request;
		this.#status(header, "busy");
		try {
			await body();
		} catch (error) {
			const answer = {
				status: "error",
				...failureContent(header.msg_type, error),
			};
			// Messages on comms have no reply.
			if (header.msg_type.endsWith("_request"))
				this.reply(channel, request, answer);
		}
		this.#status(header, "idle");
		if (this.#cell) this.#status(this.#cell, "busy");
	}

	#status(parent: Header, execution_state: "busy" | "idle"): void {
		this.#publisher.publish("status", parent, { execution_state });
	}
}
