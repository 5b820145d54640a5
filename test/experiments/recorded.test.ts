import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import {
	asText,
	DEPTH,
	drawDigits,
	loadRecords,
	ofVariant,
	openFusedEngine,
	percentsOf,
	planned,
	readyNetwork,
	recordedRows,
	recordedRuns,
	recordedSentence,
	recordedTable,
	saveRecord,
	titleOf,
	trainHere,
	valuesOf,
} from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";

const silent = { update: async () => {}, done: async () => {} };

/** Two trainings in this process, on 32 drawn digits of ten steps. */
function trainTwo() {
	const [first] = DEPTH.runs("smoke", [1]);
	const runs = [1, 2].map((seed) =>
		planned({
			...first.plan,
			rate: 0.003,
			variant: "SRC, 1 layer",
			data: { name: "drawn-digits", train: 32, validation: 16, test: 16 },
			encoding: { ...first.plan.encoding, steps: 10 },
			seed,
		}),
	);
	const experiment = { name: "two", question: "?", runs: () => runs };
	return { runs, experiment, load: async () => drawDigits(runs[0].data) };
}

test("what is recorded of an experiment: seeds that are there, seeds that are missing, and how to make these", async (t) => {
	const folder = temporaryFolder();
	const engine = openFusedEngine({ workers: 1 });
	t.after(() => engine.dispose());
	const { runs, experiment, load } = trainTwo();
	const [{ record }] = await trainHere(runs.slice(0, 1), engine, silent, {
		load,
		onFinished: (run) => saveRecord(run.record, folder),
	});
	const recorded = await recordedRuns(experiment, { folder });
	assert.equal(recorded.length, 1);
	const [{ planned: all, records }] = recorded;
	assert.deepEqual([all.length, records.length], [2, 1]);
	assert.deepEqual(valuesOf(recorded[0]), [100 * record.test.accuracy]);
	assert.equal(
		recordedSentence(recorded),
		"1 of the 2 planned trainings is recorded; npm run train -- depth --scale paper --resume makes the other.",
	);
	const { cells } = recordedTable(recorded, { message: "All" });
	assert.deepEqual(cells[0].slice(2, 4), ["32 × 1", "1 of 2"]);
	assert.deepEqual(recordedRows(recorded)[0].cell, "src");
	assert.throws(
		() => valuesOf(recorded[0], "speed"),
		/no record tells "speed"/,
	);
});

test("several trainings share one panel, which says the how manyth of them runs, and on what", async (t) => {
	const engine = openFusedEngine({ workers: 1 });
	t.after(() => engine.dispose());
	const { runs, load } = trainTwo();
	const shown: string[] = [];
	const line = {
		...silent,
		update: async (content: unknown) => void shown.push(asText(content)),
	};
	await trainHere(runs, engine, line, { load });
	const panels = shown.filter((text) => text.includes("█"));
	const drawn = "SRC, 1 layer, drawn digits \\(built-in, not MNIST\\)";
	assert.match(panels[0], new RegExp(`^training 1 of 2: ${drawn}: epoch 1`));
	assert.match(panels[panels.length - 1], /^training 2 of 2: /);
	for (const shows of [
		/% *, .*left/,
		/loss +accuracy/,
		/spiking steps a layer/,
	])
		assert.match(panels[0], shows);
});

test("a run recorded for another experiment replaces its older record, so that no seed counts twice", async (t) => {
	const folder = temporaryFolder();
	const engine = openFusedEngine({ workers: 1 });
	t.after(() => engine.dispose());
	const { runs, load } = trainTwo();
	const done = await trainHere(runs.slice(0, 1), engine, silent, { load });
	const [{ record }] = done;
	await saveRecord(record, folder);
	const plan = { ...record.plan, experiment: "other" };
	await saveRecord({ ...record, plan }, folder);
	assert.equal(readdirSync(folder).length, 1);
	assert.equal((await loadRecords(folder))[0].plan.experiment, "other");
	assert.deepEqual(percentsOf(done), [100 * record.test.accuracy]);
});

test("where no committed weights fit the data, a network is trained at once, and its title says on how many images", async (t) => {
	const engine = openFusedEngine({ workers: 1 });
	t.after(() => engine.dispose());
	const digits = await drawDigits({ train: 300, validation: 50, test: 100 });
	const ready = await readyNetwork("src", "smoke", digits, engine, silent);
	assert.match(ready.title, /^SRC 784-100, trained on 200 images for 1 epoch$/);
	assert.equal(ready.sawValidation, false);
});

test("for MNIST, networks of either cell are at hand that learned 50,000 images and not the validation images, at whatever scale", async (t) => {
	const engine = openFusedEngine({ workers: 1 });
	t.after(() => engine.dispose());
	const digits = drawDigits({ train: 10, validation: 10, test: 10 });
	for (const cell of ["src", "lif"] as const) {
		const ready = await readyNetwork(
			cell,
			"smoke",
			{ ...digits, name: "mnist" },
			engine,
			silent,
		);
		assert.match(ready.title, / 784-100, trained on 50,000 images for /);
		assert.equal(ready.sawValidation, false);
		assert.equal(ready.encoding.code, "rate");
	}
});

test("a variant that does not exist is refused with those that do", () => {
	assert.throws(
		() => ofVariant([{ variant: "a" }, { variant: "b" }], "c"),
		/there is no "c": choose from a, b/,
	);
});

test("titles of data sets that are not loaded say what they are", () => {
	assert.equal(titleOf("mnist"), "MNIST");
	assert.equal(titleOf("n-mnist-subset"), "N-MNIST (subset of 1,100)");
	assert.equal(titleOf("unheard-of"), "unheard-of");
});
