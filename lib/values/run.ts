/** A training as a table of its epochs. */
import { networkTitle } from "../network/architecture.js";
import { makeTable, type Table } from "../plots/tables/table.js";
import type { EpochRecord, RunRecord, TestResult } from "../training/record.js";
import { counted, countText, shortNumber } from "./numbers.js";

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

/** One row an epoch; the message says what it came to. */
export function runTable(record: AnyRecord): Table {
	const { plan, dataset, engine, curve, test } = record;
	return makeTable<EpochRecord>({
		message: `${networkTitle(plan.network)}, seed ${plan.seed}: ${
			test
				? `${percent(test.accuracy)} % of ${counted(test.samples, "test sample")} right`
				: "the test samples were not looked at"
		}`,
		caption: `${countText(dataset.train)} training samples, batches of ${plan.batchSize}, ${shortNumber(record.seconds)} s. Engine: ${engine}. Run ${record.id}.`,
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

function percent(share: number): string {
	return (100 * share).toFixed(2);
}
