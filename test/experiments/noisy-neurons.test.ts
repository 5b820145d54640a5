import assert from "node:assert/strict";
import { test } from "node:test";
import {
	findSpikes,
	noisyOutputs,
	recordNeuron,
	stepCurrent,
} from "spiking-recurrent-cell";

const current = stepCurrent(80, 0.5, 20);

for (const kind of ["neuron", "step"] as const)
	test(`without noise, drawn once a ${kind}, each neuron puts out what a single one does, to the bit; with 20 % all differ`, async () => {
		const { s_out: alone } = await recordNeuron(current);
		for (const output of await noisyOutputs(current, 3, 0, kind))
			assert.deepEqual(output, alone);
		const noisy = await noisyOutputs(current, 3, 0.2, kind);
		const different = new Set(noisy.map((output) => output.join()));
		assert.equal(different.size, 3);
	});

test("noise that stays leaves a neuron its rhythm, noise that changes varies the area of its spikes", async () => {
	const long = stepCurrent(400, 0.5, 0);
	/** Largest over smallest area of the settled spikes of a neuron. */
	const spread = (output: Float32Array) => {
		const areas = findSpikes(output.subarray(200)).map(({ area }) => area);
		return Math.max(...areas) / Math.min(...areas);
	};
	const [stays] = await noisyOutputs(long, 1, 0.1, "neuron");
	const [changes] = await noisyOutputs(long, 1, 0.1, "step");
	assert.ok(spread(stays) < 1.1, `${spread(stays)}`);
	assert.ok(spread(changes) > 1.3, `${spread(changes)}`);
});
