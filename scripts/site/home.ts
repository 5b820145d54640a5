/** The start of the site: what this is, the series, and where the evidence lies. */
import { type Claim, tableHtml } from "spiking-recurrent-cell";
import { verdictTable } from "../ledger/tables.js";
import { TITLE } from "../page/document.js";
import { escapeHtml } from "../page/html.js";
import { API_PAGE } from "./api/place.js";
import { BENCHMARKS_PAGE } from "./benchmarks.js";
import { LEDGER_PAGE } from "./ledger.js";
import { HOME_PAGE, type Page } from "./page.js";
import type { SeriesPage } from "./series.js";

export function homePage(
	series: readonly SeriesPage[],
	claims: readonly Claim[],
): Page {
	const cards = series.map(
		({ file, number, title, lead }) =>
			`<li><a href="${file}"><span class="number">${number}</span> ${escapeHtml(title)}</a><p>${lead}</p></li>`,
	);
	return {
		file: HOME_PAGE,
		title: "A spiking neuron made from a recurrent network, replicated",
		listed: "Start",
		kind: "home",
		headings: [],
		main: `<header>
<p class="kicker">A replication in TypeScript notebooks</p>
<h1 id="start">A spiking neuron made from a recurrent network</h1>
<p class="authors">These pages rebuild, run and question <i>${TITLE}</i> by Florent De Geeter, Damien Ernst and Guillaume Drion (<i>Neuromorphic Computing and Engineering</i> 4(2) 024007, 2024; <a href="https://arxiv.org/abs/2306.03623">arXiv 2306.03623</a>): a GRU-like cell that fires spikes and still learns by backpropagation. All runs and figures are this replication’s own.</p>
</header>
${series.find(({ firstFigure }) => firstFigure)?.firstFigure ?? ""}
<h2 id="series">The series</h2>
<p>Each notebook asks one question, and runs on your own machine cell by cell: what you see here is what its cells put out.</p>
<ol class="cards">${cards.join("\n")}</ol>
<h2 id="evidence">The evidence</h2>
<p>The <a href="${LEDGER_PAGE}">ledger</a> holds the paper’s claims, the rule that decides each of them, fixed before the runs, and what came out. The <a href="${BENCHMARKS_PAGE}">benchmarks</a> say how fast the engines are beside others, and the <a href="${API_PAGE}">library reference</a> explains every name that the notebooks import.</p>
<div class="scroll">${tableHtml(verdictTable(claims))}</div>
<h2 id="run">Run it</h2>
<p>With <a href="https://nodejs.org">Node.js</a> 20, 22 or 24, in a copy of the repository:</p>
<pre class="code"><code>npm ci &amp;&amp; npm run replicate</code></pre>
<p>gets the data, executes all notebooks and writes one report. The README has the rest.</p>`,
	};
}
