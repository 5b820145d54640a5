/** A page of the site: its content, put into the frame that all pages share. */
import { contentsItem } from "../page/chapter.js";
import { documentHtml } from "../page/document.js";
import { escapeHtml } from "../page/html.js";
import type { Heading } from "../page/prose.js";

export interface Page {
	/** Name of the file: all pages lie in one folder, so that the site works below any address. */
	readonly file: string;
	/** Plain text. */
	readonly title: string;
	/** What the list of contents calls it. */
	readonly listed: string;
	/** Class of <main>. */
	readonly kind: "home" | "notebook" | "reference" | "records";
	readonly main: string;
	/** For the list of contents. */
	readonly headings: readonly Heading[];
}

/** A group of pages in the list of contents. */
export interface PageGroup {
	readonly title: string;
	readonly pages: readonly Page[];
	/** True where only the first is listed, and the others once one of them is open. */
	readonly folded?: boolean;
}

/** Some browsers count a page's own folder as foreign when it comes from file://. */
const OWN = "'self' file:";
/** Plotly writes style elements, and needs blob: for "download image". */
const POLICY = `default-src 'none'; script-src ${OWN}; style-src ${OWN} 'unsafe-inline'; img-src ${OWN} data: blob:; font-src ${OWN}; base-uri 'none'; form-action 'none'`;
const SITE = "A spiking neuron made from a recurrent network";

export const HOME_PAGE = "index.html";

/** The whole page. */
export function siteDocument(page: Page, groups: readonly PageGroup[]): string {
	const mathematics = page.main.includes('class="katex"')
		? '<link rel="stylesheet" href="assets/katex.css">\n'
		: "";
	const title =
		page.file === HOME_PAGE ? page.title : `${page.title} – ${SITE}`;
	return documentHtml({
		title,
		policy: POLICY,
		head: `${mathematics}<link rel="stylesheet" href="assets/site.css">\n<script src="assets/theme.js"></script>`,
		brand: `<a class="brand" href="${HOME_PAGE}"${current(page.file === HOME_PAGE)}>${SITE}</a>
<button type="button" id="page-search-open" aria-keyshortcuts="/">Search <kbd>/</kbd></button>`,
		contents: groups.map((group) => groupHtml(group, page)).join("\n"),
		kind: page.kind,
		hasCode: page.kind === "notebook",
		main: page.main,
		foot: `<dialog id="page-search" aria-labelledby="page-search-label">
<form method="dialog"><label id="page-search-label" for="page-search-words">Search the site</label><button>Close</button></form>
<input type="search" id="page-search-words" autocomplete="off" spellcheck="false">
<p id="page-search-count" role="status"></p>
<ol id="page-search-results"></ol>
</dialog>
<template id="plotly" data-source="assets/plotly.js"></template>
<script src="assets/site.js"></script>`,
	});
}

function groupHtml({ title, pages, folded }: PageGroup, open: Page): string {
	const inside = pages.some(({ file }) => file === open.file);
	const listed = folded && !inside ? pages.slice(0, 1) : pages;
	const items = listed.map((page) =>
		page.file === open.file
			? contentsItem(escapeHtml(page.listed), page.file, page.headings).replace(
					"<a ",
					'<a aria-current="page" ',
				)
			: contentsItem(escapeHtml(page.listed), page.file, []),
	);
	return `<li class="group">${escapeHtml(title)}<ol>${items.join("\n")}</ol></li>`;
}

function current(is: boolean): string {
	return is ? ' aria-current="page"' : "";
}
