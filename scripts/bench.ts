/** `npm run bench`: times training steps of the fused engine against other engines, and says by how much it is faster. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadDatasetOrBuiltIn, tableText } from "spiking-recurrent-cell";
import { writeWhole } from "spiking-recurrent-cell/dist/files/whole-file.js";
import { figuresOf, renderFigure } from "./bench/figures.js";
import { BATCH, measureRaces } from "./bench/measure.js";
import { type BenchOptions, parseOptions, USAGE } from "./bench/options.js";
import { withBenchmarks } from "./bench/readme.js";
import {
	type BenchRecord,
	benchRow,
	latestRecord,
	RECORDS,
	writeRecord,
} from "./bench/record.js";
import { measureSweeps } from "./bench/sweeps.js";
import { raceTable, workTable } from "./bench/table.js";
import { PROJECT, shortPath } from "./project.js";

async function bench(options: BenchOptions): Promise<void> {
	const dataset = await loadDatasetOrBuiltIn("mnist", {
		limit: { train: BATCH, validation: 1, test: 1 },
		onNotice: say,
	});
	const record = options.sweeps
		? await measureSweeps(options, dataset, say)
		: await measureRaces(options, dataset, say);
	print(record, options.json);
	const folder = options.record
		? RECORDS
		: path.join(PROJECT, "build", "bench");
	say(`record: ${shortPath(await writeRecord(record, folder))}`);
	for (const [name, figure] of figuresOf(record)) {
		const file = path.join(folder, `${name}.png`);
		writeFileSync(file, await renderFigure(figure));
		say(`figure: ${shortPath(file)}`);
	}
	if (options.record) await renewReadme();
}

function print(record: BenchRecord, json: boolean): void {
	if (record.kind === "sweeps") {
		console.log(JSON.stringify(record.sweeps, null, 2));
	} else if (json) {
		console.log(JSON.stringify(record.rows.map(benchRow), null, 2));
	} else {
		console.log(`\n${tableText(raceTable(record))}`);
		console.log(`\n${tableText(workTable(record))}\n`);
	}
}

async function renewReadme(): Promise<void> {
	const file = path.join(PROJECT, "README.md");
	const records = [
		latestRecord("race", RECORDS),
		latestRecord("sweeps", RECORDS),
	].filter((record) => record !== undefined);
	await writeWhole(file, withBenchmarks(readFileSync(file, "utf8"), records));
}

/** Progress goes to the standard error: the standard output holds results only. */
function say(sentence: string): void {
	console.error(sentence);
}

async function main(): Promise<void> {
	const options = parseOptions(process.argv.slice(2));
	if (options === "help") console.log(USAGE);
	else await bench(options);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
