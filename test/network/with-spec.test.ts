import assert from "node:assert/strict";
import { test } from "node:test";
import {
	assignment,
	completeSpec,
	createNetwork,
	disturbed,
	leakyReadout,
	type Network,
	type NetworkSpec,
	noisyGains,
	quantised,
	type SRCSpec,
	src,
	withSpec,
} from "spiking-recurrent-cell";

function specOf(options: Partial<SRCSpec>, leak = 0.99): NetworkSpec {
	return {
		inputs: 20,
		layers: [src(30, options), src(10, options)],
		readout: leakyReadout(10, { leak }),
	};
}

/** A network whose every learned value differs from its start. */
function trained(spec: NetworkSpec): Network {
	const network = createNetwork(spec, 5);
	for (const { learned, values } of network.parameters.values())
		if (learned) for (const k of values.keys()) values[k] += 0.01;
	return network;
}

const valuesOf = (network: Network, name: string): Float32Array =>
	network.parameters.get(name)?.values as Float32Array;

test("another specification keeps learned values and start states, and sets every other constant", () => {
	const network = trained(specOf({ bias: "learned" }));
	const spec = specOf(
		{ bias: "learned", r: 1.8, rs: -6, spikes: "binary", noise: "step" },
		0.9,
	);
	const other = withSpec(network, spec);
	assert.deepEqual(other.spec, spec);
	for (const name of ["0.weights", "1.weights", "1.bias", "0.h0", "1.hs0"]) {
		assert.deepEqual(valuesOf(other, name), valuesOf(network, name));
		assert.notEqual(valuesOf(other, name), valuesOf(network, name), "a copy");
	}
	assert.ok(valuesOf(other, "0.r").every((r) => r === Math.fround(1.8)));
	assert.ok(valuesOf(other, "1.rs").every((rs) => rs === -6));
});

test("own weights of a leaky readout stay under a specification with the same two, also disturbed and with another leak, and go with others", () => {
	const network = createNetwork(specOf({}), 5);
	valuesOf(network, "readout.weights")[3] = 0.5;
	const weights = (other: Network) => valuesOf(other, "readout.weights");
	const kept = weights(withSpec(network, specOf({ rs: -6 }, 0.9)));
	assert.deepEqual(kept, weights(network));
	assert.notEqual(kept, weights(network), "a copy");
	const noisy = disturbed(network, noisyGains(0.1, "neuron"), 5);
	assert.deepEqual(weights(noisy), weights(network));
	const readout = leakyReadout(10, { other: -0.2 });
	assert.deepEqual(
		weights(withSpec(network, { ...network.spec, readout })),
		assignment(readout, 10),
	);
});

test("a bias that the other specification freezes takes its value", () => {
	const network = trained(specOf({ bias: "learned" }));
	const other = withSpec(network, specOf({ biasInit: -5 }));
	assert.ok(valuesOf(other, "0.bias").every((b) => b === -5));
	assert.equal(other.parameters.get("0.bias")?.learned, false);
});

test("gains drawn once a neuron are kept under the network's own seed and drawn anew under another; without a seed they are refused", () => {
	const network = trained(specOf({ rDeviation: 0.2 }));
	const spec = specOf({ rDeviation: 0.2, spikes: "binary" });
	assert.deepEqual(
		valuesOf(withSpec(network, spec, 5), "0.r"),
		valuesOf(network, "0.r"),
	);
	assert.notDeepEqual(
		valuesOf(withSpec(network, spec, 6), "0.r"),
		valuesOf(network, "0.r"),
	);
	assert.throws(() => withSpec(network, spec), /need a seed/);
});

test("a specification of other sizes or cells is refused", () => {
	const network = createNetwork(specOf({}), 1);
	const [first] = network.spec.layers;
	assert.throws(
		() => withSpec(network, { ...network.spec, layers: [first, first] }),
		/a network of 20 → src 30 → src 10 → leaky 10 cannot run as one of 20 → src 30 → src 30 → leaky 10/,
	);
});

test("a specification without the later options means their defaults", () => {
	const spec = specOf({});
	const older = {
		...spec,
		layers: spec.layers.map((layer) => {
			const {
				spikes: _,
				noise: __,
				activation: ___,
				...rest
			} = layer as SRCSpec;
			const { rDeviation: ____, rsDeviation: _____, ...first } = rest;
			return first as SRCSpec;
		}),
	};
	assert.deepEqual(completeSpec(older), spec);
	assert.deepEqual(createNetwork(older, 3), createNetwork(spec, 3));
});

for (const bits of [8, 5, 4, 3])
	test(`weights of ${bits} bits take at most ${2 ** bits - 1} values, each within half a step, ± the largest magnitude kept`, () => {
		const network = trained(specOf({ bias: "learned" }));
		const coarse = quantised(network, bits);
		for (const name of ["0.weights", "1.weights"]) {
			const exact = valuesOf(network, name);
			const values = valuesOf(coarse, name);
			const largest = Math.max(...exact.map(Math.abs));
			const step = largest / (2 ** (bits - 1) - 1);
			assert.ok(new Set(values).size <= 2 ** bits - 1);
			assert.equal(Math.max(...values.map(Math.abs)), largest);
			for (const [k, value] of values.entries())
				assert.ok(Math.abs(value - exact[k]) < (step / 2) * 1.0001);
		}
		for (const name of ["0.bias", "1.r", "0.h0", "readout.weights"])
			assert.deepEqual(valuesOf(coarse, name), valuesOf(network, name));
	});

test("weights of 1 or 2.5 bits are refused; a matrix of zeros stays", () => {
	const network = createNetwork(specOf({}), 1);
	for (const bits of [1, 2.5])
		assert.throws(
			() => quantised(network, bits),
			new RegExp(`weights of ${bits} bits: it must be an integer in 2 … 24`),
		);
	valuesOf(network, "0.weights").fill(0);
	assert.ok(valuesOf(quantised(network, 4), "0.weights").every((w) => w === 0));
});
