/** The small JSON record that every finished run leaves: configuration, seed, code, data, engine, curves, test result. */
import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Dataset } from "../data/dataset.js";
import { contentVersion, type DataRequest } from "../data/request.js";
import type { ActivitySummary } from "../engine/activity.js";
import { listIfThere } from "../files/if-there.js";
import { parseJson } from "../files/json-file.js";
import { canonicalJson, rounded } from "../files/plain.js";
import { writeWhole } from "../files/whole-file.js";
import { completeSpec, firstSpec } from "../network/complete.js";
import { codeVersion } from "./code-version.js";
import type { Evaluation } from "./evaluate.js";
import { NUMERICS } from "./numerics.js";
import type { TrainingPlan } from "./plan.js";

export interface EpochRecord {
	readonly epoch: number;
	readonly trainLoss: number;
	readonly trainAccuracy: number;
	/** null in a training without validation samples … */
	readonly validationLoss: number | null;
	readonly validationAccuracy: number | null;
	/** … where there is no entry here; else activity on the validation set, one entry a layer. */
	readonly layers: readonly ActivitySummary[];
	readonly seconds: number;
}

export interface DatasetIdentity {
	readonly name: string;
	readonly title: string;
	readonly origin: Dataset["origin"];
	readonly checksum: string;
	/** Number of samples in each part. */
	readonly train: number;
	readonly validation: number;
	readonly test: number;
}

/** `null` where a training did not look at the test set: a search for settings must not. */
export type TestResult = Evaluation | null;

export interface RunRecord<Test extends TestResult = Evaluation> {
	/** Hash of configuration, numerics, data and given weights: equal runs have equal ids. */
	readonly id: string;
	readonly plan: TrainingPlan;
	/** Hash of the parameters that training began with, where these were given and not drawn. */
	readonly start?: string;
	/** The version of what decides the numbers … */
	readonly numerics: number;
	/** … and, to be found again, of the very files that were run. */
	readonly codeVersion: string;
	readonly dataset: DatasetIdentity;
	readonly engine: string;
	readonly curve: readonly EpochRecord[];
	readonly test: Test;
	/** ISO 8601. */
	readonly finished: string;
	/** Spent on training and validation, interruptions not counted. */
	readonly seconds: number;
	readonly node: string;
}

/** Which data a run saw. */
export function identify(dataset: Dataset): DatasetIdentity {
	const { name, title, origin, checksum, train, validation, test } = dataset;
	return {
		name,
		title,
		origin,
		checksum,
		train: train.count,
		validation: validation.count,
		test: test.count,
	};
}

/** What a data set of these sizes would have been asked for as. */
export function requestOf(dataset: Dataset): DataRequest {
	const { name, fold, train, validation, test } = dataset;
	return {
		name,
		...(fold ? { fold } : {}),
		train: train.count,
		validation: validation.count,
		test: test.count,
	};
}

/**
 * The id of a run, known before anything is loaded: 16 hexadecimal digits. Equal runs of two experiments have the same, so that
 * neither is done twice.
 * @param start hash of the parameters that training begins with, where these are given
 */
export function runId(
	plan: TrainingPlan,
	data: DataRequest,
	start?: string,
): string {
	const content = canonicalJson([
		decisivePlan(plan),
		NUMERICS,
		contentVersion(data.name),
		data,
		...(start ? [start] : []),
	]);
	return createHash("sha256").update(content).digest("hex").slice(0, 16);
}

/** A plan without what decides no number: the experiment, and options at the defaults that they had before there was a choice. */
export function decisivePlan({
	experiment: _,
	lowerGradient,
	...plan
}: TrainingPlan): Omit<TrainingPlan, "experiment"> {
	return {
		...plan,
		...(lowerGradient?.kind === "sparse" ? { lowerGradient } : {}),
		network: firstSpec(plan.network),
	};
}

export function makeRecord<Test extends TestResult>(
	plan: TrainingPlan,
	dataset: Dataset,
	engine: string,
	curve: readonly EpochRecord[],
	test: Test,
	start?: string,
): RunRecord<Test> {
	return {
		id: runId(plan, requestOf(dataset), start),
		plan,
		...(start ? { start } : {}),
		numerics: NUMERICS,
		codeVersion: codeVersion(),
		dataset: identify(dataset),
		engine,
		curve: rounded(curve),
		test: rounded(test),
		finished: new Date().toISOString(),
		seconds: rounded(curve.reduce((sum, { seconds }) => sum + seconds, 0)),
		node: process.version,
	};
}

export function isTested(record: RunRecord<TestResult>): record is RunRecord {
	return record.test !== null;
}

/**
 * Writes a record to `folder`, all or nothing, under a name one can read; returns the path. An older record of the same run goes, whatever
 * experiment it was made for: a seed must not count twice.
 * @throws if the older record is of other data, for ids know data by their name alone
 */
export async function saveRecord(
	record: RunRecord<TestResult>,
	folder: string = runsFolder(),
): Promise<string> {
	const { plan, dataset, id } = record;
	const cell = plan.network.layers[0].cell;
	const path = join(
		folder,
		`${plan.experiment}_${dataset.name}_${cell}_seed${plan.seed}_${id}.json`,
	);
	const older = (await listIfThere(folder))
		.filter((name) => name.endsWith(`_${id}.json`))
		.map((name) => join(folder, name));
	for (const other of older) {
		const { checksum } = (await readRecord(other)).dataset;
		if (checksum !== dataset.checksum)
			throw new Error(
				`${other} is the record of this run on data with checksum ${checksum}, and these have ${dataset.checksum}: give the data set another name than "${dataset.name}", or remove that record`,
			);
	}
	await writeWhole(path, `${JSON.stringify(record, null, "\t")}\n`);
	for (const other of older) if (other !== path) await rm(other);
	return path;
}

/**
 * All records in a folder, in the order of their file names; none if there is no such folder. Options that did not exist when a
 * record was written are named with their defaults, so that it compares as equal to a run of today.
 * @throws with the file's name if one is no JSON or no record; if the folder cannot be read
 */
export async function loadRecords(
	folder: string = runsFolder(),
): Promise<RunRecord<TestResult>[]> {
	const names = await listIfThere(folder);
	const records = names.filter((name) => name.endsWith(".json")).sort();
	return Promise.all(
		records.map(async (name) => {
			const record = await readRecord(join(folder, name));
			const network = completeSpec(record.plan.network);
			return { ...record, plan: { ...record.plan, network } };
		}),
	);
}

async function readRecord(path: string): Promise<RunRecord<TestResult>> {
	return parseJson<RunRecord<TestResult>>(
		path,
		await readFile(path, "utf8"),
		FIELDS,
		"restore it, or remove it and train that run again",
	);
}

const FIELDS = [
	"id",
	"plan",
	"numerics",
	"codeVersion",
	"dataset",
	"engine",
	"curve",
	"test",
	"finished",
	"seconds",
	"node",
] as const satisfies readonly (keyof RunRecord)[];

/** Where records go: the folder named by SRC_RUNS, else the project's data/runs, also where the variable is empty. */
export function runsFolder(): string {
	return process.env.SRC_RUNS || committedRuns();
}

/** The project's data/runs, wherever the records of this process go. */
export function committedRuns(): string {
	return join(__dirname, "..", "..", "..", "data", "runs");
}
