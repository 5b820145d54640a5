/** The figures of the settings search, drawn from records that this test makes up. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
	DEEP_SEARCH,
	type PlannedTraining,
	type RunRecord,
	recordedRuns,
	runId,
	SEARCH,
	saveRecord,
	searchedRuns,
	searchFigures,
	type TestResult,
} from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";

/** What a training of the search would leave with this validation accuracy. */
function madeUp(
	{ plan, data }: PlannedTraining,
	validationAccuracy: number,
): RunRecord<TestResult> {
	return {
		id: runId(plan, data),
		plan,
		numerics: 1,
		codeVersion: "made up",
		dataset: {
			...data,
			title: "MNIST",
			origin: "files",
			checksum: "0",
		},
		engine: "none",
		curve: [
			{
				epoch: 1,
				trainLoss: 1,
				trainAccuracy: 0.5,
				validationLoss: 1,
				validationAccuracy,
				layers: [],
				seconds: 1,
			},
		],
		test: null,
		finished: "2026-01-01T00:00:00.000Z",
		seconds: 1,
		node: "v20",
	};
}

const RUNS = SEARCH.runs("paper");
const named = (variant: string): PlannedTraining => {
	const run = RUNS.find((one) => one.variant === variant);
	assert.ok(run, `the search has no "${variant}"`);
	return run;
};

interface Marks {
	readonly name: string;
	readonly x: number[];
	readonly y: number[];
}

test("without a record there is no figure", async () => {
	const searched = await searchedRuns(SEARCH, { folder: temporaryFolder() });
	assert.equal(searched.length, RUNS.length);
	assert.deepEqual(searchFigures(searched), []);
});

test("records of a search, which no test image was looked at for, become a row a setting, the LIF's with a mark for each rate", async () => {
	const folder = temporaryFolder();
	const found: Readonly<Record<string, number>> = {
		"SRC: as everywhere": 0.6,
		"SRC: rate 0.01": 0.25,
		"SRC: batches of 64, rate 0.006": 0.5,
		"LIF: arctan, β 0.9, rate 0.001": 0.75,
		"LIF: arctan, β 0.9, rate 0.003": 0.8,
		"LIF: fast-sigmoid, β 0.9, rate 0.003, initial scale 4": 0.7,
	};
	for (const [variant, accuracy] of Object.entries(found))
		await saveRecord(madeUp(named(variant), accuracy), folder);
	const figures = searchFigures(await searchedRuns(SEARCH, { folder }));
	assert.equal(figures.length, 2);
	const [ofSrc, ofLif] = figures.map(({ data }) => data as Marks[]);
	const axes = figures.map(
		({ layout }) =>
			layout.yaxis as unknown as { ticktext: string[]; tickvals: number[] },
	);
	const rowAt = (figure: number, y: number) =>
		axes[figure].ticktext[axes[figure].tickvals.indexOf(y)];

	const [usual, marks] = ofSrc;
	assert.deepEqual(usual.x, [60, 60]);
	assert.deepEqual(
		marks.y.map((y, k) => [rowAt(0, y), marks.x[k]]),
		[
			["as everywhere", 60],
			["rate 0.01", 25],
			["batches of 64, rate 0.006", 50],
		],
	);

	const [usualLif, ...byRate] = ofLif;
	assert.deepEqual(usualLif.x, [75, 75]);
	assert.deepEqual(
		byRate.map(({ name, x, y }) => [name, x, y.map((one) => rowAt(1, one))]),
		[
			["rate 0.001", [75], ["arctan, β 0.9"]],
			[
				"rate 0.003",
				[80, 70],
				["arctan, β 0.9", "fast-sigmoid, β 0.9, initial scale 4"],
			],
		],
	);
	assert.equal(axes[1].ticktext.length, 15);
	assert.match(
		figures[1].caption,
		/2,000 validation images .* No test image was looked at\. 6 of the 64 planned trainings are recorded/,
	);
	// what was never tested is no result of the paper's table
	for (const { records } of await recordedRuns(SEARCH, { folder }))
		assert.deepEqual(records, []);
});

test("controls of a search are lines across its figure and no settings", async () => {
	const folder = temporaryFolder();
	const controls = DEEP_SEARCH.runs("paper").filter(({ variant }) =>
		variant.startsWith("control: "),
	);
	assert.equal(controls.length, 2);
	const [setting] = DEEP_SEARCH.runs("paper");
	for (const [k, run] of [setting, ...controls].entries())
		await saveRecord(madeUp(run, 0.3 + 0.1 * k), folder);
	const figures = searchFigures(await searchedRuns(DEEP_SEARCH, { folder }));
	assert.equal(figures.length, 1);
	const [{ data, layout }] = figures;
	const { ticktext } = layout.yaxis as unknown as { ticktext: string[] };
	assert.ok(!ticktext.some((row) => row.includes("control")));
	assert.deepEqual(
		(data as Marks[]).slice(0, 2).map(({ name, x }) => [name, x]),
		[
			["control: ten layers of SRC", [40, 40]],
			["control: fifteen layers of LIF", [50, 50]],
		],
	);
});
