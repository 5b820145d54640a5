import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
	asText,
	createNetwork,
	type Engine,
	openFusedEngine,
	type Progress,
	progressCard,
	progressPanel,
	train,
	trainLive,
	viewOf,
} from "spiking-recurrent-cell";
import { TOY_PLAN, toyDataset } from "../training/toy.js";

let engine: Engine;
before(() => {
	engine = openFusedEngine({ workers: 1 });
});
after(() => engine.dispose());

/** Keeps what is shown in place of showing it. */
function recorder() {
	const contents: unknown[] = [];
	return {
		contents,
		update: async (content: unknown) => void contents.push(content),
		done: async () => {},
	};
}

const layer = { spikingShare: 0.021, spikesPerNeuron: 2, stepsPerSpike: 2 };
const PROGRESS: Progress = {
	phase: "training",
	epoch: 2,
	epochs: 4,
	done: 1280,
	all: 6000,
	loss: 0.5123,
	accuracy: 0.899,
	layers: [layer, { ...layer, spikingShare: 0.05 }],
	share: 0.25,
	curve: [
		{
			epoch: 1,
			trainLoss: 1.2345,
			trainAccuracy: 0.7,
			validationLoss: 1,
			validationAccuracy: 0.8,
			layers: [layer, layer],
			seconds: 9,
		},
	],
	network: createNetwork(TOY_PLAN.network, 1),
};

test("the panel shows bar, time left, and loss, accuracy and spikes of each layer, epoch by epoch", () => {
	assert.equal(
		asText(progressCard("SRC, seed 1", PROGRESS, "about 1 min 15 s left")),
		[
			"SRC, seed 1: epoch 2 of 4, training 1,280 of 6,000",
			"████████░░░░░░░░░░░░░░░░░░░░░░░░ 25 %, about 1 min 15 s left",
			"epoch   loss  accuracy  validation  spiking steps a layer",
			"    1  1.234    70.0 %      80.0 %           2.1 %, 2.1 %",
			"    2  0.512    89.9 %           …           2.1 %, 5.0 %",
		].join("\n"),
	);
});

test("time left is judged from where this training began, which need not be the start", () => {
	const line = recorder();
	let now = 100;
	const panel = progressPanel("x", line, () => now);
	panel({ ...PROGRESS, share: 0.5 });
	now += 10;
	panel({ ...PROGRESS, share: 0.75 });
	const [first, second] = line.contents.map(asText);
	assert.match(first, /50 %, time left not known yet/);
	assert.match(second, /75 %, about 10 s left/);
});

test("the share that is done grows from 0 to 1 and never falls, and each step of a training has its layers' activity", async () => {
	const seen: Progress[] = [];
	await train(TOY_PLAN, toyDataset(), engine, {
		onProgress: (progress) => seen.push({ ...progress }),
	});
	const shares = seen.map(({ share }) => share);
	assert.deepEqual(
		shares,
		shares.toSorted((a, b) => a - b),
	);
	assert.ok(shares[0] > 0 && shares[0] < 0.2, `${shares[0]}`);
	assert.ok(Math.abs(shares[shares.length - 1] - 1) < 1e-12);
	for (const { layers } of seen) {
		assert.equal(layers.length, 1);
		assert.ok(layers[0].spikingShare > 0 && layers[0].spikingShare < 1);
	}
});

test("a live training ends with its record in place of the panel", async () => {
	const line = recorder();
	const { record, curve, network } = await trainLive(
		TOY_PLAN,
		toyDataset(),
		engine,
		{ line },
	);
	assert.ok(record);
	assert.deepEqual(line.contents.at(-1), viewOf(record));
	assert.ok(line.contents.length > 10);
	assert.equal(curve, record.curve);
	const { network: trained } = await train(TOY_PLAN, toyDataset(), engine);
	assert.deepEqual(network, trained);
});

test("an interrupted live training returns the network as it was, its finished epochs and no record", async () => {
	const line = recorder();
	const abort = new AbortController();
	let weights: Float32Array | undefined;
	const { network, curve, record } = await trainLive(
		TOY_PLAN,
		toyDataset(),
		engine,
		{
			line,
			signal: abort.signal,
			onProgress: ({ epoch, done, network }) => {
				if (epoch !== 2 || done !== 32) return;
				weights = network.parameters.get("0.weights")?.values.slice();
				abort.abort(new Error("interrupted"));
			},
		},
	);
	assert.equal(record, null);
	assert.deepEqual(
		curve.map(({ epoch }) => epoch),
		[1],
	);
	assert.deepEqual(network.parameters.get("0.weights")?.values, weights);
	assert.notDeepEqual(network, createNetwork(TOY_PLAN.network, TOY_PLAN.seed));
	assert.match(
		asText(line.contents.at(-1)),
		/: epoch 2 of 2, training 32 of 64\n.* 7\d %, interrupted; the network keeps what it learned\n/,
	);
});

test("a live training interrupted before its first batch has done that batch when it returns", async () => {
	const signal = AbortSignal.abort(new Error("interrupted"));
	const { record, curve } = await trainLive(TOY_PLAN, toyDataset(), engine, {
		line: recorder(),
		signal,
	});
	assert.equal(record, null);
	assert.deepEqual(curve, []);
});

test("other errors than the interruption end a live training with themselves", async () => {
	const broken: Engine = {
		...engine,
		name: "broken",
		gradient: async () => {
			throw new Error("out of order");
		},
	};
	await assert.rejects(
		trainLive(TOY_PLAN, toyDataset(), broken, { line: recorder() }),
		/out of order/,
	);
});
