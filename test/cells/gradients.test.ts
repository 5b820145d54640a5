import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { type Engine, openTensorflowEngine } from "spiking-recurrent-cell";
import {
	doubles,
	oracleGradient,
	relativeError,
	runOracle,
} from "../oracle/network.js";
import { gradientBound, logitsBound } from "../oracle/precision.js";
import { allVariants, makeProblem } from "../oracle/problems.js";

describe("TensorFlow.js engine against the float64 oracle", () => {
	let engine: Engine;
	before(async () => {
		engine = await openTensorflowEngine();
	});

	for (const [name, spec] of allVariants(5))
		for (const depth of [1, 2])
			test(`${name}, ${depth} layer(s): logits < 1e-5, gradients < 1e-4 relative error (or what rounding does)`, async () => {
				const layers = Array.from({ length: depth }, () => spec);
				const { network, batch } = makeProblem(layers, 7);
				const oracle = runOracle(network.spec, doubles(network), batch);
				const result = await engine.gradient(network, batch);
				const forward = relativeError(result.logits, oracle.logits, 1e-2);
				const bound = logitsBound(network, batch, oracle.logits, 1e-2);
				assert.ok(forward < bound, `logits: relative error ${forward}`);
				assert.ok(Math.abs(result.loss - oracle.loss) < bound);
				for (const [parameter, expected] of oracleGradient(network, batch)) {
					const error = relativeError(
						result.gradients.get(parameter) as Float32Array,
						expected,
						1e-6,
					);
					assert.ok(
						error < 1e-4 ||
							error < gradientBound(network, batch, parameter, expected, 1e-6),
						`${parameter}: relative error ${error}`,
					);
				}
			});
});
