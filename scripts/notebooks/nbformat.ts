/** The file format of Jupyter notebooks (nbformat 4.5), as far as this project writes it. */

/** Text as nbformat keeps it: whole, or split into lines. */
export type MultilineText = string | readonly string[];

/** MIME type → content. */
export type MimeBundle = Readonly<Record<string, unknown>>;

export interface StreamOutput {
	output_type: "stream";
	name: "stdout" | "stderr";
	text: MultilineText;
}

export interface DisplayOutput {
	output_type: "display_data";
	data: MimeBundle;
	metadata: MimeBundle;
}

/** The value of the expression that ends a cell. */
export interface ResultOutput {
	output_type: "execute_result";
	execution_count: number | null;
	data: MimeBundle;
	metadata: MimeBundle;
}

export interface ErrorOutput {
	output_type: "error";
	ename: string;
	evalue: string;
	traceback: string[];
}

/** What is shown in the richest of several forms. */
export type RichOutput = DisplayOutput | ResultOutput;

export type Output = StreamOutput | RichOutput | ErrorOutput;

export interface CellMetadata {
	tags?: readonly string[];
}

export interface MarkdownCell {
	cell_type: "markdown";
	id: string;
	metadata: CellMetadata;
	source: MultilineText;
}

export interface CodeCell {
	cell_type: "code";
	id: string;
	metadata: CellMetadata;
	source: MultilineText;
	execution_count: number | null;
	outputs: Output[];
}

export type Cell = MarkdownCell | CodeCell;

export interface Notebook {
	cells: Cell[];
	metadata: Record<string, unknown>;
	nbformat: 4;
	nbformat_minor: 5;
}

/** Lines joined to one string. */
export function joined(text: MultilineText): string {
	return typeof text === "string" ? text : text.join("");
}

/** The code cells in their order; the first one is `[1]` wherever cells are counted. */
export function codeCells(notebook: Notebook): CodeCell[] {
	return notebook.cells.filter((cell) => cell.cell_type === "code");
}

/** The text of the .ipynb, laid out as Jupyter itself saves it: sorted keys, one space of indentation, text split into lines. */
export function serialise(notebook: Notebook): string {
	const cells = notebook.cells.map((cell) => ({
		...cell,
		source: lines(joined(cell.source)),
		...(cell.cell_type === "code"
			? { outputs: cell.outputs.map(splitOutput) }
			: {}),
	}));
	return `${JSON.stringify(sorted({ ...notebook, cells }), null, 1)}\n`;
}

function splitOutput(output: Output): unknown {
	if (output.output_type === "stream")
		return { ...output, text: lines(joined(output.text)) };
	if (output.output_type === "error") return output;
	const data = Object.entries(output.data).map(([mime, content]) => [
		mime,
		typeof content === "string" && isText(mime) ? lines(content) : content,
	]);
	return { ...output, data: Object.fromEntries(data) };
}

/** Whether nbformat keeps this MIME type as lines. */
export function isText(mime: string): boolean {
	return (
		mime.startsWith("text/") ||
		mime === "image/svg+xml" ||
		mime === "application/javascript"
	);
}

/** Lines with their line ends; none for no text. */
function lines(text: string): string[] {
	return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(
		entries.map(([key, content]) => [key, sorted(content)]),
	);
}
