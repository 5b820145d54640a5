/** `npm run replicate`: gets the data, executes the notebooks, writes them and one report, and prints the results and the ledger. */
import path from "node:path";
import {
	type Claim,
	durationText,
	loadDatasetOrBuiltIn,
	readClaims,
	type Table,
	tableText,
} from "spiking-recurrent-cell";
import { writeWhole } from "spiking-recurrent-cell/dist/files/whole-file.js";
import { briefLedger, ledgerTables } from "./ledger/tables.js";
import { NOTEBOOKS, PROJECT, shortPath } from "./project.js";
import { machineText, versionText } from "./replicate/machine.js";
import { type Options, parseOptions, USAGE } from "./replicate/options.js";
import { Progress } from "./replicate/progress.js";
import { resultsTable } from "./replicate/results.js";
import { type Outcome, plan, runNotebooks } from "./replicate/run.js";
import { Timings } from "./replicate/timings.js";
import { reportPage } from "./report/page.js";
import type { RunSummary } from "./report/summary.js";

/** Exit codes of a shell for a program ended by a signal. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs everything. @returns the exit code */
async function replicate(
	options: Options,
	interruption: AbortController,
): Promise<number> {
	const started = performance.now();
	const { scale, scripts, out } = options;
	const { signal } = interruption;
	const folder = path.join(out, "notebooks");
	const runs = path.join(out, "runs");
	// Runs of this command stay apart from the committed records.
	process.env.SRC_RUNS = runs;

	const data = await interruptible(prepareData(), signal);
	const timings = new Timings(
		path.join(out, "timings.json"),
		path.join(PROJECT, "data", "timings.json"),
	);
	const planned = plan(scripts, scale, timings);
	const progress = new Progress(planned, process.stdout);
	let outcomes: Outcome[];
	try {
		outcomes = await runNotebooks(scripts, {
			scale,
			folder,
			runs,
			timings,
			progress,
			signal,
		});
	} catch (error) {
		if (!signal.aborted) throw error;
		throw new Error(
			`Interrupted in ${progress.position}: notebooks that were finished are in ${shortPath(folder)}, everything else is as it was before.`,
		);
	} finally {
		progress.stop();
	}

	const claims = await readClaims();
	const summary = summarise(options, outcomes, data, claims, started);
	const report = path.join(out, "report", "index.html");
	const page = await reportPage({
		chapters: outcomes.flatMap(({ name, notebook, failure }) =>
			notebook ? [{ name, notebook, failed: failure !== undefined }] : [],
		),
		summary,
		source: NOTEBOOKS,
		target: path.dirname(report),
	});
	signal.throwIfAborted();
	await writeWhole(report, page);

	if (summary.results) console.log(`\n${tableText(summary.results)}`);
	console.log(`\n${briefLedger(claims)}`);
	console.log(`\nreport     ${shortPath(report)}`);
	console.log(`notebooks  ${shortPath(folder)}`);
	if (summary.results) console.log(`records    ${shortPath(runs)}`);
	console.log(`done in ${durationText(summary.seconds)}`);
	for (const failure of summary.failures) console.error(`\n${failure}`);
	return summary.failures.length ? 1 : 0;
}

/** Title and origin of the data that notebooks will get; it is in the cache from now on. */
async function prepareData(): Promise<{ title: string; builtIn: boolean }> {
	const { title, origin } = await loadDatasetOrBuiltIn("mnist", {
		limit: { train: 1, validation: 1, test: 1 },
		onNotice: (sentence) => console.error(`\n*** ${sentence} ***\n`),
	});
	return { title, builtIn: origin === "built-in" };
}

function summarise(
	{ scale }: Options,
	outcomes: readonly Outcome[],
	data: { title: string; builtIn: boolean },
	claims: readonly Claim[],
	started: number,
): RunSummary {
	const records = outcomes.flatMap((outcome) => outcome.records);
	const datasets = new Map(
		records.map(({ dataset: { title, checksum, origin } }) => [
			checksum,
			{ title, checksum, builtIn: origin === "built-in" },
		]),
	);
	return {
		finished: new Date(),
		scale,
		datasets: datasets.size ? [...datasets.values()] : [data],
		engines: [...new Set(records.map(({ engine }) => engine))],
		machine: machineText(),
		codeVersion: versionText(),
		seconds: (performance.now() - started) / 1000,
		results: results(scale, outcomes),
		ledger: ledgerTables(claims),
		failures: outcomes.flatMap(({ failure }) => failure ?? []),
	};
}

function results(
	scale: string,
	outcomes: readonly Outcome[],
): Table | undefined {
	const notebookOf = new Map(
		outcomes.flatMap(({ name, records }) =>
			records.map((record) => [record.id, name]),
		),
	);
	const records = outcomes.flatMap((outcome) => outcome.records);
	if (records.length === 0) return undefined;
	return resultsTable(records, {
		message: `Results of this run, at scale ${scale}`,
		command: ({ id }) =>
			`npm run replicate -- --scale ${scale} --only ${notebookOf.get(id)}`,
	});
}

/** `work`, unless the signal comes first. @throws the signal's reason */
function interruptible<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	const interrupted = new Promise<never>((_, reject) => {
		signal.addEventListener("abort", () => reject(signal.reason), {
			once: true,
		});
	});
	return Promise.race([work, interrupted]);
}

async function main(): Promise<number> {
	const options = parseOptions(process.argv.slice(2));
	if (options === "help") {
		console.log(USAGE);
		return 0;
	}
	const interruption = new AbortController();
	let code = 0;
	for (const signal of ["SIGINT", "SIGTERM"] as const)
		process.once(signal, () => {
			code = INTERRUPTED[signal];
			interruption.abort(
				new Error("Interrupted: everything is as it was before."),
			);
		});
	try {
		return await replicate(options, interruption);
	} catch (error) {
		if (!interruption.signal.aborted) throw error;
		console.error((error as Error).message);
		// A download may still be under way and would keep the process.
		process.exit(code);
	}
}

main()
	.catch((error: Error) => {
		console.error(error.message);
		return 1;
	})
	.then((code) => {
		process.exitCode = code;
	});
