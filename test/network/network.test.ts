import assert from "node:assert/strict";
import { test } from "node:test";
import {
	architecture,
	createNetwork,
	type Engine,
	evaluate,
	gru,
	layerRaster,
	leakyReadout,
	learnedParameters,
	lif,
	linearReadout,
	type Network,
	type NetworkSpec,
	networkOf,
	quantised,
	readouts,
	type SRCSpec,
	saveNir,
	saveWeights,
	src,
	train,
	withSpec,
} from "spiking-recurrent-cell";
import { TOY_PLAN, toyDataset } from "../training/toy.js";

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

test("a network of no layers is refused in the same words, whether created or planned", () => {
	const message = "a network needs at least one layer, got none";
	assert.throws(() => createNetwork({ ...spec, layers: [] }, 1), { message });
	assert.throws(() => networkOf([]), { message });
});

test("what has no parameters is no network: a specification or a training in its place is refused by what it was given to", async () => {
	const network = createNetwork(spec, 1);
	for (const other of [spec, { network, record: {} }, undefined]) {
		const given = other as unknown as Network;
		const spikes = { steps: 1, inputs: 1, offsets: new Uint32Array(2) };
		const message = (what: string) => ({
			message: `${what} got no network, which has spec and parameters: give createNetwork(spec, seed) of a specification, and the .network of a training`,
		});
		assert.throws(() => withSpec(given, spec), message("withSpec"));
		assert.throws(() => quantised(given, 4), message("quantised"));
		await assert.rejects(saveWeights(given, "x"), message("saveWeights"));
		await assert.rejects(saveNir(given, "x"), message("saveNir"));
		await assert.rejects(
			layerRaster(given, { ...spikes, indices: new Uint16Array() }),
			message("layerOutputs"),
		);
		const engine = { name: "idle" } as Engine;
		const data = toyDataset();
		const shown = [data.test, TOY_PLAN.encoding, 1, engine] as const;
		await assert.rejects(evaluate(given, ...shown), message("evaluate"));
		await assert.rejects(readouts(given, ...shown), message("readouts"));
		if (given)
			await assert.rejects(
				train(TOY_PLAN, data, engine, { start: given }),
				message("start of a training"),
			);
	}
});

test("an SRC layer with a number out of its range is refused by name", () => {
	for (const [options, message] of [
		[{ rho: 0 }, /rho of an SRC layer is 0: the bound .* must be a number > 0/],
		[{ alpha: Number.NaN }, /alpha of an SRC layer is NaN: a leak/],
		[{ alpha: 1.1 }, /alpha of an SRC layer is 1.1: .* number in 0 … 1/],
		[{ zHyp: 7 }, /zHyp of an SRC layer is 7: the slow gate .* in 0 … 1/],
		[{ zDep: -0.1 }, /zDep of an SRC layer is -0.1/],
		[{ r: Infinity }, /r of an SRC layer is Infinity: .* a finite number/],
		[{ rs: Number.NaN }, /rs of an SRC layer is NaN/],
		[{ biasInit: Number.NaN }, /biasInit of an SRC layer is NaN/],
		[{ biasMax: Number.NaN }, /biasMax of an SRC layer is NaN/],
		[{ weightGain: -1 }, /weightGain of an SRC layer is -1: .* number ≥ 0/],
	] as const)
		assert.throws(
			() => createNetwork({ ...spec, layers: [src(10, options)] }, 1),
			message,
		);
	const edges = { alpha: 1, zHyp: 1, zDep: 1, weightGain: 0, r: 0, rs: 0 };
	createNetwork({ ...spec, layers: [src(10, edges)] }, 1);
	createNetwork({ ...spec, layers: [src(10, { alpha: 0, zHyp: 0 })] }, 1);
});

test("a learned bias of an SRC layer that starts above its maximum is refused: the first update would move it; at the maximum, or frozen, it may", () => {
	const create = (options: Partial<SRCSpec>) =>
		createNetwork({ ...spec, layers: [src(10, options)] }, 1);
	assert.throws(() => create({ bias: "learned", biasInit: -2 }), {
		message:
			"biasInit of an SRC layer is -2: a learned bias stays at or below biasMax, -4, so start it there or raise biasMax",
	});
	create({ bias: "learned", biasInit: -4 });
	create({ bias: "learned", biasInit: -2, biasMax: -2 });
	create({ bias: "frozen", biasInit: -2 });
});

test("a readout without labels, with a leak outside 0 … 1 or a weight that is not finite is refused, made by whatever hand", () => {
	for (const [labels, options, message] of [
		[0, {}, /labels of a leaky readout is 0: it must be a positive integer/],
		[1.5, {}, /labels of a leaky readout is 1.5/],
		[10, { leak: Number.NaN }, /leak of a leaky readout is NaN: .* in 0 … 1/],
		[10, { leak: 1.01 }, /leak of a leaky readout is 1.01/],
		[10, { own: Infinity }, /own of a leaky readout is Infinity: .* finite/],
		[10, { other: Number.NaN }, /other of a leaky readout is NaN/],
	] as const) {
		assert.throws(() => leakyReadout(labels, options), message);
		const readout = { ...leakyReadout(), ...options, labels };
		assert.throws(() => createNetwork({ ...spec, readout }, 1), message);
	}
	assert.throws(
		() => createNetwork({ ...spec, readout: linearReadout(0) }, 1),
		/labels of a linear readout is 0/,
	);
	for (const leak of [0, 1]) leakyReadout(10, { leak });
});

test("a LIF layer whose threshold or surrogate slope is not above 0, whose β is not in 0 … 1, whose weight gain is below 0, or with an unknown word, is refused", () => {
	for (const [options, message] of [
		[
			{ threshold: 0 },
			/threshold of a LIF layer is 0: it must be a number > 0/,
		],
		[{ threshold: -1 }, /threshold of a LIF layer is -1/],
		[{ threshold: Number.NaN }, /threshold of a LIF layer is NaN/],
		[{ beta: 1.1 }, /beta of a LIF layer is 1.1: it must be a number in 0 … 1/],
		[
			{ surrogateSlope: -2 },
			/surrogateSlope of a LIF layer is -2: it must be a number > 0/,
		],
		[{ surrogateSlope: 0 }, /surrogateSlope of a LIF layer is 0/],
		[{ surrogateSlope: Number.NaN }, /surrogateSlope of a LIF layer is NaN/],
		[{ weightGain: Number.NaN }, /weightGain of a LIF layer is NaN: .* ≥ 0/],
		[{ weightGain: -1 }, /weightGain of a LIF layer is -1/],
		[
			{ bias: "frozen" as unknown as boolean },
			/bias of a LIF layer is frozen: it must be true \(learned\) or false \(none\)/,
		],
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

test("an option that a layer or a readout does not have is refused, with the option that was meant", () => {
	const slipped = { zhyp: 0.5 } as object;
	assert.throws(() => src(10, slipped), {
		message: 'unknown option "zhyp" of an SRC layer: did you mean zHyp?',
	});
	assert.throws(() => lif(10, { treshold: 2 } as object), {
		message:
			'unknown option "treshold" of a LIF layer: did you mean threshold?',
	});
	assert.throws(() => leakyReadout(10, { leek: 0.5 } as object), {
		message: 'unknown option "leek" of a leaky readout: did you mean leak?',
	});
	assert.throws(() => leakyReadout(10, { tau: 9 } as object), {
		message:
			'unknown option "tau" of a leaky readout: choose from leak, own, other, readout, labels',
	});
	assert.deepEqual(src(7, src(10)), src(7));
	assert.deepEqual(lif(7, lif(10)), lif(7));
	assert.deepEqual(leakyReadout(7, leakyReadout(3)), leakyReadout(7));
});

test("a specification with an option of a later version still makes the network of one without", () => {
	const later = { ...src(10), tomorrow: 1 } as ReturnType<typeof src>;
	const { parameters } = createNetwork({ ...spec, layers: [later] }, 1);
	const today = createNetwork({ ...spec, layers: [src(10)] }, 1);
	assert.deepEqual(parameters, today.parameters);
});

test("a readout of an unknown kind is refused, not taken for a linear one", () => {
	const readout = { readout: "rate", labels: 10 } as never;
	assert.throws(() => createNetwork({ ...spec, readout }, 1), {
		message: 'unknown readout "rate": choose leaky or linear',
	});
	assert.throws(() => linearReadout(0), /labels of a linear readout is 0/);
});
