/** The table of results: what was measured over how many seeds, what was published, and the command that makes the row again. */
import { formatSpread, meanAndDeviation } from "../../statistics/spread.js";
import type { DataSource } from "../figure.js";
import { type Column, makeTable, type Table } from "./table.js";

export interface Result {
	/** e.g. "SRC 784-100". */
	readonly network: string;
	readonly dataset: DataSource;
	/** One value a seed, in the unit of the table. */
	readonly values: readonly number[];
	/** What a publication reports for the same thing, with its source; null if it is not known. */
	readonly published: {
		readonly value: string;
		readonly source: string;
	} | null;
	/** What one types to make this row again. */
	readonly command: string;
}

export interface ResultTableOptions {
	readonly message: string;
	readonly caption?: string;
	readonly results: readonly Result[];
	/** With the unit; "test accuracy (%)" unless given. */
	readonly quantity?: string;
	/** Digits after the point; 2 unless given. */
	readonly digits?: number;
	/** Whether published values are to stand beside; true unless given. */
	readonly publications?: boolean;
}

/** What stands where no published value is known. */
export const NOT_AVAILABLE = "not available";

const PUBLISHED: Column<Result> = {
	title: "published",
	align: "right",
	text: ({ published, dataset }) =>
		published
			? `${published.value} (${published.source})`
			: dataset.origin === "files"
				? NOT_AVAILABLE
				: "–",
};

/** @throws if a result has no value */
export function resultTable(options: ResultTableOptions): Table {
	const {
		message,
		results,
		quantity = "test accuracy (%)",
		digits = 2,
		publications = true,
	} = options;
	const note = "Mean ± sample standard deviation over seeds.";
	return makeTable<Result>({
		message,
		caption: options.caption ? `${options.caption} ${note}` : note,
		dataset: null,
		rows: results,
		columns: [
			{ title: "network", text: ({ network }) => network },
			{ title: "data set", text: ({ dataset }) => dataset.title },
			{
				title: "seeds",
				align: "right",
				text: ({ values }) => String(values.length),
			},
			{
				title: quantity,
				align: "right",
				text: ({ values }) => formatSpread(meanAndDeviation(values), digits),
			},
			...(publications ? [PUBLISHED] : []),
			{ title: "command", code: true, text: ({ command }) => command },
		],
	});
}
