/** The open comms: channels between widgets in the front end and handlers in cells. */
import type { CommEvent } from "./messages.js";

const EVENTS: Readonly<Record<string, CommEvent>> = {
	comm_open: "open",
	comm_msg: "message",
	comm_close: "close",
};

/** What happened, by the type of the protocol's message. */
export function commEvent(messageType: string): CommEvent {
	return EVENTS[messageType];
}

/** The protocol's type of message for what happened. */
export function commMessageType(event: CommEvent): string {
	return event === "message" ? "comm_msg" : `comm_${event}`;
}

export class OpenComms {
	/** By id. */
	readonly #targets = new Map<string, string>();

	/** Keeps account of a comm that either side opens or closes. */
	note(event: CommEvent, comm: string, target: string): void {
		if (event === "open") this.#targets.set(comm, target);
		if (event === "close") this.#targets.delete(comm);
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
}
