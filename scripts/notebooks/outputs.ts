/** Collects what cells show, as Jupyter does it; of controls only their words, since nobody is there to move them. */
import type { Shown } from "./kernel-client.js";
import { type DisplayOutput, joined, type Output } from "./nbformat.js";

/** Points to a model that ends with the kernel: without it front ends show an error in place of the words. */
const WIDGET_VIEW = "application/vnd.jupyter.widget-view+json";

export class OutputCollector {
	readonly #displays = new Map<string, DisplayOutput[]>();
	/** Outputs that the next one replaces. */
	readonly #replaced = new Set<Output[]>();

	/** Adds what a cell shows to its outputs. */
	add(shown: Shown, outputs: Output[]): void {
		const update = shown.type === "display" && shown.update;
		if (!update && this.#replaced.delete(outputs)) outputs.length = 0;
		switch (shown.type) {
			case "stream":
				addText(shown, outputs);
				return;
			case "display":
				this.#addDisplay(shown, outputs);
				return;
			case "result": {
				const { cell, metadata } = shown;
				outputs.push({
					output_type: "execute_result",
					execution_count: cell,
					data: lasting(shown.data),
					metadata,
				});
				return;
			}
			case "clear":
				if (shown.wait) this.#replaced.add(outputs);
				else outputs.length = 0;
		}
	}

	#addDisplay(
		{ metadata, id, update, ...all }: Shown & { type: "display" },
		outputs: Output[],
	): void {
		const data = lasting(all.data);
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

function lasting({
	[WIDGET_VIEW]: _,
	...data
}: DisplayOutput["data"]): DisplayOutput["data"] {
	return data;
}

/** Text written in several pieces is one output. */
function addText(
	{ name, text }: Shown & { type: "stream" },
	outputs: Output[],
): void {
	const last = outputs.at(-1);
	if (last?.output_type === "stream" && last.name === name)
		last.text = joined(last.text) + text;
	else outputs.push({ output_type: "stream", name, text });
}
