/** Evidence → what there is of it, in the records of trainings, in the measurements, in this library, in the tests. */
import type { Experiment, PlannedTraining } from "../experiments/experiment.js";
import type { Measure } from "../experiments/measures/measure.js";
import {
	type Measurement,
	type Measurements,
	paperMeasurements,
} from "../experiments/records/measurements.js";
import { runQuantity } from "../experiments/records/quantity.js";
import { meanAndDeviation } from "../statistics/spread.js";
import { type RunRecord, runId, type TestResult } from "../training/record.js";
import type {
	Evidence,
	LibraryEvidence,
	Measured,
	MeasuredEvidence,
	RunEvidence,
	TestEvidence,
} from "./claim.js";
import { libraryValue } from "./library-value.js";

/** Everything that evidence may be found in. */
export interface Sources {
	readonly experiments: readonly Experiment[];
	readonly measures: readonly Measure[];
	readonly records: readonly RunRecord<TestResult>[];
	readonly measurements: readonly Measurements[];
	/** What became of the tests; null where none were run, so that what the ledger says of them stays. */
	readonly tests: TestOutcomes | null;
}

/** File → whole title → whether that test passed; one that was skipped did not. */
export type TestOutcomes = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/**
 * @param before what the ledger says of this evidence
 * @throws if evidence names what does not exist, or a test that does not pass
 */
export function gather(
	evidence: Evidence,
	sources: Sources,
	before?: Measured,
): Measured {
	switch (evidence.from) {
		case "runs":
			return fromRuns(evidence, sources);
		case "measurements":
			return fromMeasurements(evidence, sources);
		case "library":
			return fromLibrary(evidence);
		case "test":
			return fromTest(evidence, sources, before);
	}
}

/** The trainings that evidence rests on, as they are planned at scale "paper"; a measurement rests on those whose weights it takes. */
export function plansOf(
	evidence: Evidence,
	sources: Sources,
): readonly PlannedTraining[] {
	switch (evidence.from) {
		case "runs":
			return plannedRuns(evidence, sources);
		case "measurements": {
			const { experiment } = evidence;
			const measure = sources.measures.find(({ name }) => name === experiment);
			return measure?.runs?.("paper") ?? [];
		}
		default:
			return [];
	}
}

/** The trainings of a variant at scale "paper": those planned, and those of them that are finished. */
function fromRuns(evidence: RunEvidence, sources: Sources): Measured {
	const quantity = runQuantity(evidence.quantity);
	const planned = plannedRuns(evidence, sources);
	const byId = new Map(sources.records.map((record) => [record.id, record]));
	const found = planned.flatMap(
		({ plan, data }) => byId.get(runId(plan, data)) ?? [],
	);
	return {
		...statistics(
			found.map((record) => [record.plan.seed, quantity.of(record)]),
		),
		name: evidence.name,
		planned: planned.length,
		unit: quantity.unit,
		images: planned[0]?.data.train ?? null,
		epochs: planned[0]?.plan.epochs ?? null,
		runs: found.map(({ id }) => id),
		finished: earliest(found.map(({ finished }) => finished)),
	};
}

function plannedRuns(
	{ experiment, variant, data, awaited }: RunEvidence,
	{ experiments }: Sources,
): readonly PlannedTraining[] {
	const owner = experiments.find(({ name }) => name === experiment);
	const all = owner?.runs("paper") ?? [];
	const planned = all.filter(
		(run) => run.variant === variant && run.data.name === data,
	);
	if (planned.length > 0 && awaited)
		throw new Error(
			`${experiment} now plans "${variant}" on ${data}: remove "awaited" from the evidence`,
		);
	if (planned.length > 0 || awaited) return planned;
	const variants = new Set(
		all.map((run) => `"${run.variant}" on ${run.data.name}`),
	);
	throw new Error(
		owner
			? `experiment "${experiment}" has no "${variant}" on ${data} at scale paper: it has ${[...variants].join(", ")}`
			: `there is no experiment "${experiment}": choose from ${experiments.map(({ name }) => name).join(", ")}`,
	);
}

/** The rows of a variant; those of another version of the numerics, another scale or weights that nobody plans any more do not count. */
function fromMeasurements(
	evidence: MeasuredEvidence,
	sources: Sources,
): Measured {
	const { name, experiment, variant, data, quantity, unit, values } = evidence;
	const file = paperMeasurements(sources.measurements, experiment);
	const rows = (file?.rows ?? []).filter(
		(row) =>
			row.variant === variant && row.data === data && row.quantity === quantity,
	);
	if (file && rows.length === 0)
		throw new Error(
			`measurements of "${experiment}" have no ${quantity} of "${variant}" on ${data}: they have ${[...new Set(file.rows.map((row) => `${row.quantity} of "${row.variant}" on ${row.data}`))].join(", ")}`,
		);
	const other = rows.find((row) => row.unit !== unit);
	if (other)
		throw new Error(
			`${quantity} of "${variant}" is measured in "${other.unit}" and expected in "${unit}"`,
		);
	const current = ofPlannedWeights(rows, plansOf(evidence, sources));
	return {
		...statistics(current.map(({ seed, value }) => [seed ?? null, value])),
		name,
		planned: values,
		unit,
		images: null,
		epochs: null,
		runs: [...new Set(current.map(({ run }) => run ?? `${experiment}.json`))],
		finished: current.length && file ? (file.first ?? file.date) : null,
	};
}

function ofPlannedWeights(
	rows: readonly Measurement[],
	plans: readonly PlannedTraining[],
): readonly Measurement[] {
	if (rows.every(({ run }) => run === undefined)) return rows;
	const ids = new Set(plans.map(({ plan, data }) => runId(plan, data)));
	return rows.filter(({ run }) => run === undefined || ids.has(run));
}

function fromLibrary({ name, key }: LibraryEvidence): Measured {
	return { ...constant(name), value: libraryValue(key) };
}

/** @throws if there is no such test, or it did not pass */
function fromTest(
	{ name, file, title }: TestEvidence,
	{ tests }: Sources,
	before: Measured | undefined,
): Measured {
	const holds = { ...constant(name), value: "holds" };
	if (!tests)
		return before?.value === "holds" ? holds : { ...holds, n: 0, value: null };
	const passed = tests.get(file)?.get(title);
	if (passed) return holds;
	throw new Error(
		passed === undefined
			? `${file} has no test "${title}": give the whole title`
			: `the test "${title}" of ${file} fails or is skipped, so that nothing holds by it`,
	);
}

function constant(name: string): Omit<Measured, "value"> {
	return {
		name,
		planned: 1,
		n: 1,
		seeds: [],
		values: [],
		deviation: null,
		unit: "–",
		images: null,
		epochs: null,
		runs: [],
		finished: null,
	};
}

function statistics(
	samples: readonly (readonly [seed: number | null, value: number])[],
): Pick<Measured, "n" | "seeds" | "values" | "value" | "deviation"> {
	const seeds = samples.map(([seed]) => seed);
	const values = samples.map(([, value]) => value);
	if (values.length === 0)
		return { n: 0, seeds, values, value: null, deviation: null };
	const { count, mean, deviation } = meanAndDeviation(values);
	return { n: count, seeds, values, value: mean, deviation };
}

function earliest(dates: readonly string[]): string | null {
	return dates.toSorted()[0] ?? null;
}
