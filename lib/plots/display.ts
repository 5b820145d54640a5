/** Shows figures and tables: in a notebook as one rich output, elsewhere as text. */
import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Figure } from "./figure.js";
import { type Bundle, inNotebook, write } from "./notebook.js";
import { plainText } from "./pseudo-html.js";
import { renderPng } from "./static-image.js";
import { type Table, tableHtml, tableMarkdown, tableText } from "./table.js";

/** Shows a figure or a table as the output of the cell that runs; prints its words outside a notebook. */
export async function show(shown: Figure | Table): Promise<void> {
	if (inNotebook()) write(await bundle(shown));
	else console.log(asText(shown));
}

/** Message and caption of a figure; the whole of a table. */
export function asText(shown: Figure | Table): string {
	return shown.kind === "table"
		? tableText(shown)
		: `${plainText(shown.message)}\n${plainText(shown.caption)}`;
}

/**
 * All forms of a figure or table. A figure has no `text/html`: viewers that strip scripts (GitHub, nbviewer) prefer HTML to an image,
 * and those that know Plotly take its JSON; the caption is part of the picture.
 */
export async function bundle(shown: Figure | Table): Promise<Bundle> {
	if (shown.kind === "table")
		return {
			data: {
				"text/html": tableHtml(shown),
				"text/markdown": tableMarkdown(shown),
				"text/plain": asText(shown),
			},
			metadata: {},
		};
	const { data, layout } = shown;
	const png = await renderPng(shown);
	return {
		data: {
			"application/vnd.plotly.v1+json": {
				data,
				layout,
				config: { displaylogo: false },
			},
			"image/png": Buffer.from(png).toString("base64"),
			"text/plain": asText(shown),
		},
		metadata: { "image/png": { width: layout.width, height: layout.height } },
	};
}

/** One output that changes in place: the progress of a long cell. */
export class LiveDisplay {
	private readonly id = randomUUID();
	private shown = false;
	private lastWrite = Number.NEGATIVE_INFINITY;
	private pending: string | Figure | Table | undefined;

	/** @param interval least time between two updates in ms */
	constructor(private readonly interval: number) {}

	/**
	 * Replaces what is shown, unless the last time is less than the interval ago: then it waits for a later update, or `done`.
	 * Awaiting it lets the kernel answer.
	 */
	async update(content: string | Figure | Table): Promise<void> {
		this.pending = content;
		if (inNotebook() && performance.now() - this.lastWrite >= this.interval)
			await this.flush();
		await setImmediate();
	}

	/** Shows what the last updates left over. */
	async done(): Promise<void> {
		await this.flush();
	}

	private async flush(): Promise<void> {
		const content = this.pending;
		if (content === undefined) return;
		this.pending = undefined;
		this.lastWrite = performance.now();
		const words = typeof content === "string" ? content : asText(content);
		if (!inNotebook()) return console.log(words);
		const output =
			typeof content === "string" ? textBundle(words) : await bundle(content);
		write(output, this.id, this.shown);
		this.shown = true;
	}
}

function textBundle(words: string): Bundle {
	return { data: { "text/plain": words }, metadata: {} };
}

/** Opens an output that changes in place, at most every `interval` ms. Outside a notebook only the last content is printed. */
export function live(interval = 250): LiveDisplay {
	return new LiveDisplay(interval);
}
