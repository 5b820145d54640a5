import assert from "node:assert/strict";
import { test } from "node:test";
import {
	architecture,
	createNetwork,
	gru,
	leakyReadout,
	learnedParameters,
	lif,
	linearReadout,
	type NetworkSpec,
	src,
} from "spiking-recurrent-cell";

const spec: NetworkSpec = {
	inputs: 20,
	layers: [src(30, { bias: "learned" }), src(100)],
	readout: leakyReadout(),
};

test("the same seed gives the same parameters, another seed others", () => {
	const weights = (seed: number): Float32Array =>
		createNetwork(spec, seed).parameters.get("0.weights")
			?.values as Float32Array;
	assert.deepEqual(weights(3), weights(3));
	assert.notDeepEqual(weights(3), weights(4));
});

test("SRC: weights within the Xavier bound, bias −6, start states in (−0.7, −0.1), r = 2, r_s = −7", () => {
	const { parameters } = createNetwork(spec, 1);
	const values = (name: string): Float32Array =>
		parameters.get(name)?.values as Float32Array;
	const bound = Math.SQRT2 * Math.sqrt(6 / 50);
	const largest = Math.max(...values("0.weights").map(Math.abs));
	assert.ok(largest <= bound && largest > 0.95 * bound);
	assert.ok(values("0.bias").every((b) => b === -6));
	assert.ok(values("1.h0").every((h) => h >= -0.7 && h < -0.1));
	assert.ok(values("1.r").every((r) => r === 2));
	assert.ok(values("1.rs").every((rs) => rs === -7));
});

test("which parameters are learned: W always, the bias only where the layer says so, a leaky readout never", () => {
	assert.deepEqual(
		learnedParameters(createNetwork(spec, 1)).map(({ name }) => name),
		["0.weights", "0.bias", "1.weights"],
	);
	const linear = {
		inputs: 4,
		layers: [lif(5, { bias: false })],
		readout: linearReadout(3),
	};
	assert.deepEqual(
		learnedParameters(createNetwork(linear, 1)).map(({ name }) => name),
		["0.weights", "readout.weights", "readout.bias"],
	);
});

test("the leaky readout gives neuron k to label k mod labels: 1 for its own label, −0.1 for the others", () => {
	const { values } = createNetwork(spec, 1).parameters.get(
		"readout.weights",
	) as { values: Float32Array };
	for (let k = 0; k < 100; k++)
		for (let label = 0; label < 10; label++)
			assert.equal(
				values[k * 10 + label],
				Math.fround(k % 10 === label ? 1 : -0.1),
			);
});

test("a network's sizes in the usual notation", () => {
	assert.equal(architecture(spec), "20-30-100");
	const deep = { ...spec, layers: [src(128), src(128), src(128), src(100)] };
	assert.equal(architecture(deep), "20-128×3-100");
});

test("impossible networks are refused with what is wrong", () => {
	assert.throws(
		() => createNetwork({ ...spec, layers: [] }, 1),
		/at least one layer/,
	);
	assert.throws(
		() => createNetwork({ ...spec, layers: [src(5)] }, 1),
		/5 neurons for 10 labels/,
	);
	assert.throws(
		() => createNetwork({ ...spec, layers: [gru(0)] }, 1),
		/positive integer, got 0/,
	);
	assert.throws(
		() =>
			createNetwork(
				{ ...spec, layers: [{ cell: "izhikevich", units: 10 } as never] },
				1,
			),
		/unknown cell type "izhikevich": choose one of src, lif, gru, lstm, brc/,
	);
});

test("a LIF layer whose threshold is not above 0, whose β is not in 0 … 1, or with an unknown word, is refused", () => {
	for (const [options, message] of [
		[
			{ threshold: 0 },
			/threshold of a LIF layer is 0: it must be a number > 0/,
		],
		[{ threshold: -1 }, /threshold of a LIF layer is -1/],
		[{ threshold: Number.NaN }, /threshold of a LIF layer is NaN/],
		[{ beta: 1.1 }, /beta of a LIF layer is 1.1: it must be a number in 0 … 1/],
		[
			{ reset: "none" as "zero" },
			/reset of a LIF layer is "none": choose subtract or zero/,
		],
		[
			{ surrogate: "boxcar" as "arctan" },
			/surrogate of a LIF layer is "boxcar"/,
		],
	] as const)
		assert.throws(
			() =>
				createNetwork(
					{ inputs: 4, layers: [lif(5, options)], readout: leakyReadout(3) },
					1,
				),
			message,
		);
});
