import assert from "node:assert/strict";
import { test } from "node:test";
import {
	ADAM_DEFAULTS,
	type CellKind,
	drawDigits,
	gru,
	type LayerSpec,
	leakyReadout,
	lif,
	linearReadout,
	NUMERICS,
	openFusedEngine,
	src,
	type TrainingPlan,
	train,
} from "spiking-recurrent-cell";

/** Losses of the two epochs of `planOf`, as they were when NUMERICS became what it is. */
const LOSSES: Partial<Readonly<Record<CellKind, readonly [number, number]>>> = {
	src: [2.6857, 2.3293],
	lif: [3.4811, 2.6785],
	gru: [2.3313, 2.2805],
};

function planOf(layer: (units: number) => LayerSpec): TrainingPlan {
	const last = layer(20);
	return {
		experiment: "numerics",
		network: {
			inputs: 784,
			layers: [layer(12), last],
			readout: last.cell === "gru" ? linearReadout() : leakyReadout(),
		},
		encoding: { code: "rate", gain: 0.25, prefix: 5, steps: 30 },
		seed: 1,
		epochs: 2,
		batchSize: 16,
		adam: ADAM_DEFAULTS,
		schedule: "cosine",
		clip: 1,
	};
}

for (const layer of [src, lif, gru])
	test(`a training of two ${layer(1).cell.toUpperCase()} layers has the losses of numerics ${NUMERICS} to < 1e-4; another result needs another NUMERICS`, async () => {
		const digits = drawDigits({ train: 64, validation: 16, test: 16 });
		const engine = openFusedEngine({ workers: 1 });
		try {
			const plan = planOf(layer);
			const { record } = await train(plan, digits, engine);
			const losses = record.curve.map(({ trainLoss }) => trainLoss);
			const expected = LOSSES[plan.network.layers[0].cell] ?? [];
			assert.equal(losses.length, expected.length, `losses ${losses}`);
			losses.forEach((loss, k) => {
				assert.ok(
					Math.abs(loss - expected[k]) < 1e-4,
					`epoch ${k + 1}: loss ${loss}, expected ${expected[k]}`,
				);
			});
		} finally {
			await engine.dispose();
		}
	});
