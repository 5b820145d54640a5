import { after, describe, test } from "node:test";
import { type Engine, openFusedEngine } from "spiking-recurrent-cell";
import { assertAgrees } from "../../oracle/agreement.js";
import { allVariants, makeProblem } from "../../oracle/problems.js";

describe("fused engine against the float64 oracle", () => {
	const engine: Engine = openFusedEngine({ workers: 1 });
	after(() => engine.dispose());

	for (const [name, spec] of allVariants(5)) {
		if (!engine.cells?.includes(spec.cell)) continue;
		for (const depth of [1, 2])
			test(`${name}, ${depth} layer(s): logits < 1e-5, gradients < 1e-4 relative error (or what rounding does)`, () =>
				assertAgrees(engine, makeProblem(Array(depth).fill(spec), 7)));
	}
});
