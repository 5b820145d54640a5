/** The frame of a page: head, table of contents, content. */
import { escapeHtml } from "./html.js";

export const TITLE =
	"Spike-based computation using classical recurrent neural networks";
const FAVICON = `data:image/svg+xml,${encodeURIComponent(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f4e79"/><path d="M3 22h8l3-15 4 19 3-9 2 5h6" fill="none" stroke="#fff" stroke-width="2.5" stroke-linejoin="round"/></svg>',
)}`;

export interface DocumentParts {
	/** Plain text. */
	readonly title: string;
	/** What the browser itself refuses to load from elsewhere: a Content-Security-Policy. */
	readonly policy: string;
	/** Elements with styles, and with the script that must run before the first paint. */
	readonly head: string;
	/** What stands above the list of contents. */
	readonly brand?: string;
	/** Items of the list of contents: `<li>` elements. */
	readonly contents: string;
	/** Class of <main>. */
	readonly kind: string;
	/** Whether there is code that a reader may want to hide. */
	readonly hasCode: boolean;
	readonly main: string;
	/** Elements with the scripts that run once the page is there. */
	readonly foot: string;
}

export function documentHtml(parts: DocumentParts): string {
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${parts.policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(parts.title)}</title>
<link rel="icon" href="${FAVICON}">
${parts.head}
</head>
<body>
<a class="skip" href="#page-main">Skip to the content</a>
<nav id="page-contents" aria-label="Contents">
${parts.brand ?? ""}
<details open>
<summary>Contents</summary>
<ol>
${parts.contents}
</ol>
<div class="controls">
<label>Theme <select id="page-theme"><option value="system">as the system</option><option value="light">light</option><option value="dark">dark</option></select></label>
${parts.hasCode ? '<label><input type="checkbox" id="page-hide-code"> Hide code</label>' : ""}
</div>
</details>
</nav>
<main id="page-main" class="${parts.kind}" tabindex="-1">
${parts.main}
</main>
${parts.foot}
</body>
</html>
`;
}
