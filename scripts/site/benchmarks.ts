/** The committed benchmarks: their figures, interactive, and their tables. */
import { bundle, tableHtml } from "spiking-recurrent-cell";
import { figuresOf } from "../bench/figures.js";
import type { BenchRecord } from "../bench/record.js";
import { raceTable, workTable } from "../bench/table.js";
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
		for (const [, figure] of figuresOf(record)) {
			const { data, metadata } = await bundle(figure);
			parts.push(
				outputsHtml(
					[
						{
							output_type: "display_data",
							data: { ...data },
							metadata: { ...metadata },
						},
					],
					{ figures, prose, keeper },
				),
			);
		}
		if (record.kind === "race")
			for (const table of [raceTable(record), workTable(record)])
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

const SECTIONS = {
	race: { id: "race", title: "Against others" },
	sweeps: { id: "sweeps", title: "What the time depends on" },
} as const;
