import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { conformsInKernel } from "../../scripts/conformance/protocol.js";
import {
	type CellProgress,
	executeNotebook,
} from "../../scripts/notebooks/execute.js";
import {
	codeCells,
	type RichOutput,
} from "../../scripts/notebooks/nbformat.js";
import { writeScript } from "./notebook.js";

const GOOD = `// %%
import { display, newDisplay } from "tslab";
const jupyter = require(${JSON.stringify(require.resolve("tslab/dist/jupyter"))});
import { currentScale } from "spiking-recurrent-cell";
console.log(currentScale());
console.error("careful");

// %%
const progress = newDisplay();
for (let step = 0; step < 5; step++) {
	progress.text(\`step \${step}\`);
	await new Promise((resolve) => setTimeout(resolve, 2));
}
jupyter.lastWriteDisplayData({
	data: { "text/html": "<b>2</b>", "text/plain": "2" },
	metadata: {},
	transient: {},
});

// %%
progress.text("all steps");
6 * 7
`;

const FLOOD = `
// %%
setTimeout(() => console.log("late"), 50);
for (let line = 0; line < 2000; line++) console.log(line);
`;

test("a notebook runs with its text (2,000 lines at once), displays, updates and counts as Jupyter shows them", async () => {
	const file = writeScript("good", GOOD + FLOOD);
	const events: string[] = [];
	const onCell = ({ cell, cells, state }: CellProgress) =>
		events.push(`${state} ${cell}/${cells}`);
	const { notebook, cellSeconds } = await executeNotebook(file, {
		scale: "smoke",
		onCell,
	});
	const cells = codeCells(notebook);
	assert.deepEqual(
		cells.map((cell) => cell.execution_count),
		[1, 2, 3, 4],
	);
	assert.deepEqual(cells[0].outputs, [
		{ output_type: "stream", name: "stdout", text: "smoke\n" },
		{ output_type: "stream", name: "stderr", text: "careful\n" },
	]);
	assert.deepEqual(cells[1].outputs, [
		{
			output_type: "display_data",
			data: { "text/plain": "all steps" },
			metadata: {},
		},
		{
			output_type: "display_data",
			data: { "text/html": "<b>2</b>", "text/plain": "2" },
			metadata: {},
		},
	]);
	assert.deepEqual(cells[2].outputs, [
		{
			output_type: "execute_result",
			execution_count: 3,
			data: { "text/plain": "42" },
			metadata: {},
		},
	]);
	const lines = Array.from({ length: 2000 }, (_, line) => `${line}\n`);
	assert.deepEqual(cells[3].outputs, [
		{
			output_type: "stream",
			name: "stdout",
			text: `${lines.join("")}late\n`,
		},
	]);
	assert.deepEqual(
		events,
		[1, 2, 3, 4].flatMap((cell) => [`running ${cell}/4`, `done ${cell}/4`]),
	);
	assert.equal(cellSeconds.length, 4);
});

test("of a control its words are kept, shown or as a result, without a view of a model that ends with the kernel", async () => {
	const text =
		'// %%\nimport { show, slider } from "spiking-recurrent-cell";\nconst current = slider("current", { from: 0, to: 2 });\nawait show(current);\ncurrent\n';
	const file = writeScript("control", text);
	const { notebook } = await executeNotebook(file, { scale: "smoke" });
	const [shown, result] = codeCells(notebook)[0].outputs as RichOutput[];
	const words = { "text/plain": "current: 0 (from 0 to 2)" };
	assert.deepEqual([shown.data, result.data], [words, words]);
});

test("a signal stops a notebook with its reason, and 0 listeners stay on it afterwards", async () => {
	const file = writeScript("endless", "// %%\nfor (;;);\n");
	const interruption = new AbortController();
	const { signal } = interruption;
	const reason = new Error("enough");
	const onCell = () => interruption.abort(reason);
	const execution = executeNotebook(file, { scale: "smoke", onCell, signal });
	await assert.rejects(execution, reason);
	assert.equal(getEventListeners(signal, "abort").length, 0);
});

test("the real kernel shows the same over the Jupyter protocol", async () => {
	const file = writeScript("good", GOOD);
	assert.deepEqual(await conformsInKernel(file, { scale: "smoke" }), []);
});
