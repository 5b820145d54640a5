/** Executes notebooks one after another and keeps what each of them yields; one that fails does not stop the others. */
import path from "node:path";
import { isTested, loadRecords, type RunRecord } from "spiking-recurrent-cell";
import type { Scale } from "spiking-recurrent-cell/dist/experiments/scale.js";
import { writeWhole } from "spiking-recurrent-cell/dist/files/whole-file.js";
import { executeNotebook } from "../notebooks/execute.js";
import { NotebookFailure } from "../notebooks/failure.js";
import { type Notebook, serialise } from "../notebooks/nbformat.js";
import { readScript } from "../notebooks/read.js";
import { nameOf } from "../notebooks/select.js";
import type { PlannedNotebook } from "./estimate.js";
import type { Progress } from "./progress.js";
import type { Timings } from "./timings.js";

/** What became of one notebook. */
export interface Outcome {
	readonly name: string;
	/** With the outputs up to the end or the failure; absent when it could not even start. */
	readonly notebook?: Notebook;
	/** Where and why it failed; absent when it did not. */
	readonly failure?: string;
	/** Of the runs that finished in it. */
	readonly records: readonly RunRecord[];
}

export interface RunOptions {
	readonly scale: Scale;
	/** Folder the executed .ipynb files go to. */
	readonly folder: string;
	/** Folder the notebooks leave their run records in. */
	readonly runs: string;
	readonly timings: Timings;
	readonly progress: Progress;
	readonly signal: AbortSignal;
}

/** Seconds a cell may take before it counts as stuck. */
const TIMEOUTS: Readonly<Record<Scale, number | undefined>> = {
	smoke: 300,
	quick: 1800,
	paper: undefined,
};

/** The notebooks with as many code cells as they have; one that cannot be read has none, and will say why when it runs. */
export function plan(
	scripts: readonly string[],
	scale: Scale,
	timings: Timings,
): PlannedNotebook[] {
	return scripts.map((script) => {
		const name = nameOf(script);
		const cells = countCells(script);
		return { name, cells, expected: timings.expected(scale, name, cells) };
	});
}

function countCells(script: string): number {
	try {
		return readScript(script).filter(({ kind }) => kind === "code").length;
	} catch {
		return 0;
	}
}

/** @throws the signal's reason once it is aborted; what was written until then is whole */
export async function runNotebooks(
	scripts: readonly string[],
	options: RunOptions,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (const script of scripts) {
		options.progress.notebookStarted();
		const started = new Date().toISOString();
		const result = await runOne(script, options);
		const all = await loadRecords(options.runs);
		const records = all
			.filter(isTested)
			.filter((record) => record.finished >= started);
		outcomes.push({ name: nameOf(script), ...result, records });
		options.progress.notebookFinished(result.failure !== undefined);
	}
	return outcomes;
}

async function runOne(
	script: string,
	{ scale, folder, timings, progress, signal }: RunOptions,
): Promise<Pick<Outcome, "notebook" | "failure">> {
	const name = nameOf(script);
	const file = path.join(folder, `${name}.ipynb`);
	try {
		const { notebook, cellSeconds } = await executeNotebook(script, {
			scale,
			timeout: TIMEOUTS[scale],
			signal,
			onCell: ({ state }) => {
				if (state === "done") progress.cellFinished();
			},
		});
		await writeWhole(file, serialise(notebook));
		await timings.record(scale, name, cellSeconds);
		return { notebook };
	} catch (error) {
		signal.throwIfAborted();
		const failure = error instanceof Error ? error.message : String(error);
		if (!(error instanceof NotebookFailure)) return { failure };
		await writeWhole(file, serialise(error.notebook));
		return { notebook: error.notebook, failure };
	}
}
