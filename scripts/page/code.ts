/** Source code with its syntax coloured (classes of highlight.js; assets/page.css has the colours) and its known names linked. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import { escapeHtml } from "./html.js";

hljs.registerLanguage("bash", bash);
hljs.registerLanguage("json", json);
hljs.registerLanguage("typescript", typescript);

/** The address at which a name is explained; undefined for a name that is explained nowhere. */
export type NameLink = (name: string) => string | undefined;

/** `<pre>` with `code` highlighted; a language that is not known is shown plain. A name is a link where it comes first. */
export function highlighted(
	code: string,
	language = "typescript",
	link?: NameLink,
): string {
	const inner = hljs.getLanguage(language)
		? hljs.highlight(code, { language }).value
		: escapeHtml(code);
	return `<pre class="code"><code class="hljs">${link ? withLinks(inner, link) : inner}</code></pre>`;
}

/** A tag, or an identifier that is no property, no key of an object and no part of a character reference. */
const PIECE = /<[^>]*>|(?<![\w$.&#])[A-Za-z_$][\w$]*(?![\w$]|\??:)/g;

/** Tags around what is no name in its own right. */
const OTHER = /hljs-(comment|string|attr|property)/;

/** Links the first occurrence of each known name outside strings and comments. */
function withLinks(html: string, link: NameLink): string {
	const linked = new Set<string>();
	const open: string[] = [];
	return html.replace(PIECE, (piece) => {
		if (piece.startsWith("</")) open.pop();
		else if (piece.startsWith("<")) open.push(piece);
		else {
			// Code in a template string is code again.
			const code = open.slice(
				open.findLastIndex((tag) => tag.includes("hljs-subst")) + 1,
			);
			const known = !linked.has(piece) && !code.some((tag) => OTHER.test(tag));
			const href = known ? link(piece) : undefined;
			if (href) {
				linked.add(piece);
				return `<a href="${escapeHtml(href)}">${piece}</a>`;
			}
		}
		return piece;
	});
}
