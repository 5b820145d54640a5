/** Executed notebooks and the summary of a run → one HTML page that needs nothing beside itself, no network either. */
import path from "node:path";
import {
	assets,
	pageScripts,
	pageStyles,
	plotlySource,
	themeScript,
} from "../page/assets.js";
import { type Chapter, chapterHtml, contentsItem } from "../page/chapter.js";
import { documentHtml, TITLE } from "../page/document.js";
import { escapeHtml } from "../page/html.js";
import { IN_PAGE, pictureAddress } from "../page/keeper.js";
import { FigureCounter } from "../page/outputs.js";
import { type LinkTargets, proseRenderer } from "../page/prose.js";
import { type RunSummary, summaryHtml } from "./summary.js";

export interface ReportOptions {
	readonly chapters: readonly Chapter[];
	readonly summary: RunSummary;
	/** Folder of the notebooks, from which their relative links and images start. */
	readonly source: string;
	/** Folder the page is written to. */
	readonly target: string;
}

/** Plotly needs blob: for "download image". */
const POLICY =
	"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:";

/** The whole page. */
export async function reportPage(options: ReportOptions): Promise<string> {
	const figures = new FigureCounter();
	const bodies: string[] = [];
	const contents = ['<li><a href="#summary">Summary</a></li>'];
	for (const chapter of options.chapters) {
		const { name, failed } = chapter;
		const prose = await proseRenderer({
			anchor: name,
			targets: linkTargets(options),
		});
		const { html, headings } = chapterHtml(chapter, {
			prose,
			figures,
			keeper: IN_PAGE,
		});
		bodies.push(html);
		const title = headings.find((heading) => heading.level === 1);
		contents.push(
			contentsItem(
				title?.html ?? escapeHtml(name),
				`#${name}`,
				headings,
				failed ? '<span class="mark" title="failed"> ✗</span>' : "",
			),
		);
	}
	return documentHtml({
		title: `${TITLE}: a replication`,
		policy: POLICY,
		head: `<style>${pageStyles()}\n${assets("report", "report.css")}</style>\n<script>${themeScript()}</script>`,
		contents: contents.join("\n"),
		kind: "report",
		hasCode: true,
		main: `<header>
<p class="kicker">A replication in TypeScript notebooks</p>
<p class="title">${TITLE}</p>
<p class="authors">Paper by Florent De Geeter, Damien Ernst and Guillaume Drion, <i>Neuromorphic Computing and Engineering</i> 4(2) 024007 (2024), <a href="https://arxiv.org/abs/2306.03623">arXiv 2306.03623</a>. The runs and figures below are this replication’s own.</p>
</header>
${summaryHtml(options.summary)}
${bodies.join("\n")}`,
		foot: `<script type="text/plain" id="plotly">${inert(plotlySource())}</script>\n<script>${pageScripts()}</script>`,
	});
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
			return pictureAddress(path.resolve(source, href), IN_PAGE);
		},
	};
}

/** A script's text as it may stand inside a <script> element that does not run: figures.js starts it with the first figure. */
function inert(script: string): string {
	return script.replace(/<(?=\/script|!--|script)/gi, "\\x3c");
}
