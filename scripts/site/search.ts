/** The index of the site's search: made when the site is built, loaded when a reader opens the search. */
import { buildSync } from "esbuild";
import { JSDOM } from "jsdom";
import MiniSearch, { type Options } from "minisearch";
import { PROJECT } from "../project.js";
import type { Page } from "./page.js";

/** A heading of a page with the text below it. */
export interface SearchEntry {
	/** Address in the site. */
	readonly id: string;
	readonly title: string;
	/** Title of the page. */
	readonly page: string;
	readonly text: string;
}

const OPTIONS = {
	fields: ["title", "page", "text"],
	storeFields: ["title", "page", "excerpt"],
} satisfies Options;
/** Characters of the text that a result shows. */
const EXCERPT = 140;

/** What is not searched: formulas in letters, code, and texts that only machines read. */
const LEFT_OUT = ".katex, math, pre.code, script, template, .neighbours";

/** A page's entries: one for each heading or row that an address leads to. */
export function searchEntries({ file, title, main }: Page): SearchEntry[] {
	const content = JSDOM.fragment(`<main>${main}</main>`);
	for (const element of content.querySelectorAll(LEFT_OUT)) element.remove();
	const entries: { id: string; title: string; text: string[] }[] = [];
	const walk = (node: Node): void => {
		const element =
			node.nodeType === node.ELEMENT_NODE ? (node as Element) : null;
		if (element?.id && element.matches("h1, h2, h3, h4, tr")) {
			const named = element.querySelector("summary") ?? element;
			entries.push({ id: element.id, title: plain(named), text: [] });
			if (element.localName !== "tr") return;
		}
		if (node.nodeType === node.TEXT_NODE)
			entries.at(-1)?.text.push(node.textContent ?? "");
		for (const child of node.childNodes) walk(child);
	};
	walk(content);
	return entries.map((entry) => ({
		id: `${file}#${entry.id}`,
		title: entry.title,
		page: title,
		text: entry.text.join(" ").replace(/\s+/g, " ").trim(),
	}));
}

function plain(element: Element): string {
	return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** The script that assets/site.js loads: the search library with its index. */
export function searchScript(pages: readonly Page[]): string {
	const search = new MiniSearch(OPTIONS);
	search.addAll(
		pages.flatMap(searchEntries).map((entry) => ({
			...entry,
			excerpt: entry.text.slice(0, EXCERPT),
		})),
	);
	const [{ text: library }] = buildSync({
		stdin: {
			contents: 'export { default as MiniSearch } from "minisearch"',
			resolveDir: PROJECT,
		},
		bundle: true,
		minify: true,
		format: "iife",
		globalName: "search",
		write: false,
	}).outputFiles;
	return `${library}\nwindow.siteSearch = search.MiniSearch.loadJS(${JSON.stringify(search)}, ${JSON.stringify(OPTIONS)});\n`;
}
