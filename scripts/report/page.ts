/** Executed notebooks and the summary of a run → one HTML page that needs nothing beside itself, no network either. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Cell, joined, type Notebook } from "../notebooks/nbformat.js";
import { highlighted, highlightStyles } from "./code.js";
import { escapeHtml } from "./html.js";
import { FigureCounter, outputsHtml } from "./outputs.js";
import {
	type Heading,
	type LinkTargets,
	type ProseRenderer,
	proseRenderer,
} from "./prose.js";
import { type RunSummary, summaryHtml } from "./summary.js";

/** A notebook of the report. */
export interface Chapter {
	/** File name without ".ipynb", e.g. "01-the-neuron". */
	readonly name: string;
	readonly notebook: Notebook;
	/** True when a cell failed; the chapter then says so. */
	readonly failed: boolean;
}

export interface ReportOptions {
	readonly chapters: readonly Chapter[];
	readonly summary: RunSummary;
	/** Folder of the notebooks, from which their relative links and images start. */
	readonly source: string;
	/** Folder the page is written to. */
	readonly target: string;
}

const TITLE =
	"Spike-based computation using classical recurrent neural networks";
const FAVICON = `data:image/svg+xml,${encodeURIComponent(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f4e79"/><path d="M3 22h8l3-15 4 19 3-9 2 5h6" fill="none" stroke="#fff" stroke-width="2.5" stroke-linejoin="round"/></svg>',
)}`;
/** The browser itself refuses whatever is not in the page. Plotly needs blob: for "download image". */
const POLICY =
	"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:";

/** The whole page. */
export async function reportPage(options: ReportOptions): Promise<string> {
	const figures = new FigureCounter();
	const bodies: string[] = [];
	const contents: string[] = [];
	for (const chapter of options.chapters) {
		const { body, headings } = await chapterHtml(chapter, options, figures);
		bodies.push(body);
		contents.push(contentsHtml(chapter, headings));
	}
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${TITLE}: a replication</title>
<link rel="icon" href="${FAVICON}">
<style>${highlightStyles()}\n${asset("report.css")}</style>
</head>
<body>
<input type="checkbox" id="hide-code" class="switch">
<nav id="contents" aria-label="Contents">
<details open>
<summary>Contents</summary>
<ol>
<li><a href="#summary">Summary</a></li>
${contents.join("\n")}
</ol>
<label for="hide-code" class="toggle"></label>
</details>
</nav>
<main>
<header>
<p class="kicker">A replication in TypeScript notebooks</p>
<p class="title">${TITLE}</p>
<p class="authors">Paper by Florent De Geeter, Damien Ernst and Guillaume Drion, <i>Neuromorphic Computing and Engineering</i> 4(2) 024007 (2024), <a href="https://arxiv.org/abs/2306.03623">arXiv 2306.03623</a>. The runs and figures below are this replication’s own.</p>
</header>
${summaryHtml(options.summary)}
${bodies.join("\n")}
</main>
<script type="text/plain" id="plotly">${plotlySource()}</script>
<script>${asset("dark.js")}\n${asset("report.js")}</script>
</body>
</html>
`;
}

async function chapterHtml(
	{ name, notebook, failed }: Chapter,
	options: ReportOptions,
	figures: FigureCounter,
): Promise<{ body: string; headings: readonly Heading[] }> {
	const prose = await proseRenderer(name, linkTargets(options));
	const headings: Heading[] = [];
	const cells = notebook.cells.map((cell) =>
		cellHtml(cell, prose, figures, headings),
	);
	const state = failed
		? '<p class="banner failed" role="alert">This notebook did not finish; the error is below.</p>\n'
		: "";
	const body = `<article id="${escapeHtml(name)}" class="chapter">\n${state}${cells.filter(Boolean).join("\n")}\n</article>`;
	return { body, headings };
}

function cellHtml(
	cell: Cell,
	prose: ProseRenderer,
	figures: FigureCounter,
	headings: Heading[],
): string {
	const source = joined(cell.source);
	if (cell.cell_type === "markdown") {
		const rendered = prose.render(source);
		headings.push(...rendered.headings);
		return `<section class="prose">${rendered.html}</section>`;
	}
	const code = source.trim() ? highlighted(source.trim()) : "";
	const outputs = outputsHtml(cell.outputs, figures, prose);
	return `<section class="cell">${code}\n<div class="outputs">${outputs}</div></section>`;
}

/** The chapter in the table of contents: its title and the sections of the second level. */
function contentsHtml(
	{ name, failed }: Chapter,
	headings: readonly Heading[],
): string {
	const title = headings.find((heading) => heading.level === 1);
	const sections = headings
		.filter((heading) => heading.level === 2)
		.map(({ id, html }) => `<li><a href="#${id}">${html}</a></li>`);
	const mark = failed ? '<span title="failed"> ✗</span>' : "";
	return `<li><a href="#${escapeHtml(name)}">${title?.html ?? escapeHtml(name)}</a>${mark}${sections.length ? `<ol>${sections.join("")}</ol>` : ""}</li>`;
}

/** Links between notebooks stay in the page; links to files of the repository start from the page's folder. */
function linkTargets({ chapters, source, target }: ReportOptions): LinkTargets {
	return {
		link(href) {
			if (/^(https?:|mailto:|#)/.test(href)) return href;
			if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined;
			const [file] = href.split("#");
			const name = path.basename(file, path.extname(file));
			if (chapters.some((chapter) => chapter.name === name)) return `#${name}`;
			const relative = path.relative(target, path.resolve(source, file));
			return encodeURI(relative.split(path.sep).join("/"));
		},
		image(href) {
			if (href.startsWith("data:image/")) return href;
			const type = IMAGE_TYPES[path.extname(href).toLowerCase()];
			const file = path.resolve(source, href);
			if (!type || !existsSync(file)) return undefined;
			return `data:${type};base64,${readFileSync(file).toString("base64")}`;
		},
	};
}

const IMAGE_TYPES: Readonly<Record<string, string>> = {
	".png": "image/png",
	".svg": "image/svg+xml",
	".jpg": "image/jpeg",
	".jpeg": "image/jpeg",
	".gif": "image/gif",
};

/** Plotly as inert text; report.js starts it when the first figure comes near. */
function plotlySource(): string {
	const file = require.resolve("plotly.js-dist-min");
	return readFileSync(file, "utf8")
		.replace(/<(?=\/script|!--|script)/gi, "\\x3c")
		.trim();
}

/** A file of `assets/`, which lies beside this module's source, not beside its compiled form. */
function asset(name: string): string {
	const folder = path.resolve(__dirname, "../../../scripts/report/assets");
	return readFileSync(path.join(folder, name), "utf8");
}
