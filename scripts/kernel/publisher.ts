/** What a kernel publishes, in order; text of streams is gathered, so that a chatty loop becomes a few messages and not thousands. */
import type { Sockets } from "./sockets.js";
import { type Header, type Message, newHeader } from "./wire.js";

/** Milliseconds for which text is gathered: below what an eye notices. */
const PERIOD = 30;
/** Characters of gathered text that are sent at once. */
const ENOUGH = 1 << 20;

/** Header of the request that caused a message. */
export type Parent = Header | Record<string, never>;

export class OrderedPublisher {
	readonly #sockets: Sockets;
	readonly #session: string;
	#text:
		| { readonly parent: Parent; readonly name: string; chunks: string[] }
		| undefined;
	#length = 0;
	#timer: NodeJS.Timeout | undefined;

	constructor(sockets: Sockets, session: string) {
		this.#sockets = sockets;
		this.#session = session;
	}

	publish(
		type: string,
		parent: Parent,
		content: object,
		{
			metadata = {},
			buffers = [],
		}: Partial<Pick<Message, "metadata" | "buffers">> = {},
	): void {
		this.flush();
		this.#sockets.publish({
			identities: [Buffer.from(type)],
			header: newHeader(type, this.#session),
			parent,
			metadata,
			content,
			buffers,
		});
	}

	stream(parent: Parent, name: string, text: string): void {
		if (this.#text?.parent !== parent || this.#text.name !== name) this.flush();
		this.#text ??= { parent, name, chunks: [] };
		this.#text.chunks.push(text);
		this.#length += text.length;
		if (this.#length > ENOUGH) this.flush();
		else this.#timer ??= setTimeout(() => this.flush(), PERIOD);
	}

	/** Sends the text that is still gathered. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const text = this.#text;
		this.#text = undefined;
		this.#length = 0;
		if (!text) return;
		const content = { name: text.name, text: text.chunks.join("") };
		this.publish("stream", text.parent, content);
	}
}
