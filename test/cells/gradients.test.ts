import { before, describe, test } from "node:test";
import { type Engine, openTensorflowEngine } from "spiking-recurrent-cell";
import { assertAgrees } from "../oracle/agreement.js";
import { allVariants, makeProblem } from "../oracle/problems.js";

describe("TensorFlow.js engine against the float64 oracle", () => {
	let engine: Engine;
	before(async () => {
		engine = await openTensorflowEngine();
	});

	for (const [name, spec] of allVariants(5))
		for (const depth of [1, 2])
			test(`${name}, ${depth} layer(s): logits < 1e-5, gradients < 1e-4 relative error (or what rounding does)`, () =>
				assertAgrees(engine, makeProblem(Array(depth).fill(spec), 7)));
});
