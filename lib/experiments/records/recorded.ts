/** What the committed records hold of an experiment's planned trainings: the numbers behind figures at the paper's scale. */
import type { CellKind } from "../../cells/spec.js";
import type { Evaluation } from "../../training/evaluate.js";
import {
	committedRuns,
	isTested,
	loadRecords,
	type RunRecord,
	runId,
	type TestResult,
} from "../../training/record.js";
import type { Experiment, PlannedTraining } from "../experiment.js";
import type { Scale } from "../scale.js";
import { runQuantity } from "./quantity.js";

/** The trainings that differ in nothing but the seed. */
export interface Recorded<Test extends TestResult = Evaluation> {
	/** As the experiment calls it. */
	readonly variant: string;
	/** Name of the data set. */
	readonly data: string;
	/** What is planned, one entry a seed … */
	readonly planned: readonly PlannedTraining[];
	/** … and those of it that are finished. */
	readonly records: readonly RunRecord<Test>[];
}

export interface RecordedOptions {
	/** "paper" unless given. */
	readonly scale?: Scale;
	/** Where the records lie; the project's data/runs unless given. */
	readonly folder?: string;
}

/** Every variant of the experiment in its order, also those of which nothing is finished. */
export async function recordedRuns(
	experiment: Experiment,
	{ scale = "paper", folder = committedRuns() }: RecordedOptions = {},
): Promise<Recorded[]> {
	const records = await loadRecords(folder);
	return byVariant(experiment.runs(scale), records.filter(isTested));
}

/** The same of an experiment that never looks at the test set, as a search of settings. */
export async function searchedRuns(
	experiment: Experiment,
	{ scale = "paper", folder = committedRuns() }: RecordedOptions = {},
): Promise<Recorded<TestResult>[]> {
	return byVariant(experiment.runs(scale), await loadRecords(folder));
}

function byVariant<Test extends TestResult>(
	runs: readonly PlannedTraining[],
	records: readonly RunRecord<Test>[],
): Recorded<Test>[] {
	const known = new Map(records.map((record) => [record.id, record]));
	const groups = new Map<string, PlannedTraining[]>();
	for (const run of runs) {
		const key = JSON.stringify([run.variant, run.data.name]);
		groups.set(key, [...(groups.get(key) ?? []), run]);
	}
	return [...groups.values()].map((planned) => ({
		variant: planned[0].variant,
		data: planned[0].data.name,
		planned,
		records: planned.flatMap(
			({ plan, data }) => known.get(runId(plan, data)) ?? [],
		),
	}));
}

/**
 * A quantity of each finished training.
 * @param quantity one of `RUN_QUANTITIES`: "test accuracy" (%), "spiking share" (%), "steps per spike", …
 * @throws if there is no such quantity
 */
export function valuesOf(
	{ records }: Pick<Recorded<TestResult>, "records">,
	quantity = "test accuracy",
): number[] {
	return records.map(runQuantity(quantity).of);
}

/** "12 of the 78 planned trainings are recorded; npm run train -- depth --scale paper --resume makes the others." */
export function recordedSentence(
	recorded: readonly Recorded<TestResult>[],
): string {
	const sum = (of: (one: Recorded<TestResult>) => number) =>
		recorded.reduce((total, one) => total + of(one), 0);
	const planned = sum((one) => one.planned.length);
	const finished = sum((one) => one.records.length);
	if (finished === planned)
		return planned === 1
			? "The training is recorded."
			: `All ${planned} trainings are recorded.`;
	const names = new Set(recorded.map((one) => one.planned[0].plan.experiment));
	const command = `npm run train -- ${[...names].join(" ")} --scale paper --resume`;
	if (finished === 0)
		return `None of the ${planned} planned trainings is recorded yet; ${command} makes them.`;
	const others = planned - finished === 1 ? "the other" : "the others";
	return `${finished} of the ${planned} planned trainings ${finished === 1 ? "is" : "are"} recorded; ${command} makes ${others}.`;
}

/** The cell type of a variant's first layer. */
export function cellOf({ planned }: Pick<Recorded, "planned">): CellKind {
	return planned[0].plan.network.layers[0].cell;
}
