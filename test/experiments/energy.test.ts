import assert from "node:assert/strict";
import { test } from "node:test";
import {
	costOfSample,
	gru,
	leakyReadout,
	lif,
	type NetworkSpec,
	src,
} from "spiking-recurrent-cell";

const readout = leakyReadout(10);

test("an event costs a layer as many additions as it has neurons; a dense network T × inputs × neurons, a plain one inputs × neurons", () => {
	const spec: NetworkSpec = {
		inputs: 784,
		layers: [src(512), src(100)],
		readout,
	};
	const { eventDriven, dense, plain } = costOfSample(spec, 220, [5000, 3000]);
	assert.equal(eventDriven.multiplyAccumulates, 5000 * 512 + 3000 * 100);
	assert.equal(plain.multiplyAccumulates, 784 * 512 + 512 * 100);
	assert.equal(dense.multiplyAccumulates, 220 * plain.multiplyAccumulates);
});

test("energies are those of Horowitz's table, in µJ: one LIF layer of 100 by hand", () => {
	const spec = { inputs: 784, layers: [lif(100)], readout };
	const { eventDriven, plain } = costOfSample(spec, 220, [5000]);
	// 500,000 additions, and 6 operations a neuron and step
	const arithmetic = (500_000 * 0.9 + 220 * 100 * 6 * 2.3) / 1e6;
	// weights of 314 kB in 1 MB: 50 pJ; sums and states in 8 KB: 5 pJ, each read and written
	const memory = (500_000 * (50 + 2 * 5) + 2 * 220 * 100 * 5) / 1e6;
	assert.ok(Math.abs(eventDriven.arithmetic - arithmetic) < 1e-9);
	assert.ok(Math.abs(eventDriven.memory - memory) < 1e-9);
	assert.ok(Math.abs(plain.arithmetic - (78_400 * 4.6) / 1e6) < 1e-9);
	assert.ok(Math.abs(plain.memory - (78_400 * 50) / 1e6) < 1e-9);
});

test("deciding is charged for what goes forward alone: 50 operations a step of an SRC neuron, 6 of a LIF", () => {
	for (const [layer, operations] of [
		[src(100), 50],
		[lif(100), 6],
	] as const) {
		const spec = { inputs: 784, layers: [layer], readout };
		const { arithmetic } = costOfSample(spec, 220, [0]).eventDriven;
		const expected = (220 * 100 * operations * 2.3) / 1e6;
		assert.ok(Math.abs(arithmetic - expected) < 1e-9, layer.cell);
	}
});

test("graded events of an SRC take a multiplication more than those of a LIF; weights beyond 1 MB lie in DRAM", () => {
	const arithmetic = (below: typeof src | typeof lif) =>
		costOfSample(
			{ inputs: 10, layers: [below(100), lif(100)], readout },
			1,
			[0, 1000],
		).eventDriven.arithmetic -
		costOfSample(
			{ inputs: 10, layers: [below(100), lif(100)], readout },
			1,
			[0, 0],
		).eventDriven.arithmetic;
	const more = arithmetic(src) - arithmetic(lif);
	assert.ok(Math.abs(more - (1000 * 100 * 3.7) / 1e6) < 1e-9);
	const large = { inputs: 784, layers: [lif(512)], readout };
	const { plain } = costOfSample(large, 1, [0]);
	assert.ok(Math.abs(plain.memory - (784 * 512 * 975) / 1e6) < 1e-9);
});

test("binary events of an SRC take no multiplication, as those of a LIF", () => {
	const multiplied = (spikes: "graded" | "binary") => {
		const layers = [src(100, { spikes }), lif(100)];
		const [none, some] = [0, 1000].map(
			(events) =>
				costOfSample({ inputs: 10, layers, readout }, 1, [0, events])
					.eventDriven.arithmetic,
		);
		return some - none - (1000 * 100 * 0.9) / 1e6;
	};
	assert.ok(Math.abs(multiplied("binary")) < 1e-9);
	assert.ok(Math.abs(multiplied("graded") - (1000 * 100 * 3.7) / 1e6) < 1e-9);
});

test("cells whose operations are not counted are refused", () => {
	const spec = { inputs: 4, layers: [gru(10)], readout };
	assert.throws(
		() => costOfSample(spec, 1, [1]),
		/the cost of GRU cells is not counted: it is of SRC and LIF cells/,
	);
});

test("a layer to which no number of events is said to arrive is refused", () => {
	const spec = { inputs: 4, layers: [lif(10), lif(10)], readout };
	assert.throws(() => costOfSample(spec, 1, [1]), {
		message: "1 numbers of events for 2 layers: give one for each",
	});
});
