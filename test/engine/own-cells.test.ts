import assert from "node:assert/strict";
import { test } from "node:test";
import { mul, type Tensor2D } from "@tensorflow/tfjs-core";
import {
	type CreateCell,
	createNetwork,
	leakyReadout,
	openTensorflowEngine,
	SRCCell,
	type SRCSpec,
	type State,
	simulate,
	src,
	traceOf,
	type Values,
} from "spiking-recurrent-cell";

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
