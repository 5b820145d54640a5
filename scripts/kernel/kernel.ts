/**
 * The kernel as front ends see it: answers requests, hands cells to the executor one after the other, and publishes what they show.
 * It never computes, so it answers while cells do.
 */
import { randomUUID } from "node:crypto";
import { toCodePoints, toUnits } from "./code-points.js";
import { commEvent, commMessageType, OpenComms } from "./comms.js";
import {
	errorContent,
	failureContent,
	NOT_EVALUATED,
	PROCESS_ENDED,
} from "./errors.js";
import { ExecutorProcess } from "./executor-process.js";
import { History } from "./history.js";
import { kernelInfo } from "./kernel-info.js";
import type { CellError, Report } from "./messages.js";
import { Pace } from "./pace.js";
import { OrderedPublisher, type Parent } from "./publisher.js";
import { Questions } from "./questions.js";
import type { Channel, Sockets } from "./sockets.js";
import { type Message, newHeader } from "./wire.js";

/** An execute_request that runs. */
interface Run {
	readonly request: Message;
	readonly channel: Channel;
	readonly cell: number;
	/** Documentation for the front end's pager. */
	readonly payload: object[];
	/** Whether the executor knows of it. */
	begun?: boolean;
	/** Whether the executor has noticed an interrupt; undefined if there was none. */
	interruptNoticed?: boolean;
}

/** Milliseconds an interrupted cell may stay deaf before the user is told. */
const PATIENCE = 3000;

export class Kernel {
	readonly #sockets: Sockets;
	readonly #session = randomUUID();
	readonly #publisher: OrderedPublisher;
	readonly #history = new History();
	readonly #onStop: () => void;
	#executor: ExecutorProcess;
	#ready = false;
	#stopped = false;
	#lastWords = "";
	#count = 0;
	/** Numbers of cells that do not count. */
	#uncounted = 0;
	#running: Run | undefined;
	readonly #queue: Run[] = [];
	/** Which request each cell came from, also long after its end. */
	readonly #parents = new Map<number, Parent>();
	readonly #questions = new Questions();
	readonly #comms = new OpenComms();

	/** @param onStop called when the kernel has been asked to stop and has said so */
	constructor(sockets: Sockets, onStop: () => void) {
		this.#sockets = sockets;
		// Only Jupyter's servers, which name the session, stand between kernel and page.
		const pace = process.env.JPY_SESSION_NAME ? new Pace() : undefined;
		this.#publisher = new OrderedPublisher(sockets, this.#session, pace);
		this.#onStop = onStop;
		this.#executor = this.#startExecutor();
		this.#publisher.publish("status", {}, { execution_state: "starting" });
	}

	/** Takes a request from a front end. */
	receive(channel: Channel, request: Message): void {
		const { content } = request;
		const reply = (answer: object) => this.#reply(channel, request, answer);
		const whileBusy = (body: () => void | Promise<void>) =>
			void this.#whileBusy(channel, request, body);
		switch (request.header.msg_type) {
			case "execute_request":
				if (typeof content?.code !== "string") {
					whileBusy(() => {
						throw new TypeError("its code must be text");
					});
					return;
				}
				this.#queue.push({
					request,
					channel,
					cell: this.#numberFor(content),
					payload: [],
				});
				this.#next();
				return;
			case "kernel_info_request":
				whileBusy(() => reply(kernelInfo()));
				return;
			case "history_request":
				whileBusy(() => reply(this.#history.answer(content)));
				return;
			case "comm_info_request":
				whileBusy(() => reply(this.#comms.info(content.target_name)));
				return;
			case "is_complete_request":
			case "complete_request":
			case "inspect_request":
				whileBusy(async () => reply(await this.#askAboutCode(request)));
				return;
			case "comm_open":
			case "comm_msg":
			case "comm_close":
				whileBusy(() => this.#passOnComm(request));
				return;
			case "interrupt_request":
				whileBusy(() => {
					this.interrupt();
					reply({ status: "ok" });
				});
				return;
			case "shutdown_request":
				whileBusy(() => {
					const answer = { status: "ok", restart: content.restart === true };
					reply(answer);
					this.#publish("shutdown_reply", request.header, answer);
					this.stop();
				});
				return;
			default:
				// Newer front ends ask for more; a request that goes unanswered is how they find out what is not there.
				whileBusy(() => {});
				return;
		}
	}

	/** Tells a front end that it will miss nothing from now on. */
	welcome(topic: string): void {
		this.#publish("iopub_welcome", {}, { subscription: topic });
	}

	/** Interrupts the cell that runs. A second interrupt of a cell that did not notice the first ends the executor: names are lost then. */
	interrupt(): void {
		const run = this.#running;
		if (!run) return;
		const again = run.interruptNoticed === false;
		run.interruptNoticed = false;
		// A cell that has not begun is interrupted when it does.
		if (!run.begun) return;
		if (again) this.#executor.kill();
		else this.#interruptBegun(run);
	}

	#interruptBegun(run: Run): void {
		this.#executor.interrupt(run.cell);
		setTimeout(() => {
			if (this.#running === run && !run.interruptNoticed)
				this.#publisher.stream(
					run.request.header,
					"stderr",
					"This cell computes in a library that cannot be interrupted. Wait, or interrupt once more: then its process ends, and all names are lost.\n",
				);
		}, PATIENCE).unref();
	}

	/** Ends the executor and all that cells have started. */
	stop(): void {
		this.#stopped = true;
		this.#executor.kill();
		this.#publisher.drain();
		void this.#sockets.sent().then(this.#onStop);
	}

	#startExecutor(): ExecutorProcess {
		return new ExecutorProcess({
			folder: process.cwd(),
			env: process.env,
			onReport: (report) => this.#take(report),
			onBypass: (name, text) => {
				this.#lastWords = (this.#lastWords + text).slice(-1000);
				const cell = this.#running?.cell ?? this.#count;
				this.#publisher.stream(this.#parentOf(cell), name, text);
			},
			onEnd: (how) => this.#replaceExecutor(how),
		});
	}

	#replaceExecutor(how: string): void {
		if (this.#stopped) return;
		const words = this.#lastWords.trim();
		if (!this.#ready)
			// A second one would fare no better.
			throw new Error(`tslab does not start (${how}): ${words}`);
		this.#ready = false;
		this.#lastWords = "";
		this.#questions.abandon();
		this.#comms.clear();
		this.#executor = this.#startExecutor();
		const run = this.#running;
		if (!run) return;
		const message = `the process that executes cells has ended (${how}); a new one has started, in which no names are defined: run the cells from the top`;
		this.#fail(run, {
			name: "ProcessEnded",
			message,
			place: undefined,
			traceback: [`ProcessEnded: ${message}`],
		});
	}

	#numberFor({ silent, store_history }: Message["content"]): number {
		// The number of a cell that counts is given when its turn has come.
		return silent || store_history === false ? --this.#uncounted : 0;
	}

	#next(): void {
		const next = this.#running ? undefined : this.#queue.shift();
		if (!next) return;
		const { request, channel } = next;
		const { code, silent } = request.content;
		const cell = next.cell || ++this.#count;
		this.#running = { request, channel, cell, payload: [] };
		this.#parents.set(cell, request.header);
		this.#publish("status", request.header, { execution_state: "busy" });
		if (cell > 0) this.#history.add(cell, code);
		if (!silent)
			this.#publish("execute_input", request.header, {
				code,
				execution_count: this.#count,
			});
		this.#executor.request({ type: "execute", cell, code });
	}

	/** Takes a report of the executor. */
	#take(report: Report): void {
		switch (report.type) {
			case "ready":
				this.#ready = true;
				return;
			case "stream": {
				const { cell, name, text } = report;
				this.#publisher.stream(this.#parentOf(cell), name, text);
				return;
			}
			case "display": {
				const { cell, data, metadata, id, update } = report;
				const type = update ? "update_display_data" : "display_data";
				const transient = id === undefined ? {} : { display_id: id };
				const content = { data, metadata, transient };
				this.#publish(type, this.#parentOf(cell), content);
				return;
			}
			case "result": {
				const { cell, data, metadata } = report;
				if (this.#running?.request.content.silent) return;
				this.#publish("execute_result", this.#parentOf(cell), {
					data,
					metadata,
					execution_count: cell > 0 ? cell : this.#count,
				});
				return;
			}
			case "page":
				this.#running?.payload.push({
					source: "page",
					data: report.data,
					start: 0,
				});
				return;
			case "clear":
				this.#publish("clear_output", this.#parentOf(report.cell), {
					wait: report.wait,
				});
				return;
			case "begun": {
				const run = this.#running;
				if (run?.cell !== report.cell) return;
				run.begun = true;
				if (run.interruptNoticed === false) this.#interruptBegun(run);
				return;
			}
			case "interrupted":
				if (this.#running?.cell === report.cell)
					this.#running.interruptNoticed = true;
				return;
			case "executed":
				if (this.#running?.cell === report.cell)
					this.#finish(this.#running, {
						status: "ok",
						payload: this.#running.payload,
					});
				return;
			case "failed":
				if (this.#running?.cell === report.cell) {
					this.#fail(this.#running, report);
					return;
				}
				this.#publishError(this.#parentOf(report.cell), report);
				return;
			case "answer":
				this.#questions.answer(report.id, report.content);
				return;
			case "comm":
				this.#publishComm(report);
				return;
		}
	}

	#fail(run: Run, error: CellError): void {
		this.#publishError(run.request.header, error);
		this.#finish(run, { status: "error", ...errorContent(error) });
		if (run.request.content.stop_on_error !== false) this.#abortQueue();
	}

	#finish({ request, channel, cell }: Run, outcome: object): void {
		this.#running = undefined;
		const { user_expressions } = request.content;
		this.#publisher.flush();
		this.#reply(channel, request, {
			...outcome,
			execution_count: cell > 0 ? cell : this.#count,
			user_expressions: Object.fromEntries(
				Object.keys(user_expressions ?? {}).map((name) => [
					name,
					NOT_EVALUATED,
				]),
			),
		});
		this.#publish("status", request.header, { execution_state: "idle" });
		// A failure aborts what is queued before the next one could begin.
		setImmediate(() => this.#next());
	}

	#abortQueue(): void {
		for (const { request, channel } of this.#queue.splice(0))
			void this.#whileBusy(channel, request, () =>
				this.#reply(channel, request, {
					status: "aborted",
					execution_count: this.#count,
				}),
			);
	}

	async #askAboutCode({ header, content }: Message): Promise<object> {
		const { code, cursor_pos = 0 } = content;
		const id = header.msg_id;
		const answered = this.#questions.ask(id);
		if (header.msg_type === "is_complete_request")
			this.#executor.request({ type: "is-complete", id, code });
		else {
			const type =
				header.msg_type === "complete_request" ? "complete" : "inspect";
			const position = toUnits(code, cursor_pos);
			this.#executor.request({ type, id, code, position });
		}
		const answer = (await answered) as
			| { cursor_start?: number; cursor_end?: number }
			| undefined;
		if (!answer) return { status: "error", ...PROCESS_ENDED };
		if (answer.cursor_start === undefined || answer.cursor_end === undefined)
			return answer;
		return {
			...answer,
			cursor_start: toCodePoints(code, answer.cursor_start),
			cursor_end: toCodePoints(code, answer.cursor_end),
		};
	}

	/** Resolves when the handlers have run: front ends hold back the next change of a widget until then. */
	async #passOnComm({
		header,
		content,
		metadata,
		buffers,
	}: Message): Promise<void> {
		const { comm_id: comm, target_name: target = "", data = {} } = content;
		const event = commEvent(header.msg_type);
		this.#comms.note(event, comm, target);
		const id = header.msg_id;
		const answered = this.#questions.ask(id);
		const message = { data, metadata, buffers };
		this.#executor.request({
			type: "comm",
			id,
			event,
			comm,
			target,
			...message,
		});
		await answered;
	}

	#publishComm(report: Report & { type: "comm" }): void {
		const { event, comm, target, data, metadata, buffers, cell } = report;
		this.#comms.note(event, comm, target);
		const content = {
			comm_id: comm,
			data,
			...(event === "open" ? { target_name: target } : {}),
		};
		const type = commMessageType(event);
		this.#publisher.publish(type, this.#parentOf(cell), content, {
			metadata,
			buffers,
		});
	}

	/**
	 * Says "busy", does it, and says "idle", even if it fails, which is the answer then; and "busy" again if a cell runs, which front ends take
	 * the last word for.
	 */
	async #whileBusy(
		channel: Channel,
		request: Message,
		body: () => void | Promise<void>,
	): Promise<void> {
		const { header } = request;
		this.#publish("status", header, { execution_state: "busy" });
		try {
			await body();
		} catch (error) {
			const answer = {
				status: "error",
				...failureContent(header.msg_type, error),
			};
			// Messages on comms have no reply.
			if (header.msg_type.endsWith("_request"))
				this.#reply(channel, request, answer);
		}
		this.#publish("status", header, { execution_state: "idle" });
		if (this.#running)
			this.#publish("status", this.#running.request.header, {
				execution_state: "busy",
			});
	}

	#publish(type: string, parent: Parent, content: object): void {
		this.#publisher.publish(type, parent, content);
	}

	#publishError(parent: Parent, error: CellError): void {
		this.#publish("error", parent, errorContent(error));
	}

	#reply(channel: Channel, request: Message, content: object): void {
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

	#parentOf(cell: number): Parent {
		return this.#parents.get(cell) ?? NOBODY;
	}
}

const NOBODY = {};
