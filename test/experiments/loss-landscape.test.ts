import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Batch,
	batchOf,
	checkSlopes,
	createNetwork,
	drawDigits,
	type Engine,
	evenly,
	flatShare,
	largestChange,
	lif,
	lossByWeight,
	networkOf,
	openFusedEngine,
	PAPER_ENCODING,
	SILENT_GAIN,
	SRC_PASSES,
	slopeRatios,
	src,
	steepestWeight,
	surrogateShape,
	TRUE_DERIVATIVE,
	trainWithSurrogate,
} from "spiking-recurrent-cell";

describe("the landscape of the loss", () => {
	let engine: Engine;
	let batch: Batch;
	const smooth = createNetwork(
		networkOf([src(100, { gateForm: "sigmoid" })]),
		1,
	);
	before(async () => {
		engine = openFusedEngine({ workers: 1 });
		const digits = await drawDigits({ train: 8, validation: 1, test: 1 });
		batch = batchOf(
			digits.train,
			Uint32Array.from({ length: 4 }, (_, k) => k),
			{
				encoding: { ...PAPER_ENCODING, prefix: 10, steps: 20 },
				seed: 1,
				epoch: 1,
			},
		);
	});
	after(() => engine.dispose());

	test("is a staircase to a LIF network: flat in more than a third of 80 turns of a weight, and in more than to an SRC network", async () => {
		const turns = evenly(-0.1, 0.1, 81);
		const shares: number[] = [];
		for (const layer of [lif(100), src(100)]) {
			const network = createNetwork(networkOf([layer]), 1);
			const place = await steepestWeight(network, "0.weights", batch, engine);
			const losses = await lossByWeight(network, place, batch, turns, engine);
			shares.push(flatShare(losses));
		}
		const [flatLIF, flatSRC] = shares;
		assert.ok(flatLIF > 1 / 3 && flatLIF > flatSRC, `${shares}`);
	});

	test("at an offset of 0 is the network's own loss, and unknown parameters are named", async () => {
		const place = { parameter: "0.weights", index: 3 };
		const [loss] = await lossByWeight(smooth, place, batch, [0], engine);
		assert.equal(loss, (await engine.forward(smooth, batch)).loss);
		await assert.rejects(
			lossByWeight(smooth, { ...place, parameter: "q" }, batch, [0], engine),
			/no "q"/,
		);
		await assert.rejects(
			steepestWeight(smooth, "0.bias", batch, engine),
			/choose from 0.weights/,
		);
	});

	test("falls along the true gradient as promised, to 5 % at a way of 1e-4; along the bypassed one it does not", async () => {
		const [truth, bypass] = await checkSlopes(
			smooth,
			batch,
			SRC_PASSES,
			1e-4,
			engine,
		);
		assert.ok(Math.abs(truth.measured / truth.promised - 1) < 0.05);
		assert.ok(bypass.measured / bypass.promised < 0.7);
		const [curve] = await slopeRatios(
			smooth,
			batch,
			SRC_PASSES.slice(0, 1),
			[1e-4],
			engine,
		);
		assert.equal(curve.y[0], truth.measured / truth.promised);
	});

	test("says nothing of a gradient of 0: no ratio, where a network is silent", async () => {
		const silent = networkOf([src(100, { weightGain: SILENT_GAIN })]);
		const [truth] = SRC_PASSES;
		const [curve] = await slopeRatios(
			createNetwork(silent, 1),
			batch,
			[truth],
			[1e-4, 1e-3],
			engine,
		);
		assert.deepEqual(curve.y, [null, null]);
	});

	test("has no slope over a step of 0, nor a weight beyond its last", async () => {
		await assert.rejects(checkSlopes(smooth, batch, SRC_PASSES, 0, engine), {
			message: "step of checkSlopes is 0: it must be a number > 0",
		});
		const place = { parameter: "0.weights", index: 78_400 };
		await assert.rejects(lossByWeight(smooth, place, batch, [0.1], engine), {
			message:
				"index of a weight of 0.weights is 78400: it must be an integer in 0 … 78399",
		});
	});

	test("teaches a LIF network nothing through the true derivative: no weight moves by 1e-6", async () => {
		const digits = await drawDigits({ train: 32, validation: 8, test: 8 });
		const silent = { update: async () => {}, done: async () => {} };
		const run = await trainWithSurrogate(
			TRUE_DERIVATIVE,
			"smoke",
			digits,
			engine,
			silent,
		);
		assert.ok(largestChange(run) < 1e-6);
	});
});

test("a surrogate has its known height at the threshold and is even, to 1e-6", async () => {
	const [left, top, right] = await surrogateShape(
		{ surrogate: "arctan", surrogateSlope: 2 },
		[-0.5, 0, 0.5],
	);
	assert.ok(Math.abs(top - 1) < 1e-6);
	assert.ok(Math.abs(left - right) < 1e-6);
	assert.ok(left < top);
});
