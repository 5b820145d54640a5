import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { memory } from "@tensorflow/tfjs-core";
import {
	BACKENDS,
	type BackendName,
	createNetwork,
	gru,
	leakyReadout,
	openFusedEngine,
	openTensorflowEngine,
	src,
} from "spiking-recurrent-cell";
import { relativeError } from "../oracle/network.js";
import { makeProblem } from "../oracle/problems.js";

async function canOpen(backend: BackendName): Promise<boolean> {
	return openTensorflowEngine({ backend }).then(
		() => true,
		() => false,
	);
}

describe("TensorFlow.js engine", () => {
	for (const backend of BACKENDS)
		test(`on ${backend}: no tensor and no byte is left after 500 training steps`, async (context) => {
			if (!(await canOpen(backend))) {
				if (backend === "tfjs-node" && process.env.SRC_REQUIRE_TFJS_NODE)
					assert.fail("tfjs-node was required and does not load");
				context.skip(`${backend} cannot be loaded here`);
				return;
			}
			const engine = await openTensorflowEngine({ backend });
			const { network, batch } = makeProblem([src(4)], 7, { steps: 5 });
			await engine.gradient(network, batch);
			const { numTensors, numBytes } = memory();
			for (let step = 0; step < 500; step++)
				await engine.gradient(network, batch);
			assert.equal(memory().numTensors, numTensors);
			assert.equal(memory().numBytes, numBytes);
		});

	test("engines on two backends that compute at once get what each gets alone, to the bit", async () => {
		const { network, batch } = makeProblem([src(20, { weightGain: 2.5 })], 7);
		const gradientOn = async (backend: BackendName) => {
			const engine = await openTensorflowEngine({ backend, chunk: 1 });
			const { gradients } = await engine.gradient(network, batch);
			return gradients.get("0.weights");
		};
		const alone = [await gradientOn("wasm"), await gradientOn("cpu")];
		assert.notDeepEqual(alone[0], alone[1]);
		assert.deepEqual(
			await Promise.all([gradientOn("wasm"), gradientOn("cpu")]),
			alone,
		);
	});

	test("backends agree on logits and gradients to < 1e-4", async () => {
		for (const spec of [src(6, { weightGain: 2.5 }), gru(6)]) {
			const { network, batch } = makeProblem([spec], 7);
			const reference = await (
				await openTensorflowEngine({ backend: "cpu" })
			).gradient(network, batch);
			for (const backend of BACKENDS) {
				if (!(await canOpen(backend))) continue;
				const engine = await openTensorflowEngine({ backend });
				const result = await engine.gradient(network, batch);
				assert.ok(
					relativeError(result.logits, reference.logits) < 1e-4,
					backend,
				);
				for (const [name, expected] of reference.gradients)
					assert.ok(
						relativeError(
							result.gradients.get(name) as Float32Array,
							expected,
						) < 1e-4,
						`${backend} ${name}`,
					);
			}
		}
	});

	test("cutting a batch into chunks changes the gradient by < 1e-5", async () => {
		const { network, batch } = makeProblem([src(6)], 7, { samples: 7 });
		const whole = await openTensorflowEngine();
		const cut = await openTensorflowEngine({ chunk: 3 });
		const expected = await whole.gradient(network, batch);
		const result = await cut.gradient(network, batch);
		assert.ok(Math.abs(result.loss - expected.loss) < 1e-5);
		assert.deepEqual(result.activity, expected.activity);
		assert.ok(
			relativeError(
				result.gradients.get("0.weights") as Float32Array,
				expected.gradients.get("0.weights") as Float32Array,
			) < 1e-5,
		);
	});

	test("an engine keeps its own backend when another one is opened", async () => {
		const first = await openTensorflowEngine({ backend: "cpu" });
		const { network, batch } = makeProblem([src(3)], 7, { steps: 4 });
		const { logits } = await first.gradient(network, batch);
		await openTensorflowEngine({ backend: "wasm" });
		assert.deepEqual((await first.forward(network, batch)).logits, logits);
		assert.match(first.name, /cpu/);
	});

	test("a readout of one label has loss 0 and gradient 0, as the fused engine has it", async () => {
		const spec = {
			inputs: 4,
			layers: [src(5)],
			readout: leakyReadout(1),
		};
		const network = createNetwork(spec, 1);
		const { batch } = makeProblem([src(5)], 7, { inputs: 4 });
		const labels = new Uint8Array(batch.labels.length);
		const engines = [await openTensorflowEngine(), openFusedEngine()];
		const [result, expected] = await Promise.all(
			engines.map((engine) => engine.gradient(network, { ...batch, labels })),
		);
		for (const { loss, gradients } of [result, expected]) {
			assert.equal(loss, 0);
			assert.ok(gradients.get("0.weights")?.every((value) => value === 0));
		}
		assert.ok(relativeError(result.logits, expected.logits) < 1e-5);
		await engines[1].dispose();
	});

	test("a chunk that is no positive integer is refused before anything runs", async () => {
		for (const chunk of [-1, 0, 2.5, Number.NaN])
			await assert.rejects(
				openTensorflowEngine({ chunk }),
				new RegExp(
					`^Error: chunk of the TensorFlow.js engine is ${chunk}: it must be a positive integer$`,
				),
			);
	});
});
