/** What evidence is found where, and what happens to evidence that names nothing. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	gather,
	type Measure,
	type Measurements,
	NUMERICS,
	RUN_QUANTITIES,
	type RunEvidence,
} from "spiking-recurrent-cell";
import { record } from "../report/fixture.js";
import { EXPERIMENT, finished, sources } from "./fixture.js";

const EVIDENCE: RunEvidence = {
	name: "ours",
	from: "runs",
	experiment: "toy",
	variant: "bypass",
	data: "mnist",
	quantity: "test accuracy",
};

describe("evidence from trainings", () => {
	test("is mean, deviation and ids of the finished ones among those planned at scale paper", () => {
		const records = [
			...finished("bypass", 0.9, 0.92),
			...finished("relu", 0.1),
		];
		const found = gather(EVIDENCE, sources(records));
		assert.equal(found.n, 2);
		assert.equal(found.planned, 2);
		assert.ok(Math.abs(Number(found.value) - 91) < 1e-9);
		assert.ok(Math.abs((found.deviation ?? 0) - Math.SQRT2) < 1e-9);
		assert.deepEqual(
			found.runs,
			records.slice(0, 2).map(({ id }) => id),
		);
		assert.deepEqual([found.images, found.epochs], [5000, 3]);
	});

	test("of which none is finished has no value, but says how many are planned, of how many images", () => {
		const found = gather(EVIDENCE, sources([record()]));
		assert.deepEqual(
			[found.n, found.planned, found.value, found.images],
			[0, 2, null, 5000],
		);
	});

	test("that no experiment plans is an error that lists what there is", () => {
		assert.throws(
			() => gather({ ...EVIDENCE, variant: "bypas" }, sources()),
			/"toy" has no "bypas" on mnist .* it has "bypass" on mnist, "relu" on mnist/,
		);
		assert.throws(
			() => gather({ ...EVIDENCE, experiment: "tyo" }, sources()),
			/no experiment "tyo": choose from toy/,
		);
		assert.throws(
			() => gather({ ...EVIDENCE, quantity: "accuracy" }, sources()),
			/no record tells "accuracy": choose from test accuracy/,
		);
	});

	test("may be awaited, until it is planned", () => {
		const awaited = { ...EVIDENCE, variant: "later", awaited: true } as const;
		assert.equal(gather(awaited, sources()).planned, 0);
		assert.throws(
			() => gather({ ...EVIDENCE, awaited: true }, sources()),
			/remove "awaited"/,
		);
	});
});

describe("evidence from measurements", () => {
	const evidence = {
		name: "noisy",
		from: "measurements",
		experiment: "noise",
		variant: "σ 10 %",
		data: "mnist",
		quantity: "test accuracy",
		unit: "%",
		values: 2,
	} as const;
	const row = { variant: "σ 10 %", data: "mnist", unit: "%" } as const;
	const [first, second] = finished("bypass", 0.9, 0.92).map(({ id }) => id);
	const measure: Measure = {
		name: "noise",
		question: "?",
		runs: (scale) => EXPERIMENT.runs(scale),
		measure: async () => [],
	};
	const from = (...measurements: Measurements[]) =>
		sources([], { measurements, measures: [measure] });
	const file: Measurements = {
		experiment: "noise",
		scale: "paper",
		command: "npm run measure -- noise",
		date: "2026-01-01T00:00:00.000Z",
		numerics: NUMERICS,
		codeVersion: "0.0.0+abc",
		engine: "fused (1 worker)",
		data: [record().dataset],
		rows: [
			{ ...row, quantity: "test accuracy", seed: 1, run: first, value: 90 },
			{ ...row, quantity: "test accuracy", seed: 2, run: second, value: 92 },
			{ ...row, quantity: "spiking share", seed: 1, value: 3 },
		],
	};

	test("is mean, deviation and runs of its rows", () => {
		const found = gather(evidence, from(file));
		assert.deepEqual([found.value, found.n, found.planned], [91, 2, 2]);
		assert.deepEqual(found.runs, [first, second]);
		assert.deepEqual(
			[found.seeds, found.values],
			[
				[1, 2],
				[90, 92],
			],
		);
	});

	test("has the date of the first file of its name, and of weights that nobody plans any more none", () => {
		const again = { ...file, first: "2025-06-01T00:00:00.000Z" };
		const found = gather(evidence, from(again));
		assert.equal(found.finished, again.first);
		const rows = [{ ...file.rows[0], run: "of old" }, file.rows[1]];
		assert.deepEqual(gather(evidence, from({ ...file, rows })).values, [92]);
		const gone = gather(evidence, from({ ...file, rows: [rows[0]] }));
		assert.deepEqual([gone.n, gone.finished], [0, null]);
	});

	test("counts at scale paper and with the present numerics only", () => {
		for (const change of [
			{ scale: "quick" as const },
			{ numerics: NUMERICS - 1 },
		]) {
			assert.equal(gather(evidence, from({ ...file, ...change })).n, 0);
		}
	});

	test("that its file does not have, or has in another unit, is an error", () => {
		assert.throws(
			() => gather({ ...evidence, variant: "σ 9 %" }, from(file)),
			/"noise" have no test accuracy of "σ 9 %" on mnist: they have test accuracy of "σ 10 %" on mnist/,
		);
		assert.throws(
			() => gather({ ...evidence, unit: "–" }, from(file)),
			/measured in "%" and expected in "–"/,
		);
	});
});

test("evidence from the library is the value itself, and an unknown name lists the known ones", () => {
	const evidence = { name: "r", from: "library", key: "src.r" } as const;
	assert.equal(gather(evidence, sources()).value, 2);
	assert.throws(
		() => gather({ ...evidence, key: "src.q" }, sources()),
		/no value "src.q": choose from src.cell, src.alpha/,
	);
});

test("evidence from a test needs its whole title among those that passed; where no test ran, what the ledger says stays", () => {
	const titles = new Map([
		["it spikes", true],
		["it learns", false],
	]);
	const ran = sources([], { tests: new Map([["a.test.ts", titles]]) });
	const evidence = {
		name: "spikes",
		from: "test",
		file: "a.test.ts",
		title: "it spikes",
	} as const;
	const held = gather(evidence, ran);
	assert.deepEqual([held.n, held.value], [1, "holds"]);
	assert.throws(
		() => gather({ ...evidence, title: "it" }, ran),
		/a.test.ts has no test "it": give the whole title/,
	);
	assert.throws(
		() => gather({ ...evidence, title: "it learns" }, ran),
		/"it learns" of a.test.ts fails or is skipped/,
	);
	assert.deepEqual(gather(evidence, sources(), held), held);
	assert.equal(gather(evidence, sources()).n, 0);
});

test("activity is a mean over neurons, the length of a spike one over spikes", () => {
	const base = record();
	const [layer] = base.plan.network.layers;
	const run = {
		...base,
		plan: {
			...base.plan,
			network: {
				...base.plan.network,
				layers: [
					{ ...layer, units: 30 },
					{ ...layer, units: 10 },
				],
			},
		},
		test: {
			...base.test,
			layers: [
				{ spikingShare: 0.02, spikesPerNeuron: 2, stepsPerSpike: 2 },
				{ spikingShare: 0.06, spikesPerNeuron: 6, stepsPerSpike: 3 },
			],
		},
	};
	const value = (quantity: string) => RUN_QUANTITIES[quantity].of(run);
	assert.ok(Math.abs(value("spiking share") - 3) < 1e-12);
	assert.equal(value("spiking share of the last layer"), 6);
	assert.ok(Math.abs(value("spikes per neuron") - 3) < 1e-12);
	// (30 · 2 · 2 + 10 · 6 · 3) / (30 · 2 + 10 · 6)
	assert.ok(Math.abs(value("steps per spike") - 2.5) < 1e-12);
});
