/** The open comms: channels between widgets in the front end and handlers in cells. */
import type { CommEvent, Report } from "./messages.js";
import type { OrderedPublisher, Parent } from "./publisher.js";
import type { Questions } from "./questions.js";
import type { Message } from "./wire.js";

/** What happened, by the type of the protocol's message. */
const EVENTS: Readonly<Record<string, CommEvent>> = {
	comm_open: "open",
	comm_msg: "message",
	comm_close: "close",
};

export class OpenComms {
	readonly #publisher: OrderedPublisher;
	readonly #questions: Questions;
	/** By id. */
	readonly #targets = new Map<string, string>();

	constructor(publisher: OrderedPublisher, questions: Questions) {
		this.#publisher = publisher;
		this.#questions = questions;
	}

	/** Hands on what the front end says. Resolves when the handlers have run: it holds back the next change of a widget until then. */
	async receive({
		header,
		content,
		metadata,
		buffers,
	}: Message): Promise<void> {
		const { comm_id: comm, target_name: target = "", data = {} } = content;
		const { msg_id: id, msg_type } = header;
		const event = EVENTS[msg_type];
		this.#note(event, comm, target);
		const message = { event, comm, target, data, metadata, buffers };
		await this.#questions.ask({ type: "comm", id, ...message });
	}

	/** Tells the front end what a cell says. */
	publish(report: Report & { type: "comm" }, parent: Parent): void {
		const { event, comm, target, data, metadata, buffers } = report;
		this.#note(event, comm, target);
		const content = {
			comm_id: comm,
			data,
			...(event === "open" ? { target_name: target } : {}),
		};
		const type = event === "message" ? "comm_msg" : `comm_${event}`;
		this.#publisher.publish(type, parent, content, { metadata, buffers });
	}

	/** The answer to a comm_info_request: those of one target, or all. */
	info(target: string | undefined): object {
		const comms = [...this.#targets]
			.filter(([, name]) => target === undefined || name === target)
			.map(([id, name]) => [id, { target_name: name }]);
		return { status: "ok", comms: Object.fromEntries(comms) };
	}

	clear(): void {
		this.#targets.clear();
	}

	#note(event: CommEvent, comm: string, target: string): void {
		if (event === "open") this.#targets.set(comm, target);
		if (event === "close") this.#targets.delete(comm);
	}
}
