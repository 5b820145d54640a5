/**
 * The kernel as front ends see it: takes their requests and the executor's reports, and gives each to whom it concerns.
 * It never computes, so it answers while cells do.
 */
import { randomUUID } from "node:crypto";
import { aboutCode } from "./about-code.js";
import { Answers } from "./answers.js";
import { CellQueue } from "./cell-queue.js";
import { OpenComms } from "./comms.js";
import { errorContent } from "./errors.js";
import { ExecutorProcess } from "./executor-process.js";
import { History } from "./history.js";
import { Interrupts } from "./interrupts.js";
import { kernelInfo } from "./kernel-info.js";
import type { Report, Request } from "./messages.js";
import { Pace } from "./pace.js";
import { OrderedPublisher } from "./publisher.js";
import { Questions } from "./questions.js";
import type { Channel, Sockets } from "./sockets.js";
import type { Message } from "./wire.js";

export class Kernel {
	readonly #sockets: Sockets;
	readonly #publisher: OrderedPublisher;
	readonly #answers: Answers;
	readonly #cells: CellQueue;
	readonly #interrupts: Interrupts;
	readonly #questions: Questions;
	readonly #comms: OpenComms;
	readonly #history = new History();
	readonly #onStop: () => void;
	#executor: ExecutorProcess;
	#ready = false;
	#stopped = false;
	#lastWords = "";

	/** @param onStop called when the kernel has been asked to stop and has said so */
	constructor(sockets: Sockets, onStop: () => void) {
		this.#sockets = sockets;
		this.#onStop = onStop;
		const session = randomUUID();
		// Only Jupyter's servers, which name the session, stand between kernel and page.
		const pace = process.env.JPY_SESSION_NAME ? new Pace() : undefined;
		const publisher = new OrderedPublisher(sockets, session, pace);
		const answers = new Answers(sockets, session, publisher);
		const send = (request: Request) => this.#executor.request(request);
		this.#publisher = publisher;
		this.#answers = answers;
		this.#cells = new CellQueue(answers, publisher, this.#history, send);
		this.#interrupts = new Interrupts(
			this.#cells,
			publisher,
			() => this.#executor,
		);
		this.#questions = new Questions(send);
		this.#comms = new OpenComms(publisher, this.#questions);
		this.#executor = this.#startExecutor();
		publisher.publish("status", {}, { execution_state: "starting" });
	}

	/** Takes a request from a front end. */
	receive(channel: Channel, request: Message): void {
		const { content } = request;
		const reply = (answer: object) =>
			this.#answers.reply(channel, request, answer);
		const whileBusy = (body: () => void | Promise<void>) =>
			void this.#answers.whileBusy(channel, request, body);
		switch (request.header.msg_type) {
			case "execute_request":
				if (typeof content?.code === "string")
					this.#cells.add(channel, request);
				else
					whileBusy(() => {
						throw new TypeError("its code must be text");
					});
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
				whileBusy(async () => reply(await aboutCode(request, this.#questions)));
				return;
			case "comm_open":
			case "comm_msg":
			case "comm_close":
				whileBusy(() => this.#comms.receive(request));
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
					this.#publisher.publish("shutdown_reply", request.header, answer);
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
		this.#publisher.publish("iopub_welcome", {}, { subscription: topic });
	}

	/** Interrupts the cell that runs; one that did not notice the first interrupt ends with the second, and all names with it. */
	interrupt(): void {
		this.#interrupts.interrupt();
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
				this.#publisher.stream(this.#cells.latestParent(), name, text);
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
		const run = this.#cells.running;
		if (!run) return;
		const message = `the process that executes cells has ended (${how}); a new one has started, in which no names are defined: run the cells from the top`;
		this.#cells.fail(run, {
			name: "ProcessEnded",
			message,
			place: undefined,
			traceback: [`ProcessEnded: ${message}`],
		});
	}

	/** Takes a report of the executor. */
	#take(report: Report): void {
		const run = this.#cells.running;
		const cell = "cell" in report ? report.cell : 0;
		const parent = this.#cells.parentOf(cell);
		const reported = run?.cell === cell ? run : undefined;
		switch (report.type) {
			case "ready":
				this.#ready = true;
				return;
			case "stream":
				this.#publisher.stream(parent, report.name, report.text);
				return;
			case "display": {
				const { data, metadata, id, update } = report;
				const type = update ? "update_display_data" : "display_data";
				const transient = id === undefined ? {} : { display_id: id };
				const content = { data, metadata, transient };
				this.#publisher.publish(type, parent, content);
				return;
			}
			case "result": {
				const { data, metadata } = report;
				if (run?.request.content.silent) return;
				const execution_count = this.#cells.countOf(cell);
				const content = { data, metadata, execution_count };
				this.#publisher.publish("execute_result", parent, content);
				return;
			}
			case "page":
				run?.payload.push({ source: "page", data: report.data, start: 0 });
				return;
			case "clear":
				this.#publisher.publish("clear_output", parent, { wait: report.wait });
				return;
			case "begun":
				if (reported) this.#interrupts.begun(reported);
				return;
			case "interrupted":
				if (reported) reported.interruptNoticed = true;
				return;
			case "executed":
				if (reported) this.#cells.succeed(reported);
				return;
			case "failed":
				if (reported) this.#cells.fail(reported, report);
				else this.#publisher.publish("error", parent, errorContent(report));
				return;
			case "answer":
				this.#questions.answer(report.id, report.content);
				return;
			case "comm":
				this.#comms.publish(report, parent);
				return;
		}
	}
}
