import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Batch,
	batchOf,
	compareDepths,
	compareGradients,
	drawDigits,
	type Engine,
	gru,
	LIF_PASSES,
	lif,
	lossAfterRandomStep,
	lossAfterStep,
	normByLayer,
	openFusedEngine,
	PAPER_ENCODING,
	SRC_DEFAULTS,
	SRC_PASSES,
	src,
	withPass,
} from "spiking-recurrent-cell";
import { oracleGradient } from "../oracle/network.js";
import { makeProblem } from "../oracle/problems.js";

const strong = { weightGain: 2.5 };
const norm = (values: Iterable<number>): number => Math.hypot(...values);

describe("gradients of the same weights and spikes by several backward passes", () => {
	let engine: Engine;
	let digits: Batch;
	before(async () => {
		engine = openFusedEngine({ workers: 1 });
		const { train } = await drawDigits({ train: 4, validation: 1, test: 1 });
		digits = batchOf(train, Uint32Array.of(0, 1, 2, 3), {
			encoding: { ...PAPER_ENCODING, steps: 40 },
			seed: 1,
			epoch: 1,
		});
	});
	after(() => engine.dispose());

	test("are four for the SRC, the true one first and the paper's last", () => {
		assert.equal(SRC_PASSES.length, 4);
		assert.deepEqual(SRC_PASSES[0].options, {
			outputGradient: "relu",
			recurrentGradient: "full",
		});
		const { outputGradient, recurrentGradient } = SRC_DEFAULTS;
		assert.deepEqual(SRC_PASSES[3].options, {
			outputGradient,
			recurrentGradient,
		});
		assert.equal(new Set(SRC_PASSES.map(({ name }) => name)).size, 4);
	});

	test("have norms, cosines and errors as central differences of the float64 oracle give them, to 1e-3", async () => {
		const layers = [src(5, strong), src(6, strong)];
		const { network, batch } = makeProblem(layers, 7);
		const results = await compareGradients(network, batch, SRC_PASSES, engine);
		const differences = SRC_PASSES.map((pass) =>
			oracleGradient(withPass(network, pass), batch),
		);
		for (const [p, result] of results.entries())
			for (const [k, { norm: own, cosine, relativeError }] of [
				...result.layers.entries(),
			]) {
				const g = [...(differences[p].get(`${k}.weights`) ?? [])];
				const truth = [...(differences[0].get(`${k}.weights`) ?? [])];
				const place = `${result.name}, layer ${k}`;
				assert.ok(norm(truth) > 1e-4, place);
				assert.ok(Math.abs(own / norm(g) - 1) < 1e-3, place);
				const product = g.reduce((sum, v, j) => sum + v * truth[j], 0);
				const angle = product / norm(g) / norm(truth);
				assert.ok(Math.abs(Number(cosine) - angle) < 1e-3, place);
				const error = norm(g.map((v, j) => v - truth[j])) / norm(truth);
				assert.ok(
					Math.abs(Number(relativeError) - error) < 1e-3 * (1 + error),
					place,
				);
			}
	});

	test("share one loss, to the bit, and the first is its own reference", async () => {
		for (const [cell, passes] of [
			["src", SRC_PASSES],
			["lif", LIF_PASSES],
		] as const) {
			const [{ passes: results }] = await compareDepths(
				cell,
				[1],
				digits,
				1,
				engine,
			);
			assert.equal(results.length, passes.length);
			assert.equal(new Set(results.map(({ loss }) => loss)).size, 1);
			const { cosine, relativeError } = results[0].whole;
			assert.ok(Math.abs(Number(cosine) - 1) < 1e-12);
			assert.equal(relativeError, 0);
		}
	});

	test("of the whole network have the norm of all layers together", async () => {
		const [{ passes }] = await compareDepths("src", [2], digits, 1, engine);
		for (const { whole, layers } of passes) {
			const together = norm(layers.map((layer) => layer.norm));
			assert.ok(Math.abs(whole.norm / together - 1) < 1e-12);
		}
	});

	test("are the same to the bit when taken again, and with two workers", async () => {
		const two = openFusedEngine({ workers: 2 });
		const once = await compareDepths("src", [1], digits, 1, engine);
		assert.deepEqual(await compareDepths("src", [1], digits, 1, engine), once);
		assert.deepEqual(await compareDepths("src", [1], digits, 1, two), once);
		await two.dispose();
	});

	test("of a silent network: the true one is zero, so no cosine and no error exist; the bypass is not", async () => {
		const layers = [src(5, { weightGain: 0.01 }), src(6, { weightGain: 0.01 })];
		const { network, batch } = makeProblem(layers, 7);
		const results = await compareGradients(network, batch, SRC_PASSES, engine);
		for (const { options, whole, layers: own } of results) {
			const silent =
				"outputGradient" in options && options.outputGradient === "relu";
			assert.equal(whole.norm === 0, silent);
			for (const { cosine, relativeError } of [whole, ...own])
				assert.deepEqual([cosine, relativeError], [null, null]);
		}
		const curves = normByLayer(results);
		assert.deepEqual(curves[0].y, [null, null]);
		assert.ok(Number(curves[3].y[0]) > 0);
	});

	test("are refused for other cells, naming layer, cell and pass", async () => {
		const { network, batch } = makeProblem([gru(5)], 7);
		await assert.rejects(
			compareGradients(network, batch, LIF_PASSES, engine),
			/layer 0 is of gru cells, but "arctan" is a backward pass of the lif cell/,
		);
	});

	test("of three layers by the paper's pass are truer in the highest layer than in the lowest", async () => {
		const [{ passes }] = await compareDepths("src", [2], digits, 1, engine);
		const { layers } = passes[SRC_PASSES.length - 1];
		assert.ok(Number(layers[2].cosine) > Number(layers[0].cosine));
		const curves = normByLayer(passes);
		assert.deepEqual(
			curves.map(({ name }) => name),
			SRC_PASSES.map(({ name }) => name),
		);
		assert.deepEqual(curves[0].x, [1, 2, 3]);
	});

	test("a small step against the true gradient lowers the loss by its length times the norm, to 5 %", async () => {
		const { network, batch } = makeProblem([src(5, strong)], 7);
		const share = 1e-4;
		const [start, stepped] = await lossAfterStep(
			network,
			batch,
			SRC_PASSES[0],
			[0, share],
			engine,
		);
		const [{ loss, whole }] = await compareGradients(
			network,
			batch,
			SRC_PASSES.slice(0, 1),
			engine,
		);
		assert.equal(start, loss);
		const weights = network.parameters.get("0.weights")?.values ?? [];
		const expected = share * norm(weights) * whole.norm;
		assert.ok(Math.abs((start - stepped) / expected - 1) < 0.05);
	});

	test("a random step does not tell up from down: four directions and none lowers the loss by half of what the gradient does", async () => {
		const { network, batch } = makeProblem([src(5, strong)], 7);
		const shares = [0, 1e-4];
		const falls = async (losses: Promise<number[]>): Promise<number> => {
			const [start, stepped] = await losses;
			return start - stepped;
		};
		const along = await falls(
			lossAfterStep(network, batch, SRC_PASSES[0], shares, engine),
		);
		for (const seed of [1, 2, 3, 4]) {
			const fall = await falls(
				lossAfterRandomStep(network, batch, seed, shares, engine),
			);
			assert.ok(fall !== 0 && fall < along / 2, `seed ${seed}`);
		}
	});

	test("a step changes neither the network it starts from nor a network without gradient", async () => {
		const { network, batch } = makeProblem([lif(6, { weightGain: 2 })], 7);
		const before = network.parameters.get("0.weights")?.values.slice();
		await lossAfterStep(network, batch, LIF_PASSES[0], [0.1], engine);
		assert.deepEqual(network.parameters.get("0.weights")?.values, before);
		const silent = makeProblem([src(6, { weightGain: 0.01 })], 7);
		const losses = await lossAfterStep(
			silent.network,
			silent.batch,
			SRC_PASSES[0],
			[0, 0.5],
			engine,
		);
		assert.equal(losses[0], losses[1]);
	});
});
