/**
 * The source of a notebook: a TypeScript file in percent format, which editors and Jupytext know too.
 *
 *     // %% [markdown]
 *     // # A title
 *
 *     // %% tags=parameters
 *     const rate = 0.25;
 */

export interface ScriptCell {
	readonly kind: "markdown" | "code";
	readonly tags: readonly string[];
	/** Markdown, or TypeScript; without blank lines around it. */
	readonly source: string;
	/** Where `source` begins in the script; the first line is 1. */
	readonly line: number;
}

const MARKER = /^\/\/ %%( \[markdown\])?(?: tags=([\w-]+(?:,[\w-]+)*))?$/;

/**
 * The cells of a script.
 * @param file how messages call the script
 * @throws if the text is not in percent format, naming the line
 */
export function parseScript(text: string, file: string): ScriptCell[] {
	const lines = text.replace(/\r\n/g, "\n").split("\n");
	const cells: ScriptCell[] = [];
	let start = lines.findIndex((line) => line.trim() !== "");
	while (start >= 0 && start < lines.length) {
		const marker = MARKER.exec(lines[start]);
		if (!marker)
			throw new Error(
				`${file}:${start + 1}: a cell begins with "// %%" or "// %% [markdown]", and "tags=a,b" may follow; found "${lines[start]}"`,
			);
		const next = lines.findIndex(
			(line, index) => index > start && line.startsWith("// %%"),
		);
		const end = next < 0 ? lines.length : next;
		const kind = marker[1] ? "markdown" : "code";
		const tags = marker[2]?.split(",") ?? [];
		cells.push({ kind, tags, ...bodyOf(lines, start, end, kind, file) });
		start = end;
	}
	if (cells.length === 0) throw new Error(`${file}: no cell in this script`);
	return cells;
}

function bodyOf(
	lines: readonly string[],
	marker: number,
	end: number,
	kind: ScriptCell["kind"],
	file: string,
): { source: string; line: number } {
	let first = marker + 1;
	let last = end;
	while (first < last && lines[first].trim() === "") first++;
	while (last > first && lines[last - 1].trim() === "") last--;
	if (first === last)
		throw new Error(`${file}:${marker + 1}: this cell is empty; remove it`);
	const body = lines.slice(first, last);
	const text = kind === "code" ? body : uncommented(body, first, file);
	return { source: text.join("\n"), line: first + 1 };
}

function uncommented(
	body: readonly string[],
	first: number,
	file: string,
): string[] {
	return body.map((line, index) => {
		if (line === "//") return "";
		if (line.startsWith("// ")) return line.slice(3);
		throw new Error(
			`${file}:${first + index + 1}: every line of a markdown cell begins with "// "; found "${line}"`,
		);
	});
}

/** The script that `parseScript` reads as these cells. */
export function formatScript(
	cells: readonly Omit<ScriptCell, "line">[],
): string {
	return cells
		.map(({ kind, tags, source }) => {
			const marker = `// %%${kind === "markdown" ? " [markdown]" : ""}${tags.length > 0 ? ` tags=${tags.join(",")}` : ""}`;
			const body =
				kind === "code"
					? source
					: source
							.split("\n")
							.map((line) => (line ? `// ${line}` : "//"))
							.join("\n");
			return `${marker}\n${body}\n`;
		})
		.join("\n");
}
