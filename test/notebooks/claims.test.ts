/** notebooks/CLAIMS.md names what supports each notebook's claims; here each support is looked up. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { readScript } from "../../scripts/notebooks/read.js";
import type { ScriptCell } from "../../scripts/notebooks/script.js";
import { NOTEBOOKS, PROJECT } from "../../scripts/project.js";

/** Name of a notebook → the rows of its table. */
const TABLES: ReadonlyMap<string, readonly string[]> = new Map(
	readFileSync(path.join(NOTEBOOKS, "CLAIMS.md"), "utf8")
		.split(/^## /m)
		.slice(1)
		.map((section) => {
			const name = /\]\((.+)\.ipynb\)/.exec(section)?.[1] ?? "";
			const [, , ...rows] = section.match(/^\|.*$/gm) ?? [];
			return [name, rows];
		}),
);

const LEDGER = new Set(
	(
		JSON.parse(
			readFileSync(path.join(PROJECT, "data/claims.json"), "utf8"),
		) as { id: string }[]
	).map(({ id }) => id),
);

/** A code cell, or the references of a Markdown cell: no prose supports itself. */
function evidenceIn({ kind, source }: ScriptCell): string {
	return kind === "code" ? source : (source.split("## References")[1] ?? "");
}

/** What stands in backticks in the second column. */
function supportsOf(row: string): string[] {
	const [, , column = ""] = row.split("|");
	return Array.from(column.matchAll(/`([^`]+)`/g), ([, support]) => support);
}

test("every notebook has its table of claims", () => {
	const scripts = readdirSync(NOTEBOOKS).filter((file) => file.endsWith(".ts"));
	assert.deepEqual(
		[...TABLES.keys()],
		scripts.map((file) => path.parse(file).name).sort(),
	);
});

for (const [name, rows] of TABLES)
	test(`each claim of ${name} has a support, which stands in its code, its references or the ledger`, () => {
		const text = readScript(path.join(NOTEBOOKS, `${name}.ts`))
			.map(evidenceIn)
			.join("\n");
		assert.ok(rows.length > 0, `${name} has no claim in CLAIMS.md`);
		for (const row of rows) {
			const supports = supportsOf(row);
			assert.ok(supports.length > 0, `no support in backticks: ${row}`);
			for (const support of supports)
				assert.ok(
					LEDGER.has(support) || text.includes(support),
					`"${support}" is neither in code or references of notebooks/${name}.ts nor an id of data/claims.json`,
				);
		}
	});
