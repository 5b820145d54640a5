/** The head of the report: what was run, on what, with which results. */
import { durationText, type Table, tableHtml } from "spiking-recurrent-cell";
import type { PartTable } from "../ledger/tables.js";
import { escapeHtml } from "../page/html.js";

export interface RunSummary {
	readonly finished: Date;
	readonly scale: string;
	/** One entry a data set that was used; none when no notebook needed data. */
	readonly datasets: readonly {
		readonly title: string;
		/** SHA-256; absent where nothing was trained on it. */
		readonly checksum?: string;
		readonly builtIn: boolean;
	}[];
	/** As the records name them; empty when nothing was trained. */
	readonly engines: readonly string[];
	/** e.g. "Node 20.20.2 on Linux x64, 2 × AMD EPYC". */
	readonly machine: string;
	/** Git commit, or the library's version where there is no repository. */
	readonly codeVersion: string;
	readonly seconds: number;
	/** Absent when nothing was trained. */
	readonly results: Table | undefined;
	/** The paper's claims, from the committed records and not from this run. */
	readonly ledger: readonly PartTable[];
	/** One sentence a notebook that did not finish. */
	readonly failures: readonly string[];
}

export function summaryHtml(summary: RunSummary): string {
	const builtIn = summary.datasets.filter((dataset) => dataset.builtIn);
	const banner = builtIn.length
		? `<p class="banner" role="alert"><b>Built-in data.</b> The real data could not be had: whatever this run draws, trains or tests is on ${escapeHtml(builtIn.map((dataset) => dataset.title).join(", and on "))}, and none of its results is one on MNIST. Numbers that the text names are MNIST's at the default scale; figures and tables of recorded trainings, the ledger among them, come from records that lie in the project and name their data. Set <code>SRC_DATA</code> or run <code>npm run data -- mnist</code>, then replicate again.</p>`
		: "";
	const failures = summary.failures
		.map(
			(failure) =>
				`<p class="banner failed" role="alert">${escapeHtml(failure)}</p>`,
		)
		.join("\n");
	const facts: [string, string][] = [
		["Date", dateText(summary.finished)],
		["Scale", summary.scale],
		[
			"Data",
			summary.datasets
				.map(({ title, checksum }) =>
					checksum ? `${title} (${checksum.slice(0, 12)})` : title,
				)
				.join(", ") || "none used",
		],
		["Engine", summary.engines.join(", ") || "nothing was trained"],
		["Machine", summary.machine],
		["Code", summary.codeVersion],
		["Duration", durationText(summary.seconds)],
	];
	const list = facts
		.map(
			([term, fact]) =>
				`<div><dt>${term}</dt><dd>${escapeHtml(fact)}</dd></div>`,
		)
		.join("\n");
	const results = summary.results
		? `<div class="scroll results">${tableHtml(summary.results)}</div>`
		: "<p>No network was trained in this run.</p>";
	return `<section id="summary" class="summary">
${banner}
${failures}
<dl>${list}</dl>
${results}
${summary.ledger.map(partHtml).join("\n")}
</section>`;
}

/** A part of the ledger, to be opened where it is folded. */
function partHtml({ table, fold }: PartTable): string {
	const scroll = `<div class="scroll ledger">${tableHtml(table)}</div>`;
	return fold
		? `<details><summary>${escapeHtml(fold)}</summary>${scroll}</details>`
		: scroll;
}

/** "2026-11-23 21:05 UTC". */
function dateText(date: Date): string {
	return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
