/** Run records → the results table: one row a configuration, its seeds together. */
import {
	CELLS,
	formatSpread,
	makeTable,
	meanAndDeviation,
	type NetworkSpec,
	NOT_AVAILABLE,
	networkOf,
	networkTitle,
	PAPER_ENCODING,
	PROTOCOL_CELLS,
	type RunRecord,
	type Table,
	totalSteps,
} from "spiking-recurrent-cell";
import { canonicalJson } from "spiking-recurrent-cell/dist/data/plain.js";
import { shortNumber } from "spiking-recurrent-cell/dist/values/numbers.js";

export interface ResultsOptions {
	/** What stands above the table. */
	readonly message: string;
	/** What one types to make a record's row again; no such column without it. */
	readonly command?: (record: RunRecord) => string;
}

/** Rows in the order of the records. The paper's own figures are not at hand, so none is printed as published. */
export function resultsTable(
	records: readonly RunRecord[],
	{ message, command }: ResultsOptions,
): Table {
	const groups = newestOnly(grouped(records));
	const firsts = groups.map(([record]) => record);
	const builtIn = firsts.some(({ dataset }) => dataset.origin === "built-in");
	const warning = builtIn
		? "Built-in data is NOT MNIST: no row on it is a result on MNIST. "
		: "";
	return makeTable<RunRecord[]>({
		message,
		caption: `${warning}Mean ± sample standard deviation over seeds, or over the folds of a cross-validation; the test set was used once a run, after training. Options that are not named have their defaults.`,
		dataset: null,
		rows: groups,
		columns: [
			{
				title: "network",
				text: ([record]) => distinctText(record, firsts),
			},
			{ title: "data set", text: dataText },
			{
				title: "images × epochs",
				align: "right",
				text: ([{ dataset, plan }]) =>
					`${dataset.train.toLocaleString("en-GB")} × ${plan.epochs}`,
			},
			{
				title: "steps",
				align: "right",
				text: ([{ plan }]) => `${totalSteps(plan.encoding)}`,
			},
			{
				title: "seeds or folds",
				align: "right",
				text: (group) => `${group.length}`,
			},
			{
				title: "test accuracy (%)",
				align: "right",
				text: (group) => {
					const percents = group.map(({ test }) => 100 * test.accuracy);
					return formatSpread(meanAndDeviation(percents));
				},
			},
			{ title: "published", align: "right", text: () => NOT_AVAILABLE },
			{ title: "engine", text: ([{ engine }]) => engine },
			{
				title: "time a run (s)",
				align: "right",
				text: (group) => {
					const times = group.map(({ seconds }) => seconds);
					return meanAndDeviation(times).mean.toFixed(0);
				},
			},
			...(command
				? [
						{
							title: "command",
							code: true,
							text: ([record]: RunRecord[]) => command(record),
						},
					]
				: []),
		],
	});
}

/** What a title says of one fold of a cross-validation. */
const FOLD = /fold \d+ of (\d+)/;

/** "N-MNIST (subset 1,100, fold 2 of 11)", or of several: "N-MNIST (subset 1,100, 2 of 11 folds)". */
function dataText(group: readonly RunRecord[]): string {
	const [{ dataset }] = group;
	return group.length > 1
		? dataset.title.replace(FOLD, `${group.length} of $1 folds`)
		: dataset.title;
}

/** Records that differ in nothing but the seed or the fold (and when and how long they ran). */
function grouped(records: readonly RunRecord[]): RunRecord[][] {
	const groups = new Map<string, RunRecord[]>();
	for (const record of records) {
		const key = canonicalJson([configuration(record), record.numerics]);
		groups.set(key, [...(groups.get(key) ?? []), record]);
	}
	return [...groups.values()].map((group) =>
		group.toSorted((a, b) => a.plan.seed - b.plan.seed),
	);
}

/** Of groups that differ in the version of the numerics only, the newest: they are never averaged. */
function newestOnly(groups: readonly RunRecord[][]): RunRecord[][] {
	const newest = new Map<string, RunRecord[]>();
	const finished = (group: readonly RunRecord[]) =>
		group.map((record) => record.finished).toSorted()[group.length - 1];
	for (const group of groups) {
		const key = canonicalJson(configuration(group[0]));
		const other = newest.get(key);
		if (!other || finished(group) > finished(other)) newest.set(key, group);
	}
	return [...newest.values()];
}

/** Everything that decides a result but seed, fold and numerics. */
function configuration({ plan, dataset, engine }: RunRecord): object {
	const { seed: _, experiment: __, ...rest } = plan;
	const { checksum, title, ...counts } = dataset;
	const data = FOLD.test(title)
		? { ...counts, title: title.replace(FOLD, "$1 folds") }
		: dataset;
	return { plan: rest, dataset: data, engine };
}

/** Parts of a plan that the table shows in columns of their own, or not at all. */
const HAVE_COLUMNS = ["seed", "epochs", "steps", "prefix", "experiment"];

/** The network, and what sets its plan apart from others of the same name, the protocol's usual options left out: "SRC 784-100 (outputGradient relu)". */
function distinctText(record: RunRecord, all: readonly RunRecord[]): string {
	const name = networkTitle(record.plan.network);
	const own = leaves(record.plan);
	const usual = leaves(usualPlan(record.plan.network));
	const others = all
		.filter((other) => networkTitle(other.plan.network) === name)
		.map(({ plan }) => leaves(plan));
	const parts = new Set<string>();
	for (const [path, value] of own) {
		const key = path.split(".").at(-1) ?? path;
		if (HAVE_COLUMNS.includes(key) || usual.get(path) === value) continue;
		if (others.some((other) => other.get(path) !== value))
			parts.add(
				`${key} ${typeof value === "number" ? shortNumber(value) : value}`,
			);
	}
	return parts.size ? `${name} (${[...parts].join(", ")})` : name;
}

/** What the protocol says of a network of these sizes; nothing of cells that it does not have. */
function usualPlan({ inputs, layers }: NetworkSpec): object {
	const usual = layers.flatMap(({ cell, units }) => {
		const name = PROTOCOL_CELLS.find((one) => one === cell);
		return name ? [CELLS[name].layer(units)] : [];
	});
	return usual.length === layers.length
		? { network: networkOf(usual, inputs), encoding: PAPER_ENCODING }
		: {};
}

/** The values of nested plain data by their dotted paths. */
function leaves(value: unknown, path = ""): Map<string, unknown> {
	if (typeof value !== "object" || value === null)
		return new Map([[path, value]]);
	return new Map(
		Object.entries(value).flatMap(([key, inner]) => [
			...leaves(inner, path ? `${path}.${key}` : key),
		]),
	);
}
