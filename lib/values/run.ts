/** A training as a table of its epochs. */
import { architecture, networkTitle } from "../network/architecture.js";
import { makeTable, type Table } from "../plots/tables/table.js";
import { counted, countText, shortNumber } from "../text/numbers.js";
import type { Evaluation } from "../training/evaluate.js";
import type { TrainingPlan } from "../training/plan.js";
import type { EpochRecord, RunRecord, TestResult } from "../training/record.js";

type AnyRecord = RunRecord<TestResult>;

export function isRunRecord(value: unknown): value is AnyRecord {
	const { plan, curve, test, dataset } = (value ?? {}) as Partial<AnyRecord>;
	return (
		Array.isArray(curve) &&
		Array.isArray(plan?.network?.layers) &&
		(test === null || typeof test?.accuracy === "number") &&
		typeof dataset?.title === "string"
	);
}

/** What `train` returns, as far as it is looked at. */
export function isTrainedRun(
	value: unknown,
): value is { readonly record: AnyRecord } {
	const { network, record } = (value ?? {}) as {
		network?: unknown;
		record?: unknown;
	};
	return network !== undefined && isRunRecord(record);
}

/** "SRC 784-100, seed 1"; with the name of a cell that is not the library's. */
export function runTitle({ network, seed, ownCell }: TrainingPlan): string {
	return `${ownCell ? `${ownCell} ${architecture(network)}` : networkTitle(network)}, seed ${seed}`;
}

/** One row an epoch; the message says what it came to. @param title what was trained; network and seed unless given */
export function runTable(
	record: AnyRecord,
	title: string = runTitle(record.plan),
): Table {
	const { plan, dataset, engine, curve, start, test } = record;
	return makeTable<EpochRecord>({
		message: `${title}: ${
			test
				? `${percentOf(test)} % of ${counted(test.samples, "test sample")} right`
				: "the test samples were not looked at"
		}`,
		caption: `${countText(dataset.train)} training samples, batches of ${plan.batchSize}, ${shortNumber(record.seconds)} s. Engine: ${engine}. Run ${record.id}${start ? `, begun with weights ${start}` : ""}.`,
		dataset,
		columns: [
			{ title: "epoch", align: "right", text: ({ epoch }) => `${epoch}` },
			{
				title: "training loss (nat)",
				align: "right",
				text: ({ trainLoss }) => trainLoss.toFixed(3),
			},
			{
				title: "training accuracy (%)",
				align: "right",
				text: ({ trainAccuracy }) => percent(trainAccuracy),
			},
			{
				title: "validation accuracy (%)",
				align: "right",
				text: ({ validationAccuracy }) =>
					validationAccuracy === null ? "–" : percent(validationAccuracy),
			},
			{
				title: "spiking steps a layer (%)",
				align: "right",
				text: ({ layers }) =>
					layers.map(({ spikingShare }) => percent(spikingShare)).join(" / ") ||
					"–",
			},
			{
				title: "time (s)",
				align: "right",
				text: ({ seconds }) => seconds.toFixed(1),
			},
		],
		rows: curve,
	});
}

/** With no more digits than one sample is worth. */
function percentOf({ accuracy, samples }: Evaluation): string {
	const digits = Math.max(0, Math.min(2, Math.ceil(Math.log10(samples)) - 2));
	return (100 * accuracy).toFixed(digits);
}

function percent(share: number): string {
	return (100 * share).toFixed(2);
}
