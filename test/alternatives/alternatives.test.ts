import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	accuracyByTime,
	batchOf,
	countingNetwork,
	deltaRule,
	drawDigits,
	type Engine,
	evaluate,
	type ImageDataset,
	intensitiesOf,
	openFusedEngine,
	PAPER_ENCODING,
	type ReLUNetwork,
	reluAccuracy,
	reluForward,
	toSpikes,
	trainByDeltaRule,
	trainReLUNetwork,
} from "spiking-recurrent-cell";

let engine: Engine;
let digits: ImageDataset;
before(async () => {
	engine = openFusedEngine({ workers: 1 });
	digits = await drawDigits({ train: 300, validation: 40, test: 100 });
});
after(() => engine.dispose());

describe("the delta rule", () => {
	const plan = {
		encoding: { ...PAPER_ENCODING, prefix: 0, steps: 40 },
		seed: 1,
		epochs: 3,
		rate: 0.5,
		wanted: 0.2,
		batchSize: 8,
	};

	test("pushes a weight up where its neuron fired too little, down where too much, and leaves those of silent inputs", () => {
		assert.ok(deltaRule(0.5, 0.2, 0.1, 0.25) > 0);
		assert.ok(deltaRule(0.5, 0, 0.1, 0.25) < 0);
		assert.equal(deltaRule(0.5, 0.2, 0.1, 0), 0);
	});

	test("has logits that are counts of spikes: whole numbers, as many as the layer's activity says", async () => {
		const network = countingNetwork(784, 10, 1);
		const batch = batchOf(digits.train, Uint32Array.of(0, 1, 2), {
			...plan,
			epoch: 1,
		});
		const { logits, activity } = await engine.forward(network, batch);
		assert.ok(
			logits.every((count) => Math.abs(count - Math.round(count)) < 1e-4),
		);
		const total = logits.reduce((sum, count) => sum + count, 0);
		assert.ok(Math.abs(total - activity[0].spikingSteps) < 1e-3);
	});

	test("reads drawn digits in three epochs of 300 images better than 50 %, and gives the same weights again", async () => {
		const network = await trainByDeltaRule(digits, plan, engine);
		const { accuracy } = await evaluate(
			network,
			digits.test,
			plan.encoding,
			1,
			engine,
		);
		assert.ok(accuracy > 0.5, `${accuracy}`);
		const again = await trainByDeltaRule(digits, plan, engine);
		assert.deepEqual(
			again.parameters.get("0.weights")?.values,
			network.parameters.get("0.weights")?.values,
		);
	});
});

describe("a network of ReLUs", () => {
	const plan = { units: 16, seed: 1, epochs: 3, rate: 0.02 };

	/** Mean loss (nat) of one image. */
	const loss = (network: ReLUNetwork, k: number): number => {
		const { logits } = reluForward(network, intensitiesOf(digits.train, k));
		const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
		return Math.log(sum) - logits[digits.train.labels[k]];
	};

	test("descends along the gradient: one image's step changes six weights as finite differences say, to 1e-3", () => {
		const one = { ...digits.train, count: 1 };
		const single = {
			...one,
			images: digits.train.images.subarray(0, 784),
			labels: digits.train.labels.subarray(0, 1),
		};
		const start = trainReLUNetwork(single, 10, { ...plan, epochs: 0 });
		const end = trainReLUNetwork(single, 10, { ...plan, epochs: 1 });
		const lit = single.images.findIndex((value) => value > 200);
		const places = [
			...[0, 5, 11].map((j) => ["hidden", lit * 16 + j] as const),
			...[0, 25, 130].map((j) => ["output", j] as const),
		];
		for (const [layer, k] of places) {
			const at = (offset: number) => {
				const weights = start[layer].weights.slice();
				weights[k] += offset;
				return loss({ ...start, [layer]: { ...start[layer], weights } }, 0);
			};
			const slope = (at(0.001) - at(-0.001)) / 0.002;
			const step =
				(end[layer].weights[k] - start[layer].weights[k]) / -plan.rate;
			assert.ok(
				Math.abs(step - slope) < 1e-3,
				`${layer} ${k}: ${step} ${slope}`,
			);
		}
	});

	test("converted to spikes it decides after 200 steps as it did, to within 3 points, and after 2 steps worse", async () => {
		const network = trainReLUNetwork(digits.train, 10, plan);
		const accuracy = reluAccuracy(network, digits.test);
		assert.ok(accuracy > 0.6, `${accuracy}`);
		const spiking = toSpikes(network, digits.validation);
		const [early, late] = await accuracyByTime(
			spiking,
			digits.test,
			[2, 200],
			engine,
		);
		assert.ok(Math.abs(late - accuracy) <= 0.03, `${late}, ${accuracy}`);
		assert.ok(early < late - 0.1, `${early}, ${late}`);
	});
});
