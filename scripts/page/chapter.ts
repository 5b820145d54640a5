/** An executed notebook as a part of a page: prose beside the code that it introduces, where the window is wide enough. */
import { type Cell, joined, type Notebook } from "../notebooks/nbformat.js";
import { highlighted, type NameLink } from "./code.js";
import { escapeHtml } from "./html.js";
import { type OutputContext, outputsHtml } from "./outputs.js";
import type { Heading } from "./prose.js";

/** A notebook of the report or the site. */
export interface Chapter {
	/** File name without ".ipynb", e.g. "01-the-neuron". */
	readonly name: string;
	readonly notebook: Notebook;
	/** True when a cell failed; the chapter then says so. */
	readonly failed: boolean;
}

export interface ChapterContext extends OutputContext {
	/** Where the names in code are explained. */
	readonly nameLink?: NameLink;
}

export interface ChapterParts {
	/** An `<article>`. */
	readonly html: string;
	readonly headings: readonly Heading[];
}

export function chapterHtml(
	{ name, notebook, failed }: Chapter,
	context: ChapterContext,
): ChapterParts {
	const headings: Heading[] = [];
	const blocks = blocksOf(notebook.cells).map(({ prose, code }) => {
		const said = prose.map((source) => {
			const rendered = context.prose.render(source);
			headings.push(...rendered.headings);
			return `<section class="prose">${rendered.html}</section>`;
		});
		const done = code.map((cell) => codeHtml(cell, context));
		const both = said.length > 0 && done.length > 0;
		return `<div class="block${both ? " paired" : ""}">${[said, done]
			.filter((part) => part.length)
			.map((part) => `<div>${part.join("\n")}</div>`)
			.join("\n")}</div>`;
	});
	const state = failed
		? '<p class="banner failed" role="alert">This notebook did not finish; the error is below.</p>\n'
		: "";
	return {
		html: `<article id="${escapeHtml(name)}" class="chapter">\n${state}${blocks.join("\n")}\n</article>`,
		headings,
	};
}

type CodeCell = Extract<Cell, { cell_type: "code" }>;

/** Prose, and the code that follows it. */
interface Block {
	readonly prose: string[];
	readonly code: CodeCell[];
}

function blocksOf(cells: readonly Cell[]): Block[] {
	const blocks: Block[] = [];
	for (const cell of cells) {
		let block = blocks.at(-1);
		if (!block || (cell.cell_type === "markdown" && block.code.length > 0)) {
			block = { prose: [], code: [] };
			blocks.push(block);
		}
		if (cell.cell_type === "markdown") block.prose.push(joined(cell.source));
		else block.code.push(cell);
	}
	return blocks;
}

function codeHtml(cell: CodeCell, context: ChapterContext): string {
	const source = joined(cell.source).trim();
	const outputs = outputsHtml(cell.outputs, context);
	if (!source && !outputs) return "";
	const code = source
		? highlighted(source, "typescript", context.nameLink)
		: "";
	const shown =
		onlyImports(source) && !outputs
			? `<details class="imports"><summary>Imports of this notebook</summary>${code}</details>`
			: code;
	return `<section class="cell">${shown}\n<div class="outputs">${outputs}</div></section>`;
}

/** Whether nothing but imports is in the code: readers may skip it. */
function onlyImports(source: string): boolean {
	const rest = source.replace(/^import\s[^;]*;[ \t]*$/gm, "");
	return source !== "" && rest.trim() === "";
}

/** A chapter in a list of contents: its title, which leads to `href`, and the sections of the second level. */
export function contentsItem(
	title: string,
	href: string,
	headings: readonly Heading[],
	mark = "",
): string {
	const sections = headings
		.filter((heading) => heading.level === 2)
		.map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`);
	return `<li><a href="${escapeHtml(href)}">${title}</a>${mark}${sections.length ? `<ol>${sections.join("")}</ol>` : ""}</li>`;
}
