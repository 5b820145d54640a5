/** What the figures of notebooks 06 to 10 are drawn from. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	accuracyWith,
	BRIEF_DEPTH,
	bitsPoints,
	byLayer,
	CELL_STYLES,
	type Claim,
	CURVE_STYLES,
	cosineByLayer,
	costOfDecision,
	DEPTH,
	DEPTHS,
	decidedRows,
	depthCurves,
	drawDigits,
	type Engine,
	energyRow,
	GRADIENTS,
	type ImageDataset,
	inputEventsOf,
	leakyReadout,
	lif,
	makeMeasurements,
	measuredNoiseCurves,
	measuredPoints,
	measuredRows,
	noiseCurves,
	openFusedEngine,
	type ReadyNetwork,
	readyNetwork,
	recordedRuns,
	saveMeasurements,
	sentEvents,
	spikeSizes,
	src,
	totalOf,
	verdictCounts,
} from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";

const silent = { update: async () => {}, done: async () => {} };
const row = (variant: string, value: number, seed = 1) => ({
	variant,
	data: null,
	quantity: "test accuracy",
	unit: "%",
	seed,
	value,
});

describe("a trained network under disturbances", () => {
	let engine: Engine;
	let digits: ImageDataset;
	let ready: ReadyNetwork;

	before(async () => {
		engine = openFusedEngine({ workers: 1 });
		digits = drawDigits({ train: 64, validation: 16, test: 24 });
		ready = await readyNetwork("src", "smoke", digits, engine, silent);
	});
	after(() => engine.dispose());

	test("noise of size 0, of either kind, leaves its accuracy as it is, to the bit", async () => {
		const clean = await accuracyWith(ready, {}, digits.test, engine);
		const curves = await noiseCurves(ready, [0, 0.5], 2, digits.test, engine);
		assert.deepEqual(
			curves.map(({ points }) => points.map(({ x }) => x)),
			[
				[0, 50],
				[0, 50],
			],
		);
		const [stays, changes] = curves.map(({ points }) => points[0].values);
		assert.deepEqual([stays, changes], [[clean, clean], [clean]]);
	});

	test("with weights of 24 bits it decides as usual", async () => {
		const clean = await accuracyWith(ready, {}, digits.test, engine);
		const [fine] = await bitsPoints(ready, [24], digits.test, engine);
		assert.deepEqual(fine, { x: 24, values: [clean] });
	});

	test("without spikes a decision costs the plain network's sums nothing, and energy only for its neurons", () => {
		const layers = [{ spikingShare: 0, spikesPerNeuron: 0, stepsPerSpike: 0 }];
		const { eventDriven, plain } = costOfDecision(ready, { layers }, 0);
		assert.equal(eventDriven.multiplyAccumulates, 0);
		assert.equal(plain.multiplyAccumulates, 78_400);
		const { arithmetic, memory } = eventDriven;
		const shown = energyRow("silent", eventDriven);
		assert.equal(totalOf(shown), arithmetic + memory);
		assert.ok(arithmetic > 0 && memory > 0);
		assert.ok(inputEventsOf(digits.test, ready, 3) > 10);
	});
});

test("a layer sends its neurons' spiking steps: 100 neurons that spike in a quarter of 40 steps send 1,000 events", () => {
	const layers = [src(20), src(100)];
	const spec = { inputs: 784, layers, readout: leakyReadout() };
	const activity = [0, 0.25].map((spikingShare) => ({
		spikingShare,
		spikesPerNeuron: 0,
		stepsPerSpike: 0,
	}));
	assert.deepEqual(sentEvents(spec, activity, 40), [0, 1000]);
});

test("depth curves have a point for every planned depth of either cell, empty where nothing is recorded; other settings of a cell have a curve of their own in its colour, and four kinds without their cell those of the palette", async () => {
	const folder = temporaryFolder();
	const curves = depthCurves(await recordedRuns(DEPTH, { folder }));
	const brief = depthCurves(await recordedRuns(BRIEF_DEPTH, { folder }));
	assert.deepEqual(
		brief.map(({ name, style }) => [name, style?.color, style?.marker]),
		[
			["SRC", CELL_STYLES.src.color, CELL_STYLES.src.marker],
			["LIF", CELL_STYLES.lif.color, CELL_STYLES.lif.marker],
			["LIF, weights × 2", CELL_STYLES.lif.color, "x"],
		],
	);
	assert.deepEqual(
		brief[2].points.map(({ x }) => x),
		[15],
	);
	assert.deepEqual(
		curves.map(({ style }) => style),
		[CELL_STYLES.src, CELL_STYLES.lif],
	);
	const kinds = depthCurves(await recordedRuns(GRADIENTS, { folder }));
	assert.deepEqual(
		kinds.map(({ style }) => style),
		[undefined, undefined, undefined, undefined],
	);
	for (const { points } of curves)
		assert.deepEqual(
			points.map(({ x, values }) => [x, values.length]),
			DEPTHS.map((depth) => [depth, 0]),
		);
});

test("curves over layers begin at layer 1, and cosines leave the reference out but keep each pass's colour", () => {
	assert.deepEqual(byLayer("a", [5, null]), {
		name: "a",
		x: [1, 2],
		y: [5, null],
	});
	const comparison = (cosine: number) => ({
		norm: 1,
		cosine,
		relativeError: 0,
	});
	const pass = (name: string, cosine: number) => ({
		name,
		options: { surrogate: lif(1).surrogate, surrogateSlope: 2 },
		loss: 1,
		whole: comparison(cosine),
		layers: [comparison(cosine)],
	});
	const curves = cosineByLayer([pass("true", 1), pass("other", 0.5)]);
	assert.deepEqual(curves, [
		{ name: "other", x: [1], y: [0.5], style: CURVE_STYLES[1] },
	]);
});

test("measurements become points by the number in their variant, all seeds together, and noise curves by share and kind", async () => {
	const rows = [
		row("SRC 784-100, 5-bit weights, 220 steps", 90),
		row("SRC 784-100, 5-bit weights, 220 steps", 92, 2),
		row("SRC 784-100, 3-bit weights, 220 steps", 80),
		row("SRC 784-100, no noise", 97),
		row("SRC 784-100, σ 10 % at test, per step", 95),
	];
	assert.deepEqual(measuredPoints(rows, /(\d+)-bit weights/), [
		{ x: 5, values: [90, 92] },
		{ x: 3, values: [80] },
	]);
	const [, step] = measuredNoiseCurves(rows);
	assert.deepEqual(
		step.points.map(({ values }) => values),
		[[97], [], [95], [], []],
	);
	const folder = temporaryFolder();
	assert.deepEqual(await measuredRows("mine", folder), []);
	const file = { experiment: "mine", command: "–", engine: "none", data: [] };
	for (const scale of ["quick", "paper"] as const)
		await saveMeasurements(
			makeMeasurements({ ...file, scale, rows: [row(scale, 1)] }),
			folder,
		);
	const [found, ...others] = await measuredRows("mine", folder);
	assert.deepEqual([found.variant, others.length], ["paper", 0]);
});

test("outputs are counted by size, silence is not, and the largest falls into the last class", () => {
	const values = Float32Array.of(0, -1, 0.1, 0.6, 1);
	const { x, y } = spikeSizes({ steps: 5, neurons: 1, values }, 2);
	assert.deepEqual(
		[x, y],
		[
			[0.25, 0.75],
			[1, 2],
		],
	);
});

test("the ledger's overview counts every entry once and shows each decision with its own bounds", () => {
	const decision = {
		of: "SRC − LIF",
		value: 1,
		uncertainty: 0.5,
		unit: "points",
		atLeast: 0,
		atMost: 3,
	};
	const claims = [
		{
			kind: "claim",
			claim: "A claim.",
			result: {
				verdict: "differs",
				decisions: [
					{ ...decision, unit: "%", verdict: "replicated" },
					{ ...decision, unit: "%", verdict: "differs" },
					{ ...decision, verdict: "replicated" },
				],
			},
		},
		{
			kind: "addition",
			claim: "Another.",
		},
	] as unknown as Claim[];
	const points = decidedRows(claims, "points");
	assert.deepEqual(
		points.map(({ atLeast, atMost }) => [atLeast, atMost]),
		[[0, 3]],
	);
	assert.equal(decidedRows(claims, "%").length, 2);
	const counts = verdictCounts(claims);
	const named = (part: string) => counts.find(({ name }) => name === part);
	assert.equal(named("Claims, tables and figures")?.parts.differs, 1);
	assert.equal(named("Beyond the paper")?.parts.pending, 1);
	assert.equal(
		counts.map(totalOf).reduce((a, b) => a + b),
		claims.length,
	);
});
