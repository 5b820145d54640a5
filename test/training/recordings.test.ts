import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	ADAM_DEFAULTS,
	batchOf,
	compareEngines,
	createNetwork,
	type Engine,
	EVENT_ENCODING,
	type EventRecording,
	evaluate,
	leakyReadout,
	openFusedEngine,
	openTensorflowEngine,
	PAPER_ENCODING,
	Purpose,
	RandomStream,
	type RecordingDataset,
	type RecordingSamples,
	type Role,
	src,
	type TrainingPlan,
	train,
} from "spiking-recurrent-cell";

/** 40 events within 40 ms on 4 × 4 pixels, in the upper half for even numbers, in the lower half for odd ones. */
function recording(number: number): EventRecording {
	const random = new RandomStream(7, Purpose.drawing, number);
	const draw = (bound: number, from = 0) =>
		Uint8Array.from({ length: 40 }, () => from + random.below(bound));
	return {
		width: 4,
		height: 4,
		x: draw(4),
		y: draw(2, 2 * (number % 2)),
		polarity: draw(2),
		time: Uint32Array.from({ length: 40 }, () => random.below(40_000)).sort(),
	};
}

function part<R extends Role>(
	role: R,
	count: number,
	first: number,
): RecordingSamples<R> {
	const numbers = Uint32Array.from({ length: count }, (_, k) => first + k);
	return {
		kind: "recordings",
		role,
		count,
		numbers,
		labels: Uint8Array.from(numbers, (number) => number % 2),
		recording: (k) => recording(numbers[k]),
		digest: "0",
	};
}

const dataset: RecordingDataset = {
	name: "toy",
	title: "toy recordings",
	origin: "built-in",
	checksum: "0",
	width: 4,
	height: 4,
	inputs: 32,
	classes: 2,
	labelNames: ["top", "bottom"],
	train: part("train", 64, 0),
	validation: part("validation", 16, 64),
	test: part("test", 16, 80),
};

const plan: TrainingPlan = {
	experiment: "toy",
	network: {
		inputs: dataset.inputs,
		layers: [src(10, { bias: "learned" })],
		readout: leakyReadout(2),
	},
	encoding: { ...EVENT_ENCODING, prefix: 5, steps: 20 },
	seed: 1,
	epochs: 6,
	batchSize: 8,
	adam: { ...ADAM_DEFAULTS, rate: 0.02 },
	schedule: "constant",
	clip: 1,
};

describe("training on recordings of events", () => {
	let fused: Engine;
	before(() => {
		fused = openFusedEngine({ workers: 1 });
	});
	after(() => fused.dispose());

	test("brings an SRC network from 64 recordings to at least 90 % on the test part, and evaluate finds the record's accuracy", async () => {
		const { network, record } = await train(plan, dataset, fused);
		assert.ok(record.test.accuracy >= 0.9, `${record.test.accuracy}`);
		const { encoding, seed } = plan;
		const again = await evaluate(network, dataset.test, encoding, seed, fused);
		assert.equal(again.accuracy, record.test.accuracy);
	});

	test("has the same loss and gradient in both engines, relative difference < 1e-4, for either rule of a bin", async () => {
		const tensorflow = await openTensorflowEngine();
		const network = createNetwork(plan.network, 3);
		for (const perBin of ["one", "count"] as const) {
			const encoding = { ...EVENT_ENCODING, perBin, prefix: 5, steps: 20 };
			const batch = batchOf(dataset.train, Uint32Array.of(0, 5, 9, 12), {
				encoding,
				seed: 1,
				epoch: 1,
			});
			const agreement = await compareEngines(fused, tensorflow, network, batch);
			assert.ok(agreement.loss < 1e-4, `loss ${agreement.loss}`);
			assert.ok(agreement.gradient < 1e-4, `gradient ${agreement.gradient}`);
		}
		await tensorflow.dispose();
	});

	test("with a code for images is refused with the code to take", async () => {
		await assert.rejects(
			train({ ...plan, encoding: PAPER_ENCODING }, dataset, fused),
			/the rate code is for images, .* recordings of events: take the code "events"/,
		);
	});
});
