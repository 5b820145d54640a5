import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { type Engine, openFusedEngine } from "spiking-recurrent-cell";
import {
	doubles,
	oracleGradient,
	relativeError,
	runOracle,
} from "../../oracle/network.js";
import { gradientBound, logitsBound } from "../../oracle/precision.js";
import { allVariants, makeProblem } from "../../oracle/problems.js";

describe("fused engine against the float64 oracle", () => {
	const engine: Engine = openFusedEngine({ workers: 1 });
	after(() => engine.dispose());

	for (const [name, spec] of allVariants(5)) {
		if (!engine.cells?.includes(spec.cell)) continue;
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
			});
	}
});
