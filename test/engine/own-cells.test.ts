import assert from "node:assert/strict";
import { test } from "node:test";
import { mul, sub, type Tensor2D } from "@tensorflow/tfjs-core";
import {
	type CreateCell,
	constant,
	createNetwork,
	LIFCell,
	type LIFSpec,
	leakyReadout,
	lif,
	openFusedEngine,
	openTensorflowEngine,
	type Parameter,
	type RandomStream,
	SRCCell,
	type SRCSpec,
	type State,
	simulate,
	src,
	traceOf,
	train,
	type Values,
} from "spiking-recurrent-cell";
import { makeProblem } from "../oracle/problems.js";
import { TOY_PLAN, toyDataset } from "../training/toy.js";

/** An SRC that hears half of its input. */
class HalfDeaf extends SRCCell {
	override step(drive: Tensor2D, state: State, p: Values): State {
		return super.step(mul(0.5, drive), state, p);
	}
}
const halfDeaf: CreateCell = (inputs, spec) =>
	new HalfDeaf(inputs, spec as SRCSpec);

test("a cell of one's own runs in the readable engine and alone: hearing half of twice the input, it answers as the SRC, to the bit", async () => {
	const current = Float32Array.from({ length: 60 }, (_, t) =>
		t < 10 ? 0 : 0.5,
	);
	const usual = await simulate(src(1), current);
	const own = await simulate(
		src(1),
		current.map((x) => 2 * x),
		{},
		halfDeaf,
	);
	assert.deepEqual(traceOf(own, "h"), traceOf(usual, "h"));

	const spec = { inputs: 4, layers: [src(10)], readout: leakyReadout() };
	const network = createNetwork(spec, 1);
	const weights = network.parameters.get("0.weights");
	assert.ok(weights);
	const twice = {
		...network,
		parameters: new Map(network.parameters).set("0.weights", {
			...weights,
			values: weights.values.map((w) => 2 * w),
		}),
	};
	const train = {
		steps: 30,
		inputs: 4,
		offsets: Uint32Array.from({ length: 31 }, (_, t) => t),
		indices: Uint16Array.from({ length: 30 }, (_, t) => t % 4),
	};
	const batch = {
		stimuli: { kind: "trains", trains: [train] },
		labels: Uint8Array.of(3),
	} as const;
	const library = await openTensorflowEngine();
	const engine = await openTensorflowEngine({ createCell: halfDeaf });
	assert.match(engine.name, /own cells/);
	assert.doesNotMatch(library.name, /own cells/);
	const expected = await library.forward(network, batch);
	const { logits } = await engine.forward(twice, batch);
	assert.deepEqual(logits, expected.logits);
	assert.ok(expected.activity[0].spikes > 0);
});

/** A LIF neuron that loses a part of its input that no network holds. */
class Lossy extends LIFCell {
	override parameters(random: RandomStream): Parameter[] {
		return [...super.parameters(random), constant("loss", [this.units], 0.25)];
	}
	override step(drive: Tensor2D, state: State, p: Values): State {
		return super.step(sub<Tensor2D>(drive, p.loss), state, p);
	}
}

test("a cell of one's own with a parameter that the network lacks is refused with the parameter's name, and runs alone", async () => {
	const create: CreateCell = (inputs, spec) =>
		new Lossy(inputs, spec as LIFSpec);
	const alone = lif(1, { bias: false });
	const traces = await simulate(alone, Float32Array.of(1), {}, create);
	assert.deepEqual(traceOf(traces, "mem"), Float32Array.of(0.75));
	const engine = await openTensorflowEngine({ createCell: create });
	const { network, batch } = makeProblem([lif(4), lif(4)], 1);
	await assert.rejects(engine.gradient(network, batch), {
		message:
			'layer 0 of the network has no parameter "loss": a cell of one\'s own has no parameters but those of the library\'s "lif", so make "loss" a constant of the cell, or add the cell to the library',
	});
});

test("a plan with ownCell on the library's cells, and one without on cells of one's own, are refused before the first batch", async () => {
	const own = await openTensorflowEngine({ createCell: halfDeaf });
	await assert.rejects(
		train(TOY_PLAN, toyDataset(), own),
		/^Error: toy: the engine tensorflow \(.*, own cells\) was opened with createCell, and the plan does not say so: give it ownCell, the name of the cell, or its runs have the ids of the library's$/,
	);
	const plan = { ...TOY_PLAN, ownCell: "half-deaf SRC" };
	for (const engine of [
		await openTensorflowEngine(),
		openFusedEngine({ workers: 1 }),
	])
		await assert.rejects(
			train(plan, toyDataset(), engine),
			/^Error: toy: ownCell is "half-deaf SRC", and the engine .* computes the library's cells: train it with openTensorflowEngine\(\{ createCell \}\), or leave ownCell out$/,
		);
	const { record } = await train({ ...plan, epochs: 1 }, toyDataset(), own);
	assert.equal(record.plan.ownCell, "half-deaf SRC");
});
