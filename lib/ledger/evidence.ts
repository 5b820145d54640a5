/** Evidence → what there is of it, in the records of trainings, in the measurements, in this library. */
import type { Experiment, PlannedTraining } from "../experiments/experiment.js";
import type { Measurements } from "../experiments/measurements.js";
import { meanAndDeviation } from "../plots/statistics.js";
import { NUMERICS } from "../training/numerics.js";
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
import { RUN_QUANTITIES } from "./quantity.js";

/** Everything that evidence may be found in. */
export interface Sources {
	readonly experiments: readonly Experiment[];
	readonly records: readonly RunRecord<TestResult>[];
	readonly measurements: readonly Measurements[];
	/** The text of a file of this project; undefined if there is none. */
	readonly textOf: (file: string) => string | undefined;
}

/** @throws if evidence names what does not exist */
export function gather(evidence: Evidence, sources: Sources): Measured {
	switch (evidence.from) {
		case "runs":
			return fromRuns(evidence, sources);
		case "measurements":
			return fromMeasurements(evidence, sources);
		case "library":
			return fromLibrary(evidence);
		case "test":
			return fromTest(evidence, sources);
	}
}

/** The trainings of a variant at scale "paper": those planned, and those of them that are finished. */
function fromRuns(evidence: RunEvidence, sources: Sources): Measured {
	const quantity = RUN_QUANTITIES[evidence.quantity];
	if (!quantity)
		throw new Error(
			`no record tells "${evidence.quantity}": choose from ${Object.keys(RUN_QUANTITIES).join(", ")}`,
		);
	const planned = plannedRuns(evidence, sources);
	const byId = new Map(sources.records.map((record) => [record.id, record]));
	const found = planned.flatMap(
		({ plan, data }) => byId.get(runId(plan, data)) ?? [],
	);
	return {
		...statistics(found.map(quantity.of)),
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

/** The rows of a variant; of another version of the numerics or another scale they do not count. */
function fromMeasurements(
	{ name, experiment, variant, data, quantity, unit, values }: MeasuredEvidence,
	{ measurements }: Sources,
): Measured {
	const file = measurements.find(
		(candidate) =>
			candidate.experiment === experiment &&
			candidate.scale === "paper" &&
			candidate.numerics === NUMERICS,
	);
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
	return {
		...statistics(rows.map(({ value }) => value)),
		name,
		planned: values,
		unit,
		images: null,
		epochs: null,
		runs: [...new Set(rows.map(({ run }) => run ?? `${experiment}.json`))],
		finished: file?.date ?? null,
	};
}

function fromLibrary({ name, key }: LibraryEvidence): Measured {
	return { ...constant(name), value: libraryValue(key) };
}

/** @throws if there is no such test */
function fromTest(
	{ name, file, title }: TestEvidence,
	{ textOf }: Sources,
): Measured {
	if (!textOf(file)?.includes(title))
		throw new Error(`there is no test "${title}" in ${file}`);
	return { ...constant(name), value: "holds" };
}

function constant(name: string): Omit<Measured, "value"> {
	return {
		name,
		planned: 1,
		n: 1,
		deviation: null,
		unit: "–",
		images: null,
		epochs: null,
		runs: [],
		finished: null,
	};
}

function statistics(
	values: readonly number[],
): Pick<Measured, "n" | "value" | "deviation"> {
	if (values.length === 0) return { n: 0, value: null, deviation: null };
	const { count, mean, deviation } = meanAndDeviation(values);
	return { n: count, value: mean, deviation };
}

function earliest(dates: readonly string[]): string | null {
	return dates.toSorted()[0] ?? null;
}
