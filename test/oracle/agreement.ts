/** Whether an engine computes what the float64 oracle does. */
import assert from "node:assert/strict";
import type { Engine } from "spiking-recurrent-cell";
import {
	doubles,
	oracleGradient,
	relativeError,
	runOracle,
} from "./network.js";
import { gradientBound, logitsBound } from "./precision.js";
import type { Problem } from "./problems.js";

/** @throws unless logits agree to 1e-5 and every gradient to 1e-4 (relative errors), or to what rounding does */
export async function assertAgrees(
	engine: Engine,
	{ network, batch }: Problem,
): Promise<void> {
	const oracle = runOracle(network.spec, doubles(network), batch);
	const result = await engine.gradient(network, batch);
	const forward = relativeError(result.logits, oracle.logits, 1e-2);
	const bound = logitsBound(network, batch, oracle.logits, 1e-2);
	assert.ok(forward < bound, `logits: relative error ${forward}`);
	assert.ok(Math.abs(result.loss - oracle.loss) < bound);
	const expected = oracleGradient(network, batch);
	assert.deepEqual(
		[...result.gradients.keys()].sort(),
		[...expected.keys()].sort(),
	);
	for (const [parameter, values] of expected) {
		const error = relativeError(
			result.gradients.get(parameter) as Float32Array,
			values,
			1e-6,
		);
		assert.ok(
			error < 1e-4 ||
				error < gradientBound(network, batch, parameter, values, 1e-6),
			`${parameter}: relative error ${error}`,
		);
	}
}
