/** A table as plain text cells, and its three forms: markdown, HTML and terminal text. */
import type { DataSource } from "../figure.js";
import { escapeHtml } from "../parts/pseudo-html.js";

export interface Column<Row> {
	/** With the unit, as plain text. */
	readonly title: string;
	/** Numbers go right; left unless given. */
	readonly align?: "left" | "right";
	/** Whether cells are commands, set in a fixed-width font. */
	readonly code?: boolean;
	text(row: Row): string;
}

export interface TableOptions<Row> {
	/** One sentence: what the reader should see. */
	readonly message: string;
	/** How to read it; may be empty. */
	readonly caption: string;
	/** Where all rows come from; null if rows name their data set, or there is none. */
	readonly dataset: DataSource | null;
	readonly columns: readonly Column<Row>[];
	readonly rows: readonly Row[];
}

export interface Heading {
	readonly title: string;
	readonly align: "left" | "right";
	readonly code: boolean;
}

export interface Table {
	readonly kind: "table";
	readonly message: string;
	readonly caption: string;
	readonly headings: readonly Heading[];
	/** [rows][columns] plain text. */
	readonly cells: readonly (readonly string[])[];
}

/** Reads every cell. @throws if a cell is empty: what is unknown is said in words */
export function makeTable<Row>({
	message,
	caption,
	dataset,
	columns,
	rows,
}: TableOptions<Row>): Table {
	const cells = rows.map((row, r) =>
		columns.map((column) => {
			const text = column.text(row).replace(/\s+/g, " ").trim();
			if (text === "")
				throw new Error(
					`row ${r + 1} has nothing under "${column.title}": write "not available" or "–"`,
				);
			return text;
		}),
	);
	return {
		kind: "table",
		message,
		caption: [caption, dataset ? `Data: ${dataset.title}.` : ""]
			.filter(Boolean)
			.join(" "),
		headings: columns.map(({ title, align = "left", code = false }) => ({
			title,
			align,
			code,
		})),
		cells,
	};
}

/** GitHub-flavoured markdown. */
export function tableMarkdown({
	message,
	caption,
	headings,
	cells,
}: Table): string {
	const line = (items: readonly string[]) => `| ${items.join(" | ")} |`;
	const cell = (text: string, column: number) =>
		headings[column].code
			? `\`${text.replaceAll("|", "\\|")}\``
			: escapeMarkdown(text);
	const table = [
		line(headings.map(({ title }) => escapeMarkdown(title))),
		line(headings.map(({ align }) => (align === "right" ? "---:" : "---"))),
		...cells.map((row) => line(row.map(cell))),
	];
	const foot = caption ? ["", escapeMarkdown(caption)] : [];
	return [`**${escapeMarkdown(message)}**`, "", ...table, ...foot].join("\n");
}

/** Names and numbers of up to so many characters stay on one line. */
const WHOLE = 20;

function whole(text: string): boolean {
	return text.length <= WHOLE && /\d/.test(text);
}

/** One `<table>` that needs no style sheet. A command, which has no room beside other cells, stands in a row of its own below them. */
export function tableHtml({
	message,
	caption,
	headings,
	cells,
}: Table): string {
	const columns = [...headings.entries()];
	const plain = columns.filter(([, { code }]) => !code);
	const commands = columns.filter(([, { code }]) => code);
	const row = (tag: "th" | "td", texts: readonly string[], line = "") =>
		`<tr>${plain
			.map(
				([column, { align }]) =>
					`<${tag} align="${align}" style="text-align:${align};padding:3px 10px${whole(texts[column]) ? ";white-space:nowrap" : ""}${line}">${escapeHtml(texts[column])}</${tag}>`,
			)
			.join("")}</tr>`;
	const below = (texts: readonly string[]) =>
		commands.map(
			([column, { title }]) =>
				`<tr><td colspan="${plain.length}" align="left" style="text-align:left;padding:0 10px 6px">${escapeHtml(title)}: <code>${escapeHtml(texts[column])}</code></td></tr>`,
		);
	const body = cells.flatMap((texts) => [
		row("td", texts, commands.length ? ";border-bottom:none" : ""),
		...below(texts),
	]);
	return [
		"<div>",
		`<p><strong>${escapeHtml(message)}</strong></p>`,
		"<table>",
		`<thead>${row(
			"th",
			headings.map(({ title }) => title),
		)}</thead>`,
		`<tbody>${body.join("\n")}</tbody>`,
		"</table>",
		...(caption ? [`<p><small>${escapeHtml(caption)}</small></p>`] : []),
		"</div>",
	].join("\n");
}

export interface TableTextOptions {
	/** Cells with more characters go on in further lines, commands excepted; no limit unless given. */
	readonly widest?: number;
}

/** Columns padded with spaces, for a terminal. */
export function tableText(
	{ message, caption, headings, cells }: Table,
	{ widest = Number.POSITIVE_INFINITY }: TableTextOptions = {},
): string {
	const rows = cells.map((row) =>
		row.map((text, column) =>
			headings[column].code ? [text] : wrapped(text, widest),
		),
	);
	const widths = headings.map(({ title }, column) =>
		Math.max(length(title), ...rows.flatMap((row) => row[column].map(length))),
	);
	const line = (texts: readonly string[]) =>
		texts
			.map((text, column) => {
				const space = " ".repeat(widths[column] - length(text));
				return headings[column].align === "right" ? space + text : text + space;
			})
			.join("  ")
			.trimEnd();
	const rule = widths.map((width) => "─".repeat(width)).join("  ");
	return [
		message,
		"",
		line(headings.map(({ title }) => title)),
		rule,
		...rows.flatMap((row) => {
			const lines = Math.max(...row.map((parts) => parts.length));
			return Array.from({ length: lines }, (_, k) =>
				line(row.map((parts) => parts[k] ?? "")),
			);
		}),
		...(caption ? ["", caption] : []),
	].join("\n");
}

/** Words in lines of at most `widest` characters; a longer word has its own. */
function wrapped(text: string, widest: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		if (last !== undefined && length(last) + 1 + length(word) <= widest)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}

function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*_~&|<>[\]]/g, "\\$&");
}

/** Number of characters, not of UTF-16 units. */
function length(text: string): number {
	return [...text].length;
}
