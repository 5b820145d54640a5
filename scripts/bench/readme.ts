/** The benchmark's part of the README: pictures and tables of the latest committed records. */
import { tableMarkdown } from "spiking-recurrent-cell";
import { figuresOf } from "./figures.js";
import type { BenchRecord } from "./record.js";
import { raceTable, workTable } from "./table.js";

const MARKS = ["<!-- bench:begin -->", "<!-- bench:end -->"] as const;

/** The text with what the records show between its marks. @throws if a mark is missing */
export function withBenchmarks(
	text: string,
	records: readonly BenchRecord[],
): string {
	const [begin, end] = MARKS.map((mark) => text.indexOf(mark));
	if (begin < 0 || end < begin)
		throw new Error(
			`README.md has no "${MARKS[0]}" followed by "${MARKS[1]}": put both where the benchmark belongs`,
		);
	const parts = records.flatMap((record) => [
		...figuresOf(record).map(
			([name, { message }]) => `![${message}](data/benchmarks/${name}.png)`,
		),
		...(record.kind === "race"
			? [tableMarkdown(raceTable(record)), tableMarkdown(workTable(record))]
			: []),
	]);
	const block = parts.length
		? parts.join("\n\n")
		: "No benchmark is recorded in `data/benchmarks` yet.";
	return `${text.slice(0, begin + MARKS[0].length)}\n${block}\n${text.slice(end)}`;
}
