/** Cells one after the other: each is busy, shows its input, runs, is answered and idle; a failure aborts those that wait. */
import type { Answers } from "./answers.js";
import { errorContent, NOT_EVALUATED } from "./errors.js";
import type { History } from "./history.js";
import type { CellError, Request } from "./messages.js";
import type { OrderedPublisher, Parent } from "./publisher.js";
import type { Channel } from "./sockets.js";
import type { Message } from "./wire.js";

/** An execute_request that waits. */
interface Waiting {
	readonly request: Message;
	readonly channel: Channel;
	/** 0 for a cell that counts: its number is given when its turn has come. */
	readonly cell: number;
}

/** An execute_request that runs. */
export interface Run extends Waiting {
	/** Documentation for the front end's pager. */
	readonly payload: object[];
	/** Whether the executor knows of it. */
	begun?: boolean;
	/** Whether the executor has noticed an interrupt; undefined if there was none. */
	interruptNoticed?: boolean;
}

export class CellQueue {
	readonly #answers: Answers;
	readonly #publisher: OrderedPublisher;
	readonly #history: History;
	readonly #send: (request: Request) => void;
	readonly #waiting: Waiting[] = [];
	#running: Run | undefined;
	#count = 0;
	/** Numbers of cells that do not count. */
	#uncounted = 0;
	/** Which request each cell came from, also long after its end. */
	readonly #parents = new Map<number, Parent>();

	/** @param send hands a request to the executor */
	constructor(
		answers: Answers,
		publisher: OrderedPublisher,
		history: History,
		send: (request: Request) => void,
	) {
		this.#answers = answers;
		this.#publisher = publisher;
		this.#history = history;
		this.#send = send;
	}

	/** The cell that runs. */
	get running(): Run | undefined {
		return this.#running;
	}

	/** The request of a cell, or nobody's if there was none. */
	parentOf(cell: number): Parent {
		return this.#parents.get(cell) ?? NOBODY;
	}

	/** The request of the cell that runs, or else of the last one that counts. */
	latestParent(): Parent {
		return this.parentOf(this.#running?.cell ?? this.#count);
	}

	/** The number under which a front end knows a cell: of one that does not count, that of the last that does. */
	countOf(cell: number): number {
		return cell > 0 ? cell : this.#count;
	}

	add(channel: Channel, request: Message): void {
		const { silent, store_history } = request.content;
		const counts = !silent && store_history !== false;
		const cell = counts ? 0 : --this.#uncounted;
		this.#waiting.push({ request, channel, cell });
		this.#next();
	}

	/** The cell that runs has succeeded. */
	succeed(run: Run): void {
		this.#finish(run, { status: "ok", payload: run.payload });
	}

	/** The cell that runs has failed. */
	fail(run: Run, error: CellError): void {
		const { header, content } = run.request;
		this.#publisher.publish("error", header, errorContent(error));
		this.#finish(run, { status: "error", ...errorContent(error) });
		if (content.stop_on_error !== false) this.#abortWaiting();
	}

	#next(): void {
		const next = this.#running ? undefined : this.#waiting.shift();
		if (!next) return;
		const { request, channel } = next;
		const { header } = request;
		const { code, silent } = request.content;
		const cell = next.cell || ++this.#count;
		this.#running = { request, channel, cell, payload: [] };
		this.#parents.set(cell, header);
		this.#answers.cellBegins(header);
		if (cell > 0) this.#history.add(cell, code);
		if (!silent)
			this.#publisher.publish("execute_input", header, {
				code,
				execution_count: this.#count,
			});
		this.#send({ type: "execute", cell, code });
	}

	#finish({ request, channel, cell }: Run, outcome: object): void {
		this.#running = undefined;
		const { user_expressions } = request.content;
		this.#publisher.flush();
		this.#answers.reply(channel, request, {
			...outcome,
			execution_count: this.countOf(cell),
			user_expressions: Object.fromEntries(
				Object.keys(user_expressions ?? {}).map((name) => [
					name,
					NOT_EVALUATED,
				]),
			),
		});
		this.#answers.cellEnds(request.header);
		// A failure aborts what is queued before the next one could begin.
		setImmediate(() => this.#next());
	}

	#abortWaiting(): void {
		for (const { request, channel } of this.#waiting.splice(0))
			void this.#answers.whileBusy(channel, request, () =>
				this.#answers.reply(channel, request, {
					status: "aborted",
					execution_count: this.#count,
				}),
			);
	}
}

const NOBODY = {};
