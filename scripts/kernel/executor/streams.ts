/** Text that cells write to stdout and stderr, and what tslab's own `display` shows. */
import { StringDecoder } from "node:string_decoder";

// tslab's `display` and figures of older libraries write through this module's `lastWriteDisplayData`.
import jupyter = require("tslab/dist/jupyter");

import type { MimeBundle } from "../messages.js";
import { currentCell } from "./cell.js";
import { report } from "./channel.js";

export function redirectOutput(): void {
	redirect("stdout");
	redirect("stderr");
	jupyter.lastWriteDisplayData = ({ data, metadata, transient }, update) =>
		display({ data, metadata }, transient?.display_id, update === true);
}

/** Shows a bundle as an output of the current cell. */
export function display(
	{ data, metadata }: MimeBundle,
	id?: string,
	update = false,
): void {
	const cell = currentCell().number;
	report({ type: "display", cell, data, metadata, id, update });
}

/** Writes text as the current cell. */
export function print(name: "stdout" | "stderr", text: string): void {
	if (text) report({ type: "stream", cell: currentCell().number, name, text });
}

type Done = (error?: Error | null) => void;

function redirect(name: "stdout" | "stderr"): void {
	const decoder = new StringDecoder();
	process[name].write = (
		chunk: string | Uint8Array,
		encoding?: BufferEncoding | Done,
		done?: Done,
	): boolean => {
		print(
			name,
			typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk)),
		);
		const written = typeof encoding === "function" ? encoding : done;
		if (written) process.nextTick(written);
		return true;
	};
}
