/** Runs trainings one after another, skips what is finished, survives being stopped at any time. */
import { join } from "node:path";
import { requestLoader } from "../data/load-request.js";
import type { Engine } from "../engine/engine.js";
import { openFusedEngine } from "../engine/fused/workers.js";
import { removeCheckpoint } from "../training/checkpoint.js";
import type { TrainingPlan } from "../training/plan.js";
import type { Progress } from "../training/progress.js";
import {
	loadRecords,
	type RunRecord,
	requestOf,
	runId,
	runsFolder,
	saveRecord,
	type TestResult,
} from "../training/record.js";
import { requireCells } from "../training/require-cells.js";
import { type TrainedRun, train, trainUntested } from "../training/train.js";
import type { PlannedTraining } from "./experiment.js";

export interface QueueOptions {
	/** Of the fused engine; one for each core unless given. */
	readonly workers?: number;
	/** Where interrupted trainings go on from, one file each. */
	readonly checkpoints: string;
	/** Where records go; the project's own folder unless given. */
	readonly records?: string;
	/** Skip what has a record, and go on from checkpoints; otherwise everything is done afresh. */
	readonly resume: boolean;
	readonly signal?: AbortSignal;
	/** Gets one sentence when built-in data stands in; console.warn unless given. */
	readonly onNotice?: (sentence: string) => void;
	/** The run names the data that are there, also where they stand in for those that were planned. */
	readonly onProgress?: (run: PlannedTraining, progress: Progress) => void;
	/**
	 * After each run and before its record is written, so that what it throws, or a kill in it, loses nothing: the run is not finished then,
	 * and resuming calls this again. Without a network when the run had been finished before.
	 */
	readonly onFinished?: (
		run: PlannedTraining,
		record: RunRecord<TestResult>,
		network?: TrainedRun["network"],
	) => void | Promise<void>;
}

/**
 * Trains what is planned, in order. The record of a run comes after what `onFinished` saves, and the checkpoint goes after both.
 * @throws before the first training when the fused engine lacks a cell; when a training diverges, the signal aborts, or a checkpoint is damaged; finished records and checkpoints stay.
 */
export async function runQueue(
	runs: readonly PlannedTraining[],
	options: QueueOptions,
): Promise<void> {
	const engines = new Engines(options.workers);
	try {
		await runAll(runs, options, engines);
	} finally {
		await engines.dispose();
	}
}

async function runAll(
	runs: readonly PlannedTraining[],
	options: QueueOptions,
	engines: Engines,
): Promise<void> {
	const { checkpoints, resume, signal, onFinished } = options;
	const records = options.records ?? runsFolder();
	const finished = new Map(
		resume ? (await loadRecords(records)).map((run) => [run.id, run]) : [],
	);
	const load = requestLoader(options.onNotice);
	const checkpointOf = (id: string) => join(checkpoints, `${id}.json`);
	const skip = async (run: PlannedTraining, known: RunRecord<TestResult>) => {
		// A kill just after the record was written leaves it behind.
		await removeCheckpoint(checkpointOf(known.id));
		await onFinished?.(run, known);
	};
	for (const { variant, data, plan } of runs)
		if (!finished.has(runId(plan, data)))
			requireCells(plan, engines.of(plan), `${plan.experiment}: ${variant}`);
	for (const run of runs) {
		const known = finished.get(runId(run.plan, run.data));
		if (known) {
			await skip(run, known);
			continue;
		}
		// Where built-in data stands in, the run is another one.
		const dataset = await load(run.data);
		const actual = { ...run, data: requestOf(dataset) };
		const id = runId(actual.plan, actual.data);
		const standIn = finished.get(id);
		if (standIn) {
			await skip(actual, standIn);
			continue;
		}
		const checkpoint = checkpointOf(id);
		if (!resume) await removeCheckpoint(checkpoint);
		const engine = engines.of(run.plan);
		const go = dataset.test.count > 0 ? train : trainUntested;
		const { network, record } = await go(run.plan, dataset, engine, {
			checkpoint,
			...(signal ? { signal } : {}),
			onProgress: (progress) => options.onProgress?.(actual, progress),
		});
		await onFinished?.(actual, record, network);
		await saveRecord(record, records);
		finished.set(id, record);
		await removeCheckpoint(checkpoint);
	}
}

/** Fused engines, one for each way of passing gradients down. */
class Engines {
	private readonly opened = new Map<string, Engine>();

	constructor(private readonly workers: number | undefined) {}

	of({ lowerGradient }: TrainingPlan): Engine {
		const key = JSON.stringify(lowerGradient ?? null);
		const engine =
			this.opened.get(key) ??
			openFusedEngine({
				...(this.workers === undefined ? {} : { workers: this.workers }),
				...(lowerGradient ? { lowerGradient } : {}),
			});
		this.opened.set(key, engine);
		return engine;
	}

	async dispose(): Promise<void> {
		for (const engine of this.opened.values()) await engine.dispose();
	}
}
