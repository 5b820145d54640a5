import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	batchOf,
	compareEngines,
	createNetwork,
	decide,
	drawDigits,
	type Engine,
	encodeSample,
	experimentNamed,
	firstNetworkPlan,
	type ImageDataset,
	imageOf,
	layerRaster,
	leaders,
	mistakes,
	noisyGains,
	openFusedEngine,
	PROTOCOL_CELLS,
	SCALES,
	SILENT_GAIN,
	settledAfter,
	spikesByLabel,
	src,
	startGradient,
	train,
	trainFromStart,
	watchDecision,
} from "spiking-recurrent-cell";

const silent = { update: async () => {}, done: async () => {} };
const positions = (count: number): Uint32Array =>
	Uint32Array.from({ length: count }, (_, k) => k);

describe("the first network", () => {
	let engine: Engine;
	let digits: ImageDataset;

	before(async () => {
		engine = openFusedEngine({ workers: 1 });
		digits = await drawDigits({ train: 64, validation: 32, test: 32 });
	});
	after(async () => {
		await engine.dispose();
	});

	test("differs between cells only in the layer, its readout and Adam's rate", () => {
		for (const scale of SCALES) {
			const [a, b, c] = PROTOCOL_CELLS.map((cell) => {
				const { network, adam, ...rest } = firstNetworkPlan(cell, 1, scale);
				assert.ok(adam.rate > 0);
				assert.equal(network.layers[0].units, 100);
				return rest;
			});
			assert.deepEqual(a, b);
			assert.deepEqual(b, c);
			const [first] = experimentNamed("first-network").runs(scale);
			assert.equal(a.epochs, first.plan.epochs);
		}
	});

	test("decides one by one as the accuracy of its record says", async () => {
		const plan = firstNetworkPlan("src", 1, "smoke");
		const run = await train(plan, digits, engine);
		const { encoding, seed } = run.record.plan;
		const decisions = await decide(
			run.network,
			digits.test,
			encoding,
			seed,
			engine,
		);
		const right = 1 - mistakes(digits.test, decisions).length / 32;
		assert.ok(Math.abs(right - run.record.test.accuracy) < 1e-6);
	});

	test("stays silent at small weights with the true derivative, at a loss of ln 10, and wakes up with the bypass", async () => {
		const stuck = await trainFromStart(
			SILENT_GAIN,
			"relu",
			"smoke",
			digits,
			engine,
			silent,
		);
		assert.equal(stuck.record.test.layers[0].spikingShare, 0);
		assert.ok(Math.abs(stuck.record.test.loss - Math.log(10)) < 1e-5);
		const batch = batchOf(digits.train, positions(8), {
			...stuck.record.plan,
			epoch: 1,
		});
		const size = (gradient: "relu" | "bypass") =>
			startGradient(SILENT_GAIN, gradient, "smoke", batch, engine);
		assert.equal(await size("relu"), 0);
		assert.ok((await size("bypass")) > 1e-3);
	});

	test("shows in its raster as many spikes as the engine counts", async () => {
		const plan = firstNetworkPlan("src", 1, "smoke");
		const network = createNetwork(plan.network, 1);
		const sample = digits.test.first;
		const batch = batchOf(digits.test, positions(1), { ...plan, epoch: 0 });
		const { activity } = await engine.forward(network, batch);
		const train = encodeSample(plan.encoding, imageOf(digits.test, 0), {
			seed: 1,
			epoch: 0,
			sample,
		});
		const counts = spikesByLabel(await layerRaster(network, train), 10);
		const total = counts.reduce((sum, count) => sum + count);
		assert.ok(activity[0].spikes > 20);
		assert.ok(Math.abs(total - activity[0].spikes) <= 1);
	});

	test("votes step by step as its readout says at the last one: to 1e-4 of the engine's R", async () => {
		const plan = firstNetworkPlan("src", 1, "smoke");
		const network = createNetwork(plan.network, 1);
		const batch = batchOf(digits.test, positions(1), { ...plan, epoch: 0 });
		const { logits } = await engine.forward(network, batch);
		const { raster, votes } = await watchDecision(
			network,
			digits.test,
			0,
			plan,
		);
		assert.equal(votes.length, 10 * raster.steps);
		const end = votes.subarray(-10);
		for (const [label, expected] of logits.entries())
			assert.ok(
				Math.abs(end[label] - expected) < 1e-4,
				`label ${label}: ${end[label]}, expected ${expected}`,
			);
	});

	test("votes of 25 neurons for ten labels, which are no multiple, end as the engine's R to 1e-4", async () => {
		const plan = firstNetworkPlan("src", 1, "smoke");
		const network = createNetwork({ ...plan.network, layers: [src(25)] }, 1);
		const batch = batchOf(digits.test, positions(8), { ...plan, epoch: 0 });
		const { logits } = await engine.forward(network, batch);
		for (let k = 0; k < 8; k++) {
			const { votes } = await watchDecision(network, digits.test, k, plan);
			for (const [label, r] of votes.subarray(-10).entries()) {
				const expected = logits[10 * k + label];
				assert.ok(
					Math.abs(r - expected) < 1e-4,
					`image ${k}, label ${label}: ${r}, expected ${expected}`,
				);
			}
		}
	});

	test("votes of neurons whose gains are drawn anew at each step end as the engine's R, to 1e-3", async () => {
		const plan = firstNetworkPlan("src", 1, "smoke");
		const layers = [src(20, noisyGains(0.1, "step"))];
		const network = createNetwork({ ...plan.network, layers }, 1);
		const batch = batchOf(digits.test, positions(4), { ...plan, epoch: 0 });
		const { logits } = await engine.forward(network, batch);
		const { votes } = await watchDecision(network, digits.test, 3, plan);
		for (const [label, r] of votes.subarray(-10).entries()) {
			const expected = logits[30 + label];
			assert.ok(
				Math.abs(r - expected) < 1e-3,
				`label ${label}: ${r}, expected ${expected}`,
			);
		}
	});

	test("refuses to watch votes of several layers", async () => {
		const plan = firstNetworkPlan("src", 1, "smoke");
		const { network } = plan;
		const layers = [...network.layers, ...network.layers];
		await assert.rejects(
			watchDecision(
				createNetwork({ ...network, layers }, 1),
				digits.test,
				0,
				plan,
			),
			/one layer under a leaky readout, got 2 under a leaky one/,
		);
	});

	test("refuses to draw the raster of cells that do not spike, and of a train of 783 inputs", async () => {
		const network = (cell: "lif" | "gru") =>
			createNetwork(firstNetworkPlan(cell, 1, "smoke").network, 1);
		const { encoding } = firstNetworkPlan("lif", 1, "smoke");
		const image = imageOf(digits.test, 0);
		const encode = (pixels: Uint8Array) =>
			encodeSample(encoding, pixels, { seed: 1, epoch: 0, sample: 0 });
		await assert.rejects(layerRaster(network("gru"), encode(image)), {
			message:
				"a raster shows spikes, and gru cells have none: take layerOutputs for their levels",
		});
		await assert.rejects(
			layerRaster(network("lif"), encode(image.subarray(1))),
			{
				message:
					"spike trains of 783 lines for a network of 784 inputs: give the network 783 inputs, or stimuli of its size",
			},
		);
	});

	test("an engine agrees with itself to 0, of a silent network, too, whose gradient is 0, and not with one of another network", async () => {
		const plan = firstNetworkPlan("src", 1, "smoke");
		const network = createNetwork(plan.network, 1);
		const batch = batchOf(digits.train, positions(4), { ...plan, epoch: 1 });
		const same = await compareEngines(engine, engine, network, batch);
		assert.deepEqual(same, { loss: 0, gradient: 0 });
		const silent = createNetwork(
			{
				...plan.network,
				layers: [src(100, { weightGain: 0.1, outputGradient: "relu" })],
			},
			1,
		);
		assert.deepEqual(await compareEngines(engine, engine, silent, batch), {
			loss: 0,
			gradient: 0,
		});
		const other: Engine = {
			...engine,
			gradient: () => engine.gradient(createNetwork(plan.network, 2), batch),
		};
		const different = await compareEngines(other, engine, network, batch);
		assert.ok(different.gradient > 0.1 && different.loss > 1e-3);
	});
});

test("the leader is the label with the largest R, and settled after the last step at which another one led", () => {
	const course = Float64Array.of(0, 0, 1, 0, 1, 2, 0, 3);
	const leads = leaders(course, 2);
	assert.deepEqual(leads, [0, 0, 1, 1]);
	assert.equal(settledAfter(leads), 2);
	assert.equal(settledAfter([1, 1]), 0);
});

test("rows of the raster sorted by label: the spikes of row 10 c … 10 c + 9 count for label c, each once", () => {
	const values = new Float32Array(3 * 20);
	values[0 * 20 + 3] = 0.5;
	values[1 * 20 + 3] = 0.9;
	values[2 * 20 + 12] = 1;
	assert.deepEqual(spikesByLabel({ steps: 3, neurons: 20, values }, 2), [1, 1]);
});

test("of 25 rows for ten labels the first five labels own three each, the others two", () => {
	const values = new Float32Array(25).fill(1);
	assert.deepEqual(
		spikesByLabel({ steps: 1, neurons: 25, values }, 10),
		[3, 3, 3, 3, 3, 2, 2, 2, 2, 2],
	);
});
