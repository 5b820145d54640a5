/** What every layer puts out, against what the fused engine counts. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Engine,
	gru,
	type LayerSpec,
	layerOutputs,
	lif,
	openFusedEngine,
	openTensorflowEngine,
	type SpikeMatrix,
	SRCCell,
	type SRCSpec,
	src,
} from "spiking-recurrent-cell";
import { makeProblem } from "../oracle/problems.js";

const SIZES = { inputs: 20, steps: 60, samples: 1, density: 0.3 };

/** The problem's only train. */
function problemOf(layers: readonly LayerSpec[]) {
	const { network, batch } = makeProblem(layers, 3, SIZES);
	if (batch.stimuli.kind !== "trains") throw new Error("expected trains");
	return { network, batch, train: batch.stimuli.trains[0] };
}

/** Spikes, each counted at its first step, and steps with one. */
function counted({ neurons, values }: SpikeMatrix) {
	let spikes = 0;
	let spikingSteps = 0;
	for (let k = 0; k < values.length; k++)
		if (values[k] > 0) {
			spikingSteps++;
			if (!(k >= neurons && values[k - neurons] > 0)) spikes++;
		}
	return { spikes, spikingSteps, neuronSteps: values.length };
}

describe("outputs of every layer", () => {
	let fused: Engine;
	before(() => {
		fused = openFusedEngine({ workers: 1 });
	});
	after(() => fused.dispose());

	for (const cell of ["src", "lif"] as const)
		test(`hold as many spikes of each of two ${cell} layers as the fused engine counts, more than 20`, async () => {
			const layer = (units: number): LayerSpec =>
				cell === "src"
					? src(units, { weightGain: 3 })
					: lif(units, { weightGain: 3 });
			const { network, batch, train } = problemOf([layer(30), layer(20)]);
			const outputs = await layerOutputs(network, train);
			const { activity } = await fused.forward(network, batch);
			assert.deepEqual(outputs.map(counted), activity);
			assert.deepEqual(
				outputs.map(({ steps, neurons }) => [steps, neurons]),
				[
					[60, 30],
					[60, 20],
				],
			);
			for (const { spikes } of activity) assert.ok(spikes > 20, `${spikes}`);
		});

	test("are the levels of cells that do not spike, all within −1 … 1 and not 0", async () => {
		const { network, train } = problemOf([gru(5), gru(4)]);
		const outputs = await layerOutputs(network, train);
		assert.deepEqual(
			outputs.map(({ values }) => values.length),
			[300, 240],
		);
		for (const { values } of outputs)
			for (const level of Array.from(values))
				assert.ok(level !== 0 && Math.abs(level) < 1);
	});

	test("are those of cells of one's own where these are given, and of the sample whose noise is asked for", async () => {
		const { network, batch, train } = problemOf([
			src(30, { noise: "step", rDeviation: 0.2 }),
		]);
		const addresses = { samples: Uint32Array.of(7), seed: 2, epoch: 1 };
		const createCell = (inputs: number, spec: LayerSpec) =>
			new Faster(inputs, spec as SRCSpec);
		const engine = await openTensorflowEngine({ createCell });
		const stimuli = { ...batch.stimuli, addresses } as typeof batch.stimuli;
		const { activity } = await engine.forward(network, { ...batch, stimuli });
		const count = async (options: Parameters<typeof layerOutputs>[2]) =>
			(await layerOutputs(network, train, options)).map(counted);
		assert.deepEqual(await count({ addresses, createCell }), activity);
		assert.notDeepEqual(await count({ createCell }), activity);
		assert.notDeepEqual(await count({ addresses }), activity);
	});
});

class Faster extends SRCCell {
	constructor(inputs: number, spec: SRCSpec) {
		super(inputs, { ...spec, zHyp: 0.8 });
	}
}
