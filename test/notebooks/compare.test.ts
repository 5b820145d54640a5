import assert from "node:assert/strict";
import { test } from "node:test";
import { complaintsAbout } from "../../scripts/conformance/compare.js";
import { notebookFromScript } from "../../scripts/notebooks/convert.js";
import { codeCells, type Output } from "../../scripts/notebooks/nbformat.js";
import { parseScript } from "../../scripts/notebooks/script.js";

const FIGURE: Output = {
	output_type: "display_data",
	data: { "text/plain": "a figure" },
	metadata: {},
};
const reference = notebookFromScript(
	parseScript("// %%\na;\n\n// %%\nb;\n", "a.ts"),
);
codeCells(reference)[1].outputs = [FIGURE, FIGURE];

test("the same number of displays in every cell is no complaint", () => {
	assert.deepEqual(complaintsAbout([[], [FIGURE, FIGURE]], reference), []);
});

test("a missing display, an unexpected one and a cell without answer are named", () => {
	assert.deepEqual(complaintsAbout([[FIGURE], [FIGURE]], reference), [
		"cell [1]: 1 displays where the runner has 0",
		"cell [2]: 1 displays where the runner has 2",
	]);
	assert.deepEqual(complaintsAbout([[]], reference), [
		"cell [2]: 0 displays where the runner has 2",
	]);
});

test("errors are named", () => {
	const error: Output = {
		output_type: "error",
		ename: "Error",
		evalue: "boom",
		traceback: [],
	};
	assert.deepEqual(complaintsAbout([[], [error, FIGURE, FIGURE]], reference), [
		"cell [2]: Error boom",
	]);
});
