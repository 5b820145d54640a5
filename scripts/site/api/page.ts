/** The reference of the library: an overview, and a page for each of its folders, from the documentation comments. */
import { highlighted, type NameLink } from "../../page/code.js";
import { escapeHtml } from "../../page/html.js";
import { type ProseRenderer, proseRenderer } from "../../page/prose.js";
import type { Page } from "../page.js";
import { commentMarkdown, commentText } from "./comment.js";
import { API_PAGE, type ApiPart, moduleId, nameLinks } from "./place.js";
import type { ApiEntry, ApiModule } from "./read.js";

export async function apiPages(parts: readonly ApiPart[]): Promise<Page[]> {
	const link = nameLinks(parts);
	const prose = await proseRenderer({
		targets: {
			link: (href) => (/^https?:/.test(href) ? href : undefined),
			image: () => undefined,
			name: link,
		},
	});
	return [overview(parts), ...parts.map((part) => partPage(part, link, prose))];
}

function overview(parts: readonly ApiPart[]): Page {
	const sections = parts.map(
		({ folder, page, modules }) =>
			`<h2 id="${folder}"><a href="${page}">${folder}</a></h2>
<dl class="facts modules">${modules
				.map(
					(module) =>
						`<div><dt><a href="${page}#${moduleId(module)}"><code>${module.file}</code></a></dt><dd>${escapeHtml(firstSentence(module.comment))}</dd></div>`,
				)
				.join("\n")}</dl>`,
	);
	const names = parts.flatMap(({ modules }) =>
		modules.flatMap(({ entries }) => entries),
	);
	return {
		file: API_PAGE,
		title: "Library reference",
		listed: "Overview",
		kind: "reference",
		main: `<h1 id="library-reference">Library reference</h1>
<p>What the notebooks import from <code>spiking-recurrent-cell</code>: ${names.length} names in ${parts.length} folders, each with its declaration and its comment, as they stand in the code. In code on these pages, a dotted line below a name leads to its entry here; the search finds names too.</p>
${sections.join("\n")}`,
		headings: parts.map(({ folder }) => ({
			level: 2,
			id: folder,
			html: folder,
			text: folder,
		})),
	};
}

function partPage(
	{ folder, page, modules }: ApiPart,
	link: NameLink,
	prose: ProseRenderer,
): Page {
	// On their own page names need no file in their address, and none leads to itself.
	const local: NameLink = (name) => {
		const href = link(name);
		return href?.startsWith(`${page}#`) ? href.slice(page.length) : href;
	};
	return {
		file: page,
		title: `Library reference: ${folder}`,
		listed: folder,
		kind: "reference",
		main: `<h1 id="reference">${folder}</h1>
<p><a href="${API_PAGE}">Library reference</a></p>
${modules.map((module) => moduleHtml(module, local, prose)).join("\n")}`,
		headings: modules.map((module) => ({
			level: 2,
			id: moduleId(module),
			html: `<code>${module.file}</code>`,
			text: module.file,
		})),
	};
}

function moduleHtml(
	module: ApiModule,
	link: NameLink,
	prose: ProseRenderer,
): string {
	return `<section class="module"><h2 id="${moduleId(module)}"><code>${module.file}</code></h2>
${prose.render(commentMarkdown(module.comment)).html}
${module.entries.map((entry) => entryHtml(entry, link, prose)).join("\n")}</section>`;
}

function entryHtml(
	{ name, kind, declaration, comment }: ApiEntry,
	link: NameLink,
	prose: ProseRenderer,
): string {
	const others: NameLink = (word) => (word === name ? undefined : link(word));
	return `<section class="entry"><h3 id="${name}"><code>${name}</code> <small>${kind}</small></h3>
${highlighted(declaration, "typescript", others)}
${prose.render(commentMarkdown(comment)).html}</section>`;
}

/** Of a comment, up to the first full stop or colon that ends a phrase. */
function firstSentence(comment: string): string {
	const text = commentText(comment).replace(/\s+/g, " ");
	return /^.*?[.:;](?= |$)/.exec(text)?.[0].replace(/[:;]$/, ".") ?? text;
}
