import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
	batchOf,
	chunks,
	createNetwork,
	type Dataset,
	lif,
	loadWeights,
	type Network,
	openFusedEngine,
	parametersHash,
	requestOf,
	runId,
	saveWeights,
	shuffled,
	src,
	train,
	trainUntested,
} from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";
import { TOY_PLAN as plan, toyDataset } from "./toy.js";

describe("training on from given weights", () => {
	const engine = openFusedEngine({ workers: 1 });
	const { seed, encoding, batchSize } = plan;
	let start: Network;
	before(async () => {
		const other = { ...plan, seed: 8, epochs: 1 };
		const { network } = await train(other, toyDataset(), engine);
		const file = join(temporaryFolder(), "network.npz");
		await saveWeights(network, file);
		start = await loadWeights(file);
		assert.equal(parametersHash(start), parametersHash(network));
	});
	after(() => engine.dispose());

	test("begins with the loss of the loaded network on the first batch, to the bit, leaves that network as it was, and is a run of its own", async () => {
		const data = toyDataset();
		const order = shuffled(data.train.count, seed, 1);
		const [first] = chunks(order, batchSize);
		const batch = batchOf(data.train, first, { encoding, seed, epoch: 1 });
		const { loss } = await engine.gradient(start, batch);
		const hash = parametersHash(start);
		const losses: number[] = [];
		const { network, record } = await train(plan, data, engine, {
			start,
			onProgress: (progress) => losses.push(progress.loss),
		});
		assert.equal(losses[0], loss);
		assert.equal(parametersHash(start), hash);
		assert.notEqual(parametersHash(network), hash);
		assert.equal(record.start, hash);
		assert.equal(record.id, runId(plan, requestOf(data), hash));
		const fresh = await train(plan, data, engine);
		assert.equal(fresh.record.id, runId(plan, requestOf(data)));
		assert.notEqual(record.id, fresh.record.id);
		assert.ok(!("start" in fresh.record));
		assert.notEqual(parametersHash(network), parametersHash(fresh.network));
	});

	test("goes on from its checkpoint to the same weights, to the bit, and not from that of a training of other weights", async () => {
		const checkpoint = join(temporaryFolder(), "run.json");
		const whole = await train(plan, toyDataset(), engine, { start });
		const abort = new AbortController();
		const stopped = train(plan, toyDataset(), engine, {
			start,
			checkpoint,
			signal: abort.signal,
			onProgress: ({ epoch }) => epoch === 2 && abort.abort(),
		});
		await assert.rejects(stopped, { name: "AbortError" });
		const text = await readFile(checkpoint, "utf8");
		const epochs = new Set<number>();
		const { network } = await train(plan, toyDataset(), engine, {
			start,
			checkpoint,
			onProgress: ({ epoch }) => epochs.add(epoch),
		});
		assert.deepEqual([...epochs], [2]);
		assert.deepEqual(network, whole.network);
		await writeFile(checkpoint, text);
		for (const other of [{}, { start: createNetwork(start.spec, 5) }])
			await assert.rejects(
				train(plan, toyDataset(), engine, { ...other, checkpoint }),
				/belongs to run [0-9a-f]{16} and not to [0-9a-f]{16}/,
			);
	});

	test("takes a search along, constants as well as weights", async () => {
		const data = toyDataset();
		const test = { ...data.test, count: 0 };
		const untested: Dataset = { ...data, test };
		const leaky = createNetwork(plan.network, 5);
		leaky.parameters.get("0.h0")?.values.fill(0.25);
		const { network, record } = await trainUntested(plan, untested, engine, {
			start: leaky,
		});
		assert.equal(record.start, parametersHash(leaky));
		assert.ok(network.parameters.get("0.h0")?.values.every((h) => h === 0.25));
	});

	test("is refused from a network of another specification, which is named with both values, from one with too few numbers, and from NaN", async () => {
		const from = (network: Network) =>
			train(plan, toyDataset(), engine, { start: network });
		const of = (layer: ReturnType<typeof src | typeof lif>) =>
			createNetwork({ ...plan.network, layers: [layer] }, 1);
		for (const [layer, said] of [
			[
				src(12, { bias: "learned" }),
				"layers.0.units of the network to start from is 12, and the plan's is 10",
			],
			[
				src(10, { bias: "learned", alpha: 0.8 }),
				"layers.0.alpha of the network to start from is 0.8, and the plan's is 0.9",
			],
			[
				lif(10),
				"layers.0.cell of the network to start from is lif, and the plan's is src",
			],
		] as const)
			await assert.rejects(from(of(layer)), {
				message: `${said}: make the plan's network the spec of that one, or see that one through the plan's with withSpec`,
			});
		const network = createNetwork(plan.network, 1);
		const parameters = new Map(network.parameters);
		parameters.delete("0.weights");
		await assert.rejects(from({ ...network, parameters }), {
			message:
				'the network to start from has nothing in "0.weights": its specification asks for 160',
		});
		network.parameters.get("0.bias")?.values.set([Number.NaN], 3);
		await assert.rejects(
			from(network),
			/^Error: the parameter "0\.bias" is NaN before epoch 1: /,
		);
	});
});
