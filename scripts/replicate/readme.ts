/**
 * Renews what the README shows: its picture, drawn by the project's own plots, and its results table, from the records in data/runs.
 * With --check, nothing is written and a table that does not fit the records is an error.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import {
	loadRecords,
	type RunRecord,
	renderPng,
	simulate,
	src,
	stateTraces,
	tableMarkdown,
	traceOf,
} from "spiking-recurrent-cell";
import { PROJECT, shortPath } from "../notebooks/project.js";
import { writeAtomically } from "../notebooks/write.js";
import { resultsTable } from "./results.js";

const README = path.join(PROJECT, "README.md");
const PICTURE = path.join(PROJECT, "data", "figures", "src-neuron.png");
const RECORDS = path.join(PROJECT, "data", "runs");
const MARKS = ["<!-- results:begin -->", "<!-- results:end -->"] as const;

/** The text with the table of `records` between its marks. @throws if a mark is missing */
export function withResults(
	text: string,
	records: readonly RunRecord[],
): string {
	const [begin, end] = MARKS.map((mark) => text.indexOf(mark));
	if (begin < 0 || end < begin)
		throw new Error(
			`README.md has no "${MARKS[0]}" followed by "${MARKS[1]}": put both where the results table belongs`,
		);
	const table = records.length
		? tableMarkdown(resultsTable(records, { message: "Test results" }))
		: "No finished runs are recorded in `data/runs` yet.";
	return `${text.slice(0, begin + MARKS[0].length)}\n${table}\n${text.slice(end)}`;
}

/** One SRC neuron under a constant current: from silence to regular spikes. */
async function picture(): Promise<Uint8Array> {
	const steps = 120;
	const onset = 20;
	const drive = Float32Array.from({ length: steps }, (_, t) =>
		t < onset ? 0 : 0.3,
	);
	const traces = await simulate(src(1), drive);
	return renderPng(
		stateTraces({
			message: "A recurrent cell that spikes",
			caption: `One SRC neuron; from step ${onset} on, a constant current of 0.3 flows into its integrator.`,
			traces: {
				x: traceOf(traces, "x"),
				h: traceOf(traces, "h"),
				hs: traceOf(traces, "hs"),
				s_out: traceOf(traces, "s_out"),
			},
		}),
	);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { check: { type: "boolean", default: false } },
	});
	const text = readFileSync(README, "utf8");
	const renewed = withResults(text, await loadRecords(RECORDS));
	if (values.check) {
		if (renewed !== text)
			throw new Error(
				'the results table of README.md is not that of data/runs; run "npm run readme"',
			);
		return;
	}
	writeAtomically(README, renewed);
	mkdirSync(path.dirname(PICTURE), { recursive: true });
	writeFileSync(PICTURE, await picture());
	console.log(`renewed README.md and ${shortPath(PICTURE)}`);
}

if (require.main === module)
	main().catch((error: Error) => {
		console.error(error.message);
		process.exitCode = 1;
	});
