/** What a kernel publishes, in order; text of streams is gathered, so that a chatty loop becomes a few messages and not thousands. */
import { type Pace, PIECE } from "./pace.js";
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
	/** What waits behind text that must not go yet. */
	readonly #waiting: { readonly message: Message; readonly bytes: number }[] =
		[];
	readonly #pace: Pace | undefined;
	#turn: NodeJS.Timeout | undefined;

	/** @param pace of text; without one it goes at once */
	constructor(sockets: Sockets, session: string, pace?: Pace) {
		this.#sockets = sockets;
		this.#session = session;
		this.#pace = pace;
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
		this.#send({
			identities: [Buffer.from(type)],
			header: newHeader(type, this.#session),
			parent,
			metadata,
			content,
			buffers,
		});
	}

	/** Sends everything at once, for nobody will be there later. */
	drain(): void {
		this.flush();
		clearTimeout(this.#turn);
		for (const { message } of this.#waiting.splice(0))
			this.#sockets.publish(message);
	}

	#send(message: Message, bytes = 0): void {
		this.#waiting.push({ message, bytes });
		if (this.#waiting.length === 1) this.#sendWaiting();
	}

	#sendWaiting(): void {
		for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
			const { message, bytes } = next;
			if (this.#pace && bytes > 0) {
				const now = performance.now();
				const wait = this.#pace.wait(bytes, now);
				if (wait > 0) {
					this.#turn = setTimeout(() => this.#sendWaiting(), wait);
					return;
				}
				this.#pace.note(bytes, now);
			}
			this.#sockets.publish(message);
			this.#waiting.shift();
		}
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
		const whole = text.chunks.join("");
		const length = this.#pace ? PIECE : whole.length;
		for (let begin = 0; begin < whole.length; ) {
			let end = begin + length;
			// A character of two units stays whole.
			if (/[\ud800-\udbff]/.test(whole[end - 1] ?? "")) end++;
			const piece = whole.slice(begin, end);
			begin = end;
			const message = {
				identities: [Buffer.from("stream")],
				header: newHeader("stream", this.#session),
				parent: text.parent,
				metadata: {},
				content: { name: text.name, text: piece },
				buffers: [],
			};
			this.#send(message, Buffer.byteLength(JSON.stringify(piece)));
		}
	}
}
