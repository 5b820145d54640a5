/** Comms: named channels between code in cells and something in the page, such as a widget. */
import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import type {
	Comm,
	CommMessage,
	NotebookKernel,
} from "spiking-recurrent-cell/dist/notebook/kernel.js";
import type { CommContent, CommEvent, Request } from "../messages.js";
import { type Cell, currentCell, runIn } from "./cell.js";
import { report } from "./channel.js";

type Handler = (message: CommContent) => void;

class OpenComm implements Comm {
	handleMessage: Handler | undefined;
	handleClose: Handler | undefined;

	constructor(
		readonly id: string,
		readonly target: string,
		/** The cell to which belongs what its handlers do. */
		readonly cell: Cell,
	) {}

	send(message: CommMessage): void {
		this.say("message", message);
	}

	close(message: CommMessage = {}): void {
		if (!comms.has(this.id)) return;
		this.say("close", message);
		comms.delete(this.id);
	}

	onMessage(handler: Handler): void {
		this.handleMessage = handler;
	}

	onClose(handler: Handler): void {
		this.handleClose = handler;
	}

	say(event: CommEvent, message: CommMessage): void {
		const { id: comm, target } = this;
		const cell = currentCell().number;
		report({ type: "comm", cell, event, comm, target, ...whole(message) });
	}
}

const comms = new Map<string, OpenComm>();
const targets = new Map<
	string,
	{
		readonly cell: Cell;
		readonly opened: (comm: Comm, message: CommContent) => void;
	}
>();

export const openComm: NotebookKernel["openComm"] = (
	target,
	message = {},
	id = randomUUID(),
) => {
	const comm = new OpenComm(id, target, currentCell());
	comm.say("open", message);
	comms.set(id, comm);
	return comm;
};

export const registerTarget: NotebookKernel["registerTarget"] = (
	target,
	opened,
) => {
	targets.set(target, { cell: currentCell(), opened });
};

/**
 * Hands a message from the page to whom it concerns; a comm for an unknown target is closed, as the protocol wants it.
 * @param onError is told, as part of the comm's cell, what a handler throws
 */
export async function receiveComm(
	request: Request & { type: "comm" },
	onError: (error: unknown) => void,
): Promise<void> {
	const { event, comm: id, target, data, metadata, buffers } = request;
	const content = { data, metadata, buffers };
	const handle = (cell: Cell, handler: () => void) =>
		runIn(cell, async () => {
			try {
				await handler();
			} catch (error) {
				onError(error);
			}
		});
	const comm = comms.get(id);
	if (event === "open") {
		const registered = targets.get(target);
		const opened = new OpenComm(id, target, registered?.cell ?? currentCell());
		comms.set(id, opened);
		if (registered)
			await handle(registered.cell, () => registered.opened(opened, content));
		else opened.close();
	}
	if (event === "close") comms.delete(id);
	if (!comm) return;
	const handler = event === "close" ? comm.handleClose : comm.handleMessage;
	await handle(comm.cell, () => handler?.(content));
}

/** @throws if the buffers are not binary, which the kernel could not send */
function whole({
	data = {},
	metadata = {},
	buffers = [],
}: CommMessage): CommContent {
	if (!buffers.every((buffer) => buffer instanceof Uint8Array))
		throw new TypeError(
			`buffers of a comm's message hold ${inspect(buffers)}: give each as a Uint8Array`,
		);
	return { data, metadata, buffers };
}
