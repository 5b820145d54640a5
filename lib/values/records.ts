/** An array of plain records as a table: one row a record, one column a key. */
import { inspect } from "node:util";
import { makeTable, type Table } from "../plots/tables/table.js";
import { counted, shortNumber } from "../text/numbers.js";
import { isNumberArray } from "./tensor.js";

type PlainRecord = Readonly<Record<string, unknown>>;

const MOST_ROWS = 20;
const MOST_COLUMNS = 12;
const LONGEST = 60;

/** Whether a value is an array of at least one plain object, and of nothing else. */
export function isRecords(value: unknown): value is readonly PlainRecord[] {
	return (
		Array.isArray(value) &&
		value.length > 0 &&
		value.every(isPlainRecord) &&
		value.some((record) => Object.keys(record).length > 0)
	);
}

/** By its keys and not by its prototype: a record made in another realm, such as a test's, is one too. */
function isPlainRecord(value: unknown): value is PlainRecord {
	if (typeof value !== "object" || value === null) return false;
	const prototype = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The first rows and columns; the caption says what is left out. */
export function recordsTable(records: readonly PlainRecord[]): Table {
	const keys = [...new Set(records.flatMap((record) => Object.keys(record)))];
	const shown = records.slice(0, MOST_ROWS);
	const hidden = keys.slice(MOST_COLUMNS);
	return makeTable<PlainRecord>({
		message: counted(records.length, "record"),
		caption: [
			...(shown.length < records.length
				? [`The first ${shown.length} rows.`]
				: []),
			...(hidden.length > 0 ? [`Without ${hidden.join(", ")}.`] : []),
		].join(" "),
		dataset: null,
		columns: keys.slice(0, MOST_COLUMNS).map((key) => ({
			title: key,
			align: shown.every((record) => isNumeric(record[key])) ? "right" : "left",
			text: (record) => cellText(record[key]),
		})),
		rows: shown,
	});
}

function isNumeric(value: unknown): boolean {
	return value === undefined || value === null || typeof value === "number";
}

function cellText(value: unknown): string {
	if (value === undefined || value === null) return "–";
	if (typeof value === "number") return shortNumber(value);
	if (isNumberArray(value)) return `${value.constructor.name}(${value.length})`;
	const text =
		typeof value === "string"
			? value
			: inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
	if (text.trim() === "") return '""';
	return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
