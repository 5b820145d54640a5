import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Album,
	activityWhileLearning,
	batchOf,
	createNetwork,
	DEPTH,
	drawDigits,
	type Engine,
	type ImageDataset,
	openAlbum,
	openFusedEngine,
	type PlannedTraining,
	planned,
	type TrainedHere,
	trainHere,
} from "spiking-recurrent-cell";

const silent = { update: async () => {}, done: async () => {} };

/** The smoke plans of three layers, on 64 drawn digits, two epochs. */
const RUNS: readonly PlannedTraining[] = DEPTH.runs("smoke", [1])
	.slice(-2)
	.map((run) =>
		planned({
			...run.plan,
			variant: run.variant,
			data: { name: "drawn-digits", train: 64, validation: 16, test: 16 },
			rate: run.plan.adam.rate,
			epochs: 2,
		}),
	);

describe("snapshots of a training", () => {
	let engine: Engine;
	let album: Album;
	let digits: ImageDataset;
	let trained: readonly TrainedHere[];
	before(async () => {
		engine = openFusedEngine({ workers: 1 });
		digits = await drawDigits(RUNS[0].data);
		album = openAlbum(RUNS, [1, 32, 40, 128]);
		trained = await trainHere(RUNS, engine, silent, {
			load: async () => digits,
			onProgress: album.look,
		});
	});
	after(() => engine.dispose());

	test("begin with the untrained network, follow at the first batch that reaches each moment, and end with the trained one", () => {
		const page = album.of(RUNS[0]);
		assert.deepEqual(
			page.map(({ seen }) => seen),
			[0, 16, 32, 48, 128],
		);
		const { network, seed } = RUNS[0].plan;
		assert.deepEqual(page[0].network, createNetwork(network, seed));
		assert.deepEqual(page[4].network, trained[0].network);
		const weights = page.map(({ network: one }) =>
			one.parameters.get("0.weights")?.values.join(),
		);
		assert.equal(new Set(weights).size, page.length);
	});

	test("become curves of activity by layer, one a training at each moment, without a value where a layer is silent", async () => {
		const batch = batchOf(digits.train, Uint32Array.of(0, 1), {
			...RUNS[0].plan,
			epoch: 1,
		});
		const runs = { SRC: RUNS[0], LIF: RUNS[1] };
		const moments = await activityWhileLearning(runs, album, batch, engine);
		assert.deepEqual(
			moments.map(({ name }) => name),
			["0", "16", "32", "48", "128"],
		);
		const { activity } = await engine.forward(trained[0].network, batch);
		const shares = activity.map(
			({ spikingSteps, neuronSteps }) => (100 * spikingSteps) / neuronSteps,
		);
		assert.deepEqual(moments[4].curves[0].y, shares);
		const [, untrainedLif] = moments[0].curves;
		assert.equal(untrainedLif.name, "LIF");
		assert.equal(untrainedLif.y[2], null);
	});

	test("are refused of a training that the album was not opened for", () => {
		const [other] = DEPTH.runs("smoke", [2]);
		assert.throws(() => album.of(other), /no snapshot of "SRC, 1 layer"/);
	});
});
