/** The whole ledger as a page: every entry with its rule, evidence and command, to be filtered (assets/ledger.js); and all finished runs. */
import {
	CERTAINTIES,
	type Claim,
	changeText,
	ledgerTable,
	type Measured,
	partOf,
	type RunRecord,
	type Table,
	tableHtml,
	VERDICTS,
	verdictOf,
} from "spiking-recurrent-cell";
import { verdictTable } from "../ledger/tables.js";
import { escapeHtml } from "../page/html.js";
import { resultsTable } from "../replicate/results.js";
import type { Page } from "./page.js";

export const LEDGER_PAGE = "ledger.html";

export function ledgerPage(
	claims: readonly Claim[],
	records: readonly RunRecord[],
): Page {
	const table = ledgerTable(claims);
	const runs = records.length
		? `<div class="scroll">${tableHtml(resultsTable(records, { message: "Test results of all finished runs" }))}</div>`
		: "<p>No finished runs are recorded yet.</p>";
	const rows = claims.map((claim, k) => rowHtml(claim, cellsOf(table, k)));
	return {
		file: LEDGER_PAGE,
		title: "Ledger of claims",
		listed: "Ledger of claims",
		kind: "records",
		headings: [
			{ level: 2, id: "entries", html: "Entries", text: "Entries" },
			{ level: 2, id: "runs", html: "Finished runs", text: "Finished runs" },
		],
		main: `<h1 id="ledger">Ledger of claims</h1>
<p>Every claim, table, figure and parameter of the paper that we know of, and figures that others published near it. The rule that decides an entry was fixed before the runs, unless the entry says otherwise. What the paper’s text says is not at hand here; a published value is shown only where it was read in a source.</p>
<div class="scroll">${tableHtml(verdictTable(claims))}</div>
<h2 id="entries">Entries</h2>
<form id="ledger-filters" class="filters" role="search" aria-label="Filter the ledger">
${choice("part", "Entries", [...new Set(claims.map((claim) => partOf(claim).name))])}
${choice("verdict", "Verdict", VERDICTS)}
${choice("certainty", "Source", CERTAINTIES)}
<label>Words <input type="search" name="words" autocomplete="off"></label>
</form>
<p id="ledger-count" class="count" role="status">${claims.length} entries</p>
<div class="scroll"><table id="ledger-table" class="entries">
<thead><tr><th scope="col">claim</th><th scope="col">measured</th><th scope="col">published</th><th scope="col">verdict</th></tr></thead>
<tbody>${rows.join("\n")}</tbody>
</table></div>
<p><small>${escapeHtml(table.caption)}</small></p>
<h2 id="runs">Finished runs</h2>
${runs}`,
	};
}

function choice(
	name: string,
	label: string,
	values: readonly string[],
): string {
	const options = values.map(
		(value) => `<option>${escapeHtml(value)}</option>`,
	);
	return `<label>${label} <select name="${name}"><option value="">all</option>${options.join("")}</select></label>`;
}

/** A row's texts by the titles of their columns. */
function cellsOf({ headings, cells }: Table, row: number) {
	const texts = new Map(
		headings.map(({ title }, column) => [title, cells[row][column]]),
	);
	return (title: string) => escapeHtml(texts.get(title) ?? "");
}

function rowHtml(claim: Claim, cell: (title: string) => string): string {
	const { id, source, certainty, reason } = claim;
	const verdict = verdictOf(claim);
	const facts: [string, string][] = [
		["Rule", cell("rule")],
		["Why this rule", escapeHtml(reason)],
		["Source", `${escapeHtml(source)} (${certainty})`],
		["Evidence", evidenceHtml(claim.result?.measured ?? [])],
		["Images × epochs", cell("images × epochs")],
		["Sealed", escapeHtml(sealText(claim))],
		["Command", `<code>${cell("command")}</code>`],
	];
	const list = facts
		.map(([term, fact]) => `<div><dt>${term}</dt><dd>${fact}</dd></div>`)
		.join("");
	return `<tr id="${id}" data-part="${escapeHtml(partOf(claim).name)}" data-verdict="${verdict}" data-certainty="${certainty}">
<td><details><summary>${cell("claim")}</summary><dl class="facts">${list}</dl></details></td>
<td>${cell("measured")}</td><td>${cell("published")}</td>
<td class="verdict">${cell("verdict")}</td></tr>`;
}

/** When the entry was sealed, and what had been changed until then. */
function sealText({ fixed = "not yet", changes = [] }: Claim): string {
	const history = changes.map(
		(change) => `${change.date}: ${changeText(change)}`,
	);
	return [fixed, ...history]
		.join("; ")
		.replace(/(\d)T(\d\d:\d\d)Z/g, "$1 $2 UTC");
}

/** Each piece with how much of it is there and where it comes from. */
function evidenceHtml(measured: readonly Measured[]): string {
	const items = measured.map(
		({ name, n, planned, runs }) =>
			`<li>${escapeHtml(name)}: ${n} of ${planned}${runs.length ? ` (<code>${runs.map(escapeHtml).join("</code>, <code>")}</code>)` : ""}</li>`,
	);
	return items.length ? `<ul>${items.join("")}</ul>` : "none";
}
