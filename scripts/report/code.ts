/** Source code with its syntax coloured (classes of highlight.js). */
import { readFileSync } from "node:fs";
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";
import { escapeHtml } from "./html.js";

hljs.registerLanguage("bash", bash);
hljs.registerLanguage("json", json);
hljs.registerLanguage("typescript", typescript);

/** `<pre>` with `code` highlighted; a language that is not known is shown plain. */
export function highlighted(code: string, language = "typescript"): string {
	const inner = hljs.getLanguage(language)
		? hljs.highlight(code, { language }).value
		: escapeHtml(code);
	return `<pre class="code"><code class="hljs">${inner}</code></pre>`;
}

/** Colours for light and dark pages. */
export function highlightStyles(): string {
	const theme = (name: string) =>
		readFileSync(require.resolve(`highlight.js/styles/${name}.css`), "utf8");
	return `${theme("github")}\n@media (prefers-color-scheme: dark) {\n${theme("github-dark")}\n}`;
}
