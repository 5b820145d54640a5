/** Collects what cells show, as Jupyter does it. */
import type { Report } from "./messages.js";
import { type DisplayOutput, joined, type Output } from "./nbformat.js";

export class OutputCollector {
	readonly #displays = new Map<string, DisplayOutput[]>();

	/** Adds a report of stream or display to the outputs of the cell that runs. */
	add(report: Report, outputs: Output[]): void {
		if (report.type === "stream") addText(report, outputs);
		if (report.type === "display") this.#addDisplay(report, outputs);
	}

	#addDisplay(
		{ data, metadata, id, update }: Report & { type: "display" },
		outputs: Output[],
	): void {
		const shown = id === undefined ? undefined : this.#displays.get(id);
		if (update) {
			// Whatever cell they stand in; an update of what was never shown shows nothing.
			for (const display of shown ?? [])
				Object.assign(display, { data, metadata });
			return;
		}
		const display: DisplayOutput = {
			output_type: "display_data",
			data,
			metadata,
		};
		outputs.push(display);
		if (id !== undefined) this.#displays.set(id, [...(shown ?? []), display]);
	}
}

/** Text written in several pieces is one output. */
function addText(
	{ name, text }: Report & { type: "stream" },
	outputs: Output[],
): void {
	const last = outputs.at(-1);
	if (last?.output_type === "stream" && last.name === name)
		last.text = joined(last.text) + text;
	else outputs.push({ output_type: "stream", name, text });
}
