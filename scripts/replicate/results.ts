/** Run records → the results table: one row a configuration, its seeds together. */
import {
	CELLS,
	EVENT_ENCODING,
	formatSpread,
	makeTable,
	meanAndDeviation,
	NOT_AVAILABLE,
	networkOf,
	networkTitle,
	PAPER_ENCODING,
	PROTOCOL_CELLS,
	planOf,
	type RunRecord,
	type Table,
	type TrainingPlan,
	totalSteps,
} from "spiking-recurrent-cell";
import {
	canonicalJson,
	leaves,
} from "spiking-recurrent-cell/dist/files/plain.js";
import {
	countText,
	shortNumber,
} from "spiking-recurrent-cell/dist/text/numbers.js";

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
	const builtIn = groups.some(([{ dataset }]) => dataset.origin === "built-in");
	const warning = builtIn
		? "Built-in data is NOT MNIST: no row on it is a result on MNIST. "
		: "";
	return makeTable<RunRecord[]>({
		message,
		caption: `${warning}Mean ± sample standard deviation over seeds, or over the folds of a cross-validation; the test set was used once a run, after training. Rate: Adam's at the start. What is not named is as in the protocol.`,
		dataset: null,
		rows: groups,
		columns: [
			{
				title: "network",
				text: ([record]) => networkText(record),
			},
			{ title: "data set", text: dataText },
			{
				title: "images × epochs",
				align: "right",
				text: ([{ dataset, plan }]) =>
					`${countText(dataset.train)} × ${plan.epochs}`,
			},
			{
				title: "rate",
				align: "right",
				text: ([{ plan }]) => shortNumber(plan.adam.rate),
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
function configuration({ plan, dataset, engine, start }: RunRecord): object {
	const { seed: _, experiment: __, ...rest } = plan;
	const { checksum, title, ...counts } = dataset;
	const data = FOLD.test(title)
		? { ...counts, title: title.replace(FOLD, "$1 folds") }
		: dataset;
	return { plan: rest, dataset: data, engine, start };
}

/** Parts of a plan that the table shows in columns of their own, or not at all. */
const HAVE_COLUMNS = [
	"experiment",
	"seed",
	"epochs",
	"adam.rate",
	"encoding.steps",
	"encoding.prefix",
	"lowerGradient.kind",
	"lowerGradient.energy",
];

/** The network, and in what its plan departs from the protocol: "SRC 784-100 (outputGradient relu)". */
function networkText({ plan, start }: RunRecord): string {
	const name = networkTitle(plan.network);
	const usual = leaves(usualPlan(plan));
	/** Of each departure the layers that it is in, counted from one; none where it is of the whole. */
	const departures = new Map<string, string[]>();
	for (const [path, value] of leaves(plan)) {
		if (HAVE_COLUMNS.includes(path) || usual.get(path) === value) continue;
		const key = path.split(".").at(-1);
		const text = `${key} ${typeof value === "number" ? shortNumber(value) : value}`;
		const layer = /^network\.layers\.(\d+)\./.exec(path);
		departures.set(text, [
			...(departures.get(text) ?? []),
			...(layer ? [`${Number(layer[1]) + 1}`] : []),
		]);
	}
	if (start) departures.set(`from weights ${start}`, []);
	if (departures.size === 0) return name;
	const parts = [...departures].map(([text, layers]) =>
		layers.length % plan.network.layers.length === 0
			? text
			: `${text} in layer ${layers.join(", ")}`,
	);
	return `${name} (${parts.join(", ")})`;
}

/** What the protocol says of a network of these sizes; of cells that it does not have, nothing is unusual. */
function usualPlan({
	experiment,
	network,
	encoding,
	seed,
	epochs,
	adam,
}: TrainingPlan): TrainingPlan {
	const usual = network.layers.flatMap(({ cell, units }) => {
		const name = PROTOCOL_CELLS.find((one) => one === cell);
		return name ? [CELLS[name].layer(units)] : [];
	});
	return planOf({
		experiment,
		network:
			usual.length === network.layers.length
				? networkOf(usual, network.inputs)
				: network,
		encoding: encoding.code === "events" ? EVENT_ENCODING : PAPER_ENCODING,
		seed,
		epochs,
		rate: adam.rate,
	});
}
