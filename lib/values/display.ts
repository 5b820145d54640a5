/** Shows values, figures and tables: in a notebook as one rich output, elsewhere as text. */
import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { type Bundle, inNotebook, write } from "../notebook/output.js";
import type { Figure } from "../plots/figure.js";
import { plainText } from "../plots/parts/pseudo-html.js";
import { renderPng } from "../plots/render/static-image.js";
import { tableHtml, tableMarkdown, tableText } from "../plots/tables/table.js";
import { cardHtml, cardText } from "./card.js";
import { ownForms } from "./own-forms.js";
import { type View, viewOf } from "./view.js";

/** Shows a value as the output of the cell that runs, in the form that suits it; prints its words outside a notebook. */
export async function show(shown: unknown): Promise<void> {
	if (inNotebook()) write(await bundle(shown));
	else console.log(asText(shown));
}

/** A value in words: message and caption of a figure, the whole of a table, what the console would print of most others. */
export function asText(shown: unknown): string {
	const own = ownForms(shown) as Partial<Bundle["data"]> | undefined;
	const text = own?.["text/plain"];
	return typeof text === "string" ? text : viewText(viewOf(shown));
}

function viewText(view: View): string {
	if (typeof view === "string") return view;
	if (view.kind === "table") return tableText(view);
	if (view.kind === "card") return cardText(view);
	return `${plainText(view.message)}\n${plainText(view.caption)}`;
}

/**
 * All forms of a value. A figure has no `text/html`: viewers that strip scripts (GitHub, nbviewer) prefer HTML to an image,
 * and those that know Plotly take its JSON; the caption is part of the picture.
 */
export async function bundle(shown: unknown): Promise<Bundle> {
	const own = (await ownForms(shown)) as Bundle["data"] | undefined;
	if (own) return { data: own, metadata: {} };
	const view = viewOf(shown);
	const text = { "text/plain": viewText(view) };
	if (typeof view === "string") return { data: text, metadata: {} };
	if (view.kind === "figure") return figureBundle(view);
	const data =
		view.kind === "card"
			? { "text/html": cardHtml(view), ...text }
			: {
					"text/html": tableHtml(view),
					"text/markdown": tableMarkdown(view),
					...text,
				};
	return { data, metadata: {} };
}

async function figureBundle(figure: Figure): Promise<Bundle> {
	const { data, layout, frames } = figure;
	const { width, height } = (figure.still ?? figure).layout;
	const png = await renderPng(figure);
	return {
		data: {
			"application/vnd.plotly.v1+json": {
				data,
				layout,
				...(frames ? { frames } : {}),
				config: { displaylogo: false },
			},
			"image/png": Buffer.from(png).toString("base64"),
			"text/plain": viewText(figure),
		},
		metadata: { "image/png": { width, height } },
	};
}

/** One output that changes in place: the progress of a long cell. */
export class LiveDisplay {
	private readonly id = randomUUID();
	private shown = false;
	private lastWrite = Number.NEGATIVE_INFINITY;
	private pending: unknown;

	/** @param interval least time between two updates in ms */
	constructor(private readonly interval: number) {}

	/**
	 * Replaces what is shown, unless the last time is less than the interval ago: then it waits for a later update, or `done`.
	 * Awaiting it lets the kernel answer.
	 */
	async update(content: unknown): Promise<void> {
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
		if (!inNotebook()) return console.log(asText(content));
		write(await bundle(content), this.id, this.shown);
		this.shown = true;
	}
}

/** Opens an output that changes in place, at most every `interval` ms. Outside a notebook only the last content is printed. */
export function live(interval = 250): LiveDisplay {
	return new LiveDisplay(interval);
}
