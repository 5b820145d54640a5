/** What a cell put out, as HTML: text, errors, tables, images, figures; the richest form of each bundle. */
import { stripVTControlCharacters } from "node:util";
import {
	type ErrorOutput,
	joined,
	type MultilineText,
	type Output,
	type RichOutput,
} from "../notebooks/nbformat.js";
import { figureHtml, PLOTLY_MIME, staticPicture } from "./figure.js";
import { escapeHtml, sanitise } from "./html.js";
import type { Keeper } from "./keeper.js";
import type { ProseRenderer } from "./prose.js";

/** Numbers the figures of a page from 1. */
export class FigureCounter {
	private count = 0;
	next(): number {
		return ++this.count;
	}
}

/** What the outputs of a page share. */
export interface OutputContext {
	readonly figures: FigureCounter;
	readonly prose: ProseRenderer;
	readonly keeper: Keeper;
}

/** All outputs of one cell; neighbouring streams of one name are one block. */
export function outputsHtml(
	outputs: readonly Output[],
	context: OutputContext,
): string {
	const parts: string[] = [];
	for (let k = 0; k < outputs.length; k++) {
		const output = outputs[k];
		if (output.output_type === "error") parts.push(errorHtml(output));
		else if (output.output_type === "stream") {
			let text = joined(output.text);
			let next = outputs[k + 1];
			while (next?.output_type === "stream" && next.name === output.name) {
				text += joined(next.text);
				next = outputs[++k + 1];
			}
			parts.push(textHtml(text, output.name));
		} else parts.push(displayHtml(output, context));
	}
	return parts.filter(Boolean).join("\n");
}

function textHtml(text: string, kind: string): string {
	const shown = onTerminal(text).trimEnd();
	return shown ? `<pre class="text ${kind}">${escapeHtml(shown)}</pre>` : "";
}

/** What a terminal would show in the end: no colours, and of each line what was written after its last carriage return. */
function onTerminal(text: string): string {
	return stripVTControlCharacters(text)
		.replace(/\r\n/g, "\n")
		.split("\n")
		.map((line) => line.replace(/\r+$/, ""))
		.map((line) => line.slice(line.lastIndexOf("\r") + 1))
		.join("\n");
}

function errorHtml({ ename, evalue, traceback }: ErrorOutput): string {
	const title = [ename, evalue].filter(Boolean).join(": ");
	const trace = onTerminal(traceback.join("\n")).trim();
	const details = trace && trace !== title ? `\n\n${escapeHtml(trace)}` : "";
	return `<pre class="text error" role="alert"><b>${escapeHtml(title || "Error")}</b>${details}</pre>`;
}

function displayHtml(
	output: RichOutput,
	{ figures, prose, keeper }: OutputContext,
): string {
	const { data } = output;
	if (data[PLOTLY_MIME] !== undefined)
		return figureHtml(output, figures.next(), keeper);
	const text = (mime: string) =>
		data[mime] === undefined ? undefined : joined(data[mime] as MultilineText);
	const html = text("text/html");
	if (html !== undefined)
		return `<div class="html scroll">${sanitise(html)}</div>`;
	const picture = staticPicture(output);
	if (picture !== undefined)
		return `<img class="picture" src="${keeper.picture(picture)}" alt="${escapeHtml(text("text/plain") ?? "image")}">`;
	const markdown = text("text/markdown");
	if (markdown !== undefined)
		return `<div class="html">${prose.render(markdown).html}</div>`;
	const latex = text("text/latex");
	if (latex !== undefined) {
		const tex = latex.trim().replace(/^\$+|\$+$/g, "");
		return `<div class="html">${prose.render(`$$\n${tex}\n$$`).html}</div>`;
	}
	return textHtml(text("text/plain") ?? "", "result");
}
