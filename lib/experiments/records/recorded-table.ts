/** The planned trainings of an experiment as a table: what is recorded, over how many seeds, and what is still to come. */
import { titleOf } from "../../data/title.js";
import type { SeedRow } from "../../plots/seed-rows.js";
import { NOT_AVAILABLE } from "../../plots/tables/result-table.js";
import { makeTable, type Table } from "../../plots/tables/table.js";
import { formatSpread, meanAndDeviation } from "../../statistics/spread.js";
import { countText } from "../../text/numbers.js";
import {
	cellOf,
	type Recorded,
	recordedSentence,
	valuesOf,
} from "./recorded.js";

export interface RecordedTableOptions {
	/** One sentence: what the reader should see. */
	readonly message: string;
	/** Said before how many trainings are recorded. */
	readonly caption?: string;
}

/** One row a variant. The paper's values are not at hand, so none stands as published. */
export function recordedTable(
	recorded: readonly Recorded[],
	{ message, caption = "" }: RecordedTableOptions,
): Table {
	return makeTable<Recorded>({
		message,
		caption: [
			caption,
			"From the records in data/runs, not from a training of this notebook.",
			"Mean ± sample standard deviation over seeds or folds, on the test set, which was used once a run.",
			recordedSentence(recorded),
		]
			.filter(Boolean)
			.join(" "),
		dataset: null,
		rows: recorded,
		columns: [
			{ title: "network", text: ({ variant }) => variant },
			{ title: "data set", text: ({ data }) => titleOf(data) },
			{
				title: "images × epochs",
				align: "right",
				text: ({ planned: [{ data, plan }] }) =>
					`${countText(data.train)} × ${plan.epochs}`,
			},
			{
				title: "seeds",
				align: "right",
				text: ({ records, planned }) =>
					`${records.length} of ${planned.length}`,
			},
			{
				title: "test accuracy (%)",
				align: "right",
				text: (one) =>
					one.records.length
						? formatSpread(meanAndDeviation(valuesOf(one)))
						: "not measured yet",
			},
			{ title: "published", align: "right", text: () => NOT_AVAILABLE },
			{
				title: "command",
				code: true,
				text: ({ planned: [{ plan, data }] }) =>
					`npm run train -- ${plan.experiment} --data ${data.name} --scale paper --resume`,
			},
		],
	});
}

/** The same as rows of a figure. */
export function recordedRows(recorded: readonly Recorded[]): SeedRow[] {
	return recorded.map((one) => ({
		name: `${one.variant}, ${titleOf(one.data)}`,
		cell: cellOf(one),
		values: valuesOf(one),
	}));
}
