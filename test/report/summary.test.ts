/** The head of the report. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { durationText, makeTable } from "spiking-recurrent-cell";
import { summaryHtml } from "../../scripts/report/summary.js";
import { SUMMARY } from "./fixture.js";

describe("the summary of a run", () => {
	test("says date, scale, data, engine, machine, code and duration", () => {
		const html = summaryHtml(SUMMARY);
		for (const fact of [
			"2026-01-02 03:04 UTC",
			"quick",
			"MNIST (abababababab)",
			"tensorflow (wasm)",
			"Node 20.20.2",
			"0.1.0+abc",
			"5 min 05 s",
		])
			assert.ok(html.includes(fact), `${fact} is missing`);
	});

	test("has a banner exactly when built-in data was used", () => {
		const builtIn = { title: "drawn digits", builtIn: true };
		assert.doesNotMatch(summaryHtml(SUMMARY), /banner/);
		assert.match(
			summaryHtml({ ...SUMMARY, datasets: [...SUMMARY.datasets, builtIn] }),
			/role="alert"><b>Built-in data\.<\/b>.*drawn digits/,
		);
	});

	test("shows the ledger, its first part open and others folded", () => {
		const table = makeTable({
			message: "Claims",
			caption: "",
			dataset: null,
			rows: ["it <spikes>"],
			columns: [{ title: "claim", text: (claim) => claim }],
		});
		const html = summaryHtml({
			...SUMMARY,
			ledger: [{ table }, { table, fold: "More" }],
		});
		assert.match(html, /<strong>Claims<\/strong>[\s\S]*it &lt;spikes&gt;/);
		assert.match(html, /<details><summary>More<\/summary>/);
		assert.equal(html.match(/it &lt;spikes&gt;/g)?.length, 2);
	});

	test("escapes what notebooks say", () => {
		const html = summaryHtml({ ...SUMMARY, failures: ["<b>x</b>"] });
		assert.match(html, /&lt;b&gt;x/);
	});
});

test("durations read like a clock", () => {
	assert.deepEqual([0.4, 59.4, 59.6, 185, 7800].map(durationText), [
		"0 s",
		"59 s",
		"1 min 00 s",
		"3 min 05 s",
		"2 h 10 min",
	]);
});
