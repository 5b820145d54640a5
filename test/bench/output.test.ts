/** What a benchmark prints and keeps. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { tableText } from "spiking-recurrent-cell";
import { crossoverFigure, figuresOf } from "../../scripts/bench/figures.js";
import { withBenchmarks } from "../../scripts/bench/readme.js";
import {
	benchRow,
	latestRecord,
	writeRecord,
} from "../../scripts/bench/record.js";
import {
	bestRows,
	raceTable,
	ratioTable,
	workTable,
} from "../../scripts/bench/table.js";
import { temporaryFolder } from "../temporary.js";
import { RECORD, row } from "./rows.js";

describe("rows of --json", () => {
	test("have the eight promised fields, in order, and no others", () => {
		assert.deepEqual(Object.keys(benchRow(row())), [
			"network",
			"cell",
			"gradient",
			"engine",
			"peer",
			"ours_ms_per_sample",
			"peer_ms_per_sample",
			"ratio",
		]);
	});
});

describe("the tables", () => {
	test("show each family's fastest way of running, with ratio and error", () => {
		assert.deepEqual(
			bestRows(RECORD.rows).map(({ peer }) => peer),
			["PyTorch, per-step, 1 thread", "tensorflow (wasm (SIMD))"],
		);
		assert.match(
			tableText(raceTable(RECORD)),
			/SRC 784-100 +exact +fused \(2 workers\) +0\.200 +PyTorch, per-step, 1 thread +1\.00 +5\.00 × +2\.5e-6/,
		);
	});

	test("in short: a row for each network and gradient, a column for each family", () => {
		const text = tableText(ratioTable(RECORD));
		assert.match(text, /PyTorch +TensorFlow\.js/);
		assert.match(
			text,
			/SRC 784-100 +exact +0\.200 +1\.00 ms: 5\.00 × +16\.0 ms: 80\.0 ×/,
		);
		const more = {
			...RECORD,
			rows: [...RECORD.rows, row({ network: "784-9" })],
		};
		assert.match(
			tableText(ratioTable(more)),
			/SRC 784-9 +exact +0\.200 +1\.50 ms: 7\.50 × +–/,
		);
	});

	test("name machine, versions, load and data", () => {
		const { caption } = raceTable(RECORD);
		assert.match(
			caption,
			/2 × Some Processor, 8 GiB, linux x64, load before 0\.1; node 20\.20\.2, torch 2\.15\.0; 2026-11-23\. Images: MNIST\./,
		);
		assert.doesNotMatch(caption, /rounding/);
	});

	test("say so where the sides differ by more than 1e-4", () => {
		const differing = { ...RECORD, rows: [row({ disagreement: 2e-4 })] };
		assert.match(
			raceTable(differing).caption,
			/above 0\.0001 a deep network has amplified rounding/,
		);
	});

	test("show how far the limit is", () => {
		assert.match(
			tableText(workTable(RECORD)),
			/SRC 784-100 +4\.00 +4\.00 +0\.0500 +0\.200 +25 %/,
		);
	});
});

describe("the README", () => {
	test("gets picture and tables between its marks, and keeps everything else", () => {
		const text = "before\n<!-- bench:begin -->\nold\n<!-- bench:end -->\nafter";
		const renewed = withBenchmarks(text, [RECORD]);
		assert.match(
			renewed,
			/^before\n<!-- bench:begin -->\n!\[[^\n]*\]\(data\/benchmarks\/samples-per-second\.png\)\n/,
		);
		assert.match(renewed, /\| SRC 784-100 \| exact \|/);
		assert.match(renewed, /\n<!-- bench:end -->\nafter$/);
		assert.equal(withBenchmarks(renewed, [RECORD]), renewed);
		assert.throws(
			() => withBenchmarks("nothing", [RECORD]),
			/no "<!-- bench:begin -->" followed by "<!-- bench:end -->"/,
		);
	});
});

test("a record is read back as it was written, the latest of its kind", async () => {
	const folder = temporaryFolder();
	const later = { ...RECORD, date: "2026-11-24T08:00:00.000Z" };
	await writeRecord(later, folder);
	await writeRecord(RECORD, folder);
	assert.deepEqual(latestRecord("race", folder), later);
	assert.equal(latestRecord("sweeps", folder), undefined);
});

test("the figure's message is the least and the greatest ratio", () => {
	const [[name, { message }]] = figuresOf(RECORD);
	assert.equal(name, "samples-per-second");
	assert.match(message, /trains 5\.0 to 80\.0 times as many samples/);
});

test("the figure of both products says between which densities they cross", () => {
	const layer = { inputs: 2, units: 3, steps: 4, densities: [0.5, 1] };
	const crossovers = [
		{ ...layer, events_ms: [1, 3], dense_ms: [2, 2] },
		{ ...layer, events_ms: [1, 2.2], dense_ms: [2, 2] },
	];
	const { message } = crossoverFigure({ ...RECORD, crossovers });
	assert.match(message, /pays up to a density of 75 to 92 %/);
});
