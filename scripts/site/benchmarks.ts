/** The committed benchmarks: their figures, interactive, and their tables. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Figure, tableHtml } from "spiking-recurrent-cell";
import { figuresOf } from "../bench/figures.js";
import { type BenchRecord, RECORDS } from "../bench/record.js";
import { raceTable, ratioTable, workTable } from "../bench/table.js";
import type { RichOutput } from "../notebooks/nbformat.js";
import { PLOTLY_MIME } from "../page/figure.js";
import type { Keeper } from "../page/keeper.js";
import { FigureCounter, outputsHtml } from "../page/outputs.js";
import { proseRenderer } from "../page/prose.js";
import type { Page } from "./page.js";

export const BENCHMARKS_PAGE = "benchmarks.html";

export async function benchmarksPage(
	records: readonly BenchRecord[],
	keeper: Keeper,
): Promise<Page> {
	const figures = new FigureCounter();
	const prose = await proseRenderer({
		targets: { link: (href) => href, image: () => undefined },
	});
	const parts: string[] = [];
	for (const record of records) {
		const { id, title } = SECTIONS[record.kind];
		parts.push(`<h2 id="${id}">${title}</h2>`);
		for (const [name, figure] of figuresOf(record))
			parts.push(
				outputsHtml([outputOf(name, figure)], { figures, prose, keeper }),
			);
		if (record.kind === "race")
			for (const table of [
				ratioTable(record),
				workTable(record),
				raceTable(record),
			])
				parts.push(`<div class="scroll">${tableHtml(table)}</div>`);
	}
	return {
		file: BENCHMARKS_PAGE,
		title: "Benchmarks",
		listed: "Benchmarks",
		kind: "records",
		headings: records.map(({ kind }) => {
			const { id, title } = SECTIONS[kind];
			return { level: 2, id, html: title, text: title };
		}),
		main: `<h1 id="benchmarks">Benchmarks</h1>
<p>How fast the fused engine trains, beside TensorFlow.js and the usual Python libraries, and what its time depends on. Before any time counts, the outputs and gradients of both sides are compared. <code>npm run bench</code> times the engines on your machine, <code>npm run bench -- --peers all</code> the others too.</p>
${parts.join("\n") || "<p>No benchmark is recorded yet.</p>"}`,
	};
}

/** The figure as a cell of a notebook would put it out, with its committed picture. */
function outputOf(name: string, { data, layout }: Figure): RichOutput {
	const { width, height } = layout;
	const picture = readFileSync(path.join(RECORDS, `${name}.png`), "base64");
	return {
		output_type: "display_data",
		data: { [PLOTLY_MIME]: { data, layout }, "image/png": picture },
		metadata: { "image/png": { width, height } },
	};
}

const SECTIONS = {
	race: { id: "race", title: "Against others" },
	sweeps: { id: "sweeps", title: "What the time depends on" },
} as const;
