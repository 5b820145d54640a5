import assert from "node:assert/strict";
import { test } from "node:test";
import { parseScript } from "../../scripts/notebooks/script.js";
import { findTraps } from "../../scripts/notebooks/traps.js";

/** Lines at which the second of two cells has a trap; its first line is 6. */
function trapLines(second: string): number[] {
	const text = `// %%\nconst lr = 0.1;\nlet count = 0;\n\n// %%\n${second}\n`;
	return findTraps(text, parseScript(text, "a.ts")).map(({ line }) => line);
}

test("the shorthand of a name from another cell is found, in literals and in assignments", () => {
	assert.deepEqual(trapLines("const o = {\n\tlr,\n};"), [7]);
	assert.deepEqual(trapLines("({ count } = { count: 2 });"), [6]);
});

test("the shorthand of a name from the same cell, or of a parameter, is fine", () => {
	assert.deepEqual(trapLines("const here = 1;\nconst o = { here };"), []);
	assert.deepEqual(trapLines("const f = (lr: number) => ({ lr });"), []);
	assert.deepEqual(trapLines("const o = { lr: lr };"), []);
});

test("what tslab cannot run at a cell's top level is found", () => {
	assert.deepEqual(trapLines("export const y = 1;"), [6]);
	assert.deepEqual(trapLines("for await (const v of [1]) v;"), [6]);
	assert.deepEqual(trapLines("const { a: [__a] } = { a: [1] };"), [6]);
	assert.deepEqual(trapLines('import { join as __j } from "path";'), [6]);
	assert.deepEqual(trapLines("lr;\nconsole.log(__dirname);"), [7]);
	assert.deepEqual(trapLines("console.log(import.meta.url);"), [6]);
	assert.deepEqual(
		trapLines("async function f() {\n\tfor await (const v of [1]) v;\n}"),
		[],
	);
});
