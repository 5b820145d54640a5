/** Markdown with mathematics between $ … $ and $$ … $$ → HTML, its formulas ready to be shown. */
import katex from "katex";
import { highlighted, type NameLink } from "./code.js";
import { escapeHtml, sanitise } from "./html.js";

export interface Heading {
	/** 1 … 6. */
	readonly level: number;
	/** Id of its element in the page. */
	readonly id: string;
	/** What it says, as HTML without links. */
	readonly html: string;
	readonly text: string;
}

export interface Prose {
	readonly html: string;
	readonly headings: readonly Heading[];
}

/** Where links and images of a notebook lead when they stand in a page. */
export interface LinkTargets {
	/** An address for the link, or undefined where it leads nowhere. */
	link(href: string): string | undefined;
	/** An address for an image, or undefined where there is none. */
	image(href: string): string | undefined;
	/** Where a name of the library is explained that stands in the text as code. */
	readonly name?: NameLink;
}

/** MathML alone needs no fonts; with HTML it looks the same everywhere, and needs KaTeX's style sheet. */
export type Mathematics = "mathml" | "htmlAndMathml";

export interface ProseOptions {
	/** Ids of headings begin with it; none unless given. */
	readonly anchor?: string;
	readonly targets: LinkTargets;
	readonly mathematics?: Mathematics;
}

/** Renders Markdown cells of one page; ids of headings never repeat. */
export interface ProseRenderer {
	render(markdown: string): Prose;
}

function slug(text: string): string {
	return text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, "-")
		.replace(/^-+|-+$/g, "");
}

/** A renderer whose headings have the ids `anchor--their-text`. */
export async function proseRenderer({
	anchor,
	targets,
	mathematics: output = "mathml",
}: ProseOptions): Promise<ProseRenderer> {
	const { Marked } = await import("marked");
	const used = new Map<string, number>();
	let headings: Heading[] = [];
	/** True in the text of a link, which may hold no other. */
	let inLink = false;

	function uniqueId(text: string): string {
		const own = slug(text) || "section";
		const base = anchor === undefined ? own : `${anchor}--${own}`;
		const count = (used.get(base) ?? 0) + 1;
		used.set(base, count);
		return count === 1 ? base : `${base}-${count}`;
	}

	const mathematics = (tex: string, displayMode: boolean): string =>
		katex.renderToString(tex, { displayMode, output, throwOnError: false });

	const marked = new Marked({
		gfm: true,
		extensions: [
			{
				name: "displayMath",
				level: "block",
				start: (source: string) => source.match(/^ {0,3}\$\$/m)?.index,
				tokenizer(source: string) {
					const match = /^ {0,3}\$\$([\s\S]+?)\$\$[ \t]*(?:\n|$)/.exec(source);
					return match
						? { type: "displayMath", raw: match[0], tex: match[1].trim() }
						: undefined;
				},
				renderer: (token) =>
					`<div class="equation">${mathematics(token.tex, true)}</div>\n`,
			},
			{
				name: "inlineMath",
				level: "inline",
				start: (source: string) => {
					const at = source.indexOf("$");
					return at < 0 ? undefined : at;
				},
				tokenizer(source: string) {
					const match =
						/^\$\$([^$]+?)\$\$/.exec(source) ??
						/^\$(?!\s)((?:\\.|[^\\$`])+?)(?<!\s)\$(?!\d)/.exec(source);
					if (!match) return undefined;
					return {
						type: "inlineMath",
						raw: match[0],
						tex: match[1],
						display: match[0].startsWith("$$"),
					};
				},
				renderer: (token) => mathematics(token.tex, token.display),
			},
		],
		renderer: {
			heading({ tokens, depth, text }) {
				const html = this.parser.parseInline(tokens);
				const id = uniqueId(text);
				headings.push({
					level: depth,
					id,
					html: html.replace(/<\/?a\b[^>]*>/g, ""),
					text,
				});
				return `<h${depth} id="${id}">${html}</h${depth}>\n`;
			},
			code: ({ text, lang }) => highlighted(text, lang ?? "text"),
			codespan({ text }) {
				const code = `<code>${escapeHtml(text)}</code>`;
				const name = /^(\w+)(\(.*\))?$/.exec(text)?.[1];
				const href = name && !inLink && targets.name?.(name);
				return href ? `<a href="${escapeHtml(href)}">${code}</a>` : code;
			},
			table(token) {
				const cell = (
					tag: string,
					{ tokens, align }: (typeof token.header)[number],
				) =>
					`<${tag}${align ? ` style="text-align: ${align}"` : ""}>${this.parser.parseInline(tokens)}</${tag}>`;
				const row = (tag: string, cells: typeof token.header) =>
					`<tr>${cells.map((one) => cell(tag, one)).join("")}</tr>`;
				return `<div class="scroll"><table><thead>${row("th", token.header)}</thead><tbody>${token.rows.map((cells) => row("td", cells)).join("")}</tbody></table></div>\n`;
			},
			link({ href, tokens }) {
				const target = targets.link(href);
				inLink = target !== undefined;
				const inner = this.parser.parseInline(tokens);
				inLink = false;
				return target === undefined
					? inner
					: `<a href="${escapeHtml(target)}">${inner}</a>`;
			},
			image({ href, text }) {
				const source = targets.image(href);
				return source === undefined
					? `<em class="missing">[image: ${escapeHtml(text || href)}]</em>`
					: `<img class="picture" loading="lazy" src="${source}" alt="${escapeHtml(text)}">`;
			},
		},
	});

	return {
		render(markdown: string): Prose {
			headings = [];
			const html = sanitise(marked.parse(markdown, { async: false }));
			return {
				html,
				headings: headings.map((heading) => ({
					...heading,
					html: sanitise(heading.html),
				})),
			};
		},
	};
}
