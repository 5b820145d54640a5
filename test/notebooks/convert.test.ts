import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
	firstDifference,
	notebookFromScript,
	scriptCells,
} from "../../scripts/notebooks/convert.js";
import { serialise } from "../../scripts/notebooks/nbformat.js";
import { formatScript, parseScript } from "../../scripts/notebooks/script.js";

const SCRIPT = `// %% [markdown]
// # Title
//
// Text with \`code\` and $x^2$.

// %% tags=parameters,hidden
const rate = 0.25;

console.log(rate);

// %%
// only a comment
`;

test("a script survives the way to a notebook's file and back unchanged", () => {
	const file = serialise(notebookFromScript(parseScript(SCRIPT, "a.ts")));
	assert.equal(formatScript(scriptCells(JSON.parse(file))), SCRIPT);
});

test("any cells without blank lines around them survive the way to a notebook's file and back", () => {
	const line = fc
		.string({ unit: "grapheme" })
		.map((text) => `x${text.replace(/[\r\n]/g, "\u2028")}`);
	const source = fc
		.tuple(line, fc.array(fc.oneof(line, fc.constant(""))), line)
		.map(([first, middle, last]) => [first, ...middle, last].join("\n"));
	const cell = fc.record(
		{
			kind: fc.constantFrom("markdown" as const, "code" as const),
			tags: fc.array(fc.stringMatching(/^[\w-]{1,8}$/), { maxLength: 2 }),
			source,
		},
		{ noNullPrototype: true },
	);
	fc.assert(
		fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
			const script = parseScript(formatScript(cells), "a.ts");
			const file = serialise(notebookFromScript(script));
			assert.deepEqual(scriptCells(JSON.parse(file)), cells);
		}),
	);
});

test("lines count from the first line of the file, also with Windows line ends", () => {
	const cells = parseScript(SCRIPT.replaceAll("\n", "\r\n"), "a.ts");
	assert.deepEqual(
		cells.map(({ line }) => line),
		[2, 7, 12],
	);
	assert.equal(cells[1].source, "const rate = 0.25;\n\nconsole.log(rate);");
});

test("cell ids are unique, valid, and unchanged by edits of other cells", () => {
	const ids = (text: string) =>
		notebookFromScript(parseScript(text, "a.ts")).cells.map(({ id }) => id);
	const before = ids("// %%\na;\n\n// %%\nb;\n\n// %%\na;\n");
	const after = ids("// %%\na;\n\n// %%\nchanged;\n\n// %%\na;\n");
	assert.equal(new Set(before).size, 3);
	for (const id of before) assert.match(id, /^[a-zA-Z0-9-_]{1,64}$/);
	assert.deepEqual([after[0], after[2]], [before[0], before[2]]);
	assert.notEqual(after[1], before[1]);
});

test("text that is not in percent format is refused with its line", () => {
	const refused = (text: string, message: RegExp) =>
		assert.throws(() => parseScript(text, "a.ts"), message);
	refused("const x = 1;\n", /a\.ts:1: a cell begins with "\/\/ %%"/);
	refused("// %% [md]\n// x\n", /a\.ts:1: .*found "\/\/ %% \[md\]"/);
	refused("// %% [markdown]\n// x\ny\n", /a\.ts:3: .*found "y"/);
	refused("// %%\na\n\n// %%\n\n", /a\.ts:4: this cell is empty/);
	refused("", /a\.ts: no cell/);
});

test("the first difference between a notebook and its script is named", () => {
	const script = parseScript(SCRIPT, "a.ts");
	const difference = (edit: (cells: { source: unknown }[]) => void) => {
		const notebook = notebookFromScript(script);
		edit(notebook.cells);
		return firstDifference(script, notebook);
	};
	assert.equal(
		difference(() => {}),
		undefined,
	);
	assert.deepEqual(
		difference((cells) => {
			cells[1].source = ["const rate = 0.5;\n", "\n", "console.log(rate);"];
		}),
		{ cell: "code cell [1]", line: 7 },
	);
	assert.deepEqual(
		difference((cells) => {
			cells[0].source = "# Another";
		}),
		{ cell: 'markdown cell "# Another"', line: 2 },
	);
	assert.deepEqual(
		difference((cells) => cells.pop()),
		{ cell: undefined, line: 12 },
	);
	assert.deepEqual(
		difference((cells) => cells.push({ ...cells[2] })),
		{ cell: "code cell [3]", line: undefined },
	);
});
