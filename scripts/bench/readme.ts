/** The benchmark's part of the README: pictures and tables of the latest committed records. */
import { tableMarkdown } from "spiking-recurrent-cell";
import { withBlock } from "../replicate/marked.js";
import { figuresOf } from "./figures.js";
import type { BenchRecord } from "./record.js";
import { ratioTable, workTable } from "./table.js";

/** The text with what the records show between its marks. @throws if a mark is missing */
export function withBenchmarks(
	text: string,
	records: readonly BenchRecord[],
): string {
	const parts = records.flatMap((record) => [
		...figuresOf(record).map(
			([name, { message }]) => `![${message}](data/benchmarks/${name}.png)`,
		),
		...(record.kind === "race"
			? [tableMarkdown(ratioTable(record)), tableMarkdown(workTable(record))]
			: []),
	]);
	const block = parts.length
		? parts.join("\n\n")
		: "No benchmark is recorded in `data/benchmarks` yet.";
	return withBlock(text, "bench", block);
}
