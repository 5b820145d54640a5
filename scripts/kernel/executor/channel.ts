/**
 * The executor's way out: reports through a pipe of its own, written synchronously. What a cell reports has left the process when the
 * call returns, whether or not the event loop ever turns; a reader that cannot follow slows the writer down.
 */
import { writeSync } from "node:fs";
import { serialize } from "node:v8";
import { REPORTS_FD, type Report } from "../messages.js";

/** Reports a chatty loop may make one by one before its text is gathered. */
const FREE_WRITES = 100;
/** Milliseconds after which they are free again, and for which text is gathered. */
const PERIOD = 20;
/** Characters of gathered text that are sent at once. */
const ENOUGH = 1 << 16;

type Stream = Report & { type: "stream" };

let begun = 0;
let written = 0;
let gathered: Stream | undefined;
let turn: NodeJS.Immediate | undefined;

/**
 * Sends a report; those of streams may be joined with their like, but never overtaken.
 * @throws if it shows or sends what is no JSON
 */
export function report(content: Report): void {
	if (content.type === "stream") stream(content);
	else {
		const body = bodyOf(content);
		flush();
		write(body);
	}
}

function stream(content: Stream): void {
	const now = performance.now();
	if (now - begun > PERIOD) {
		begun = now;
		written = 0;
		flush();
	}
	const { cell, name } = content;
	if (gathered?.cell !== cell || gathered.name !== name) flush();
	const text = (gathered?.text ?? "") + content.text;
	gathered = { ...content, text };
	if (written++ < FREE_WRITES || text.length > ENOUGH) flush();
	else turn ??= setImmediate(flush);
}

function flush(): void {
	if (turn) clearImmediate(turn);
	turn = undefined;
	if (gathered) write(serialize(gathered));
	gathered = undefined;
}

/**
 * The report as V8 serialises it (binary data stays binary). What it shows or sends must be JSON as well, and is tried here, where the cell
 * that shows it fails: neither the kernel nor a notebook's file can hold anything else.
 */
function bodyOf(content: Report): Buffer {
	try {
		if ("data" in content) JSON.stringify([content.data, content.metadata]);
		return serialize(content);
	} catch (error) {
		const [why] = (error as Error).message.split("\n");
		throw new TypeError(
			`what is shown or sent to the page is no JSON (${why}): convert it to text, numbers and plain objects`,
		);
	}
}

/** Length in four bytes, then the body. */
function write(body: Buffer): void {
	const frame = Buffer.allocUnsafe(4 + body.length);
	frame.writeUInt32LE(body.length);
	body.copy(frame, 4);
	for (let done = 0; done < frame.length; )
		done += writeSync(REPORTS_FD, frame, done);
}
