import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import {
	type Engine,
	type LayerSpec,
	openFusedEngine,
} from "spiking-recurrent-cell";
import { allVariants, makeProblem } from "../../oracle/problems.js";

/** Numbers below are subnormal. */
const LEAST_NORMAL = 2 ** -126;
/** −ln of the error of a sample that is learned better and better: 1e-10 to 1e-43. */
const SURENESSES = Array.from({ length: 39 }, (_, k) => 23 + 2 * k);

describe("the gradient of a sample that is all but learned", () => {
	const engine: Engine = openFusedEngine({ workers: 1 });
	after(() => engine.dispose());

	/** A problem of three layers whose outputs tell labels apart. */
	async function decided(spec: LayerSpec) {
		for (let seed = 1; seed <= 30; seed++) {
			const problem = makeProblem([spec, spec, spec], seed, {
				steps: 60,
				samples: 1,
				density: 0.6,
			});
			const { network, batch } = problem;
			const { logits } = await engine.forward(network, batch);
			const [first, second] = logits.toSorted((a, b) => b - a);
			if (first - second > 0.05) return { ...problem, logits };
		}
		throw new Error("no seed gives outputs that tell labels apart");
	}

	for (const [name, spec] of allVariants(5)) {
		if (!engine.cells?.includes(spec.cell)) continue;
		test(`${name}: no subnormal number at errors of 1e-10 to 1e-43, and all 0 below 1e-19`, async () => {
			const { network, batch, logits } = await decided(spec);
			const [first, second] = logits.toSorted((a, b) => b - a);
			const readout = [...network.parameters.values()]
				.filter(({ name }) => name.startsWith("readout"))
				.map(({ values }) => ({ values, start: values.slice() }));
			batch.labels[0] = logits.indexOf(first);
			let learning = 0;
			for (const sureness of SURENESSES) {
				const factor = sureness / (first - second);
				for (const { values, start } of readout)
					values.set(start.map((value) => factor * value));
				const { gradients } = await engine.gradient(network, batch);
				for (const [parameter, values] of gradients) {
					// A linear readout's own gradient is a product of errors and outputs, made once a sample.
					if (parameter.startsWith("readout")) continue;
					for (const value of values) {
						if (value !== 0) learning++;
						assert.ok(
							value === 0 || Math.abs(value) >= LEAST_NORMAL,
							`${parameter}: ${value} at an error of exp(−${sureness})`,
						);
						if (factor * Math.exp(-sureness) < 1e-19)
							assert.ok(value === 0, `${parameter}: ${value}`);
					}
				}
			}
			assert.ok(learning > 0, "larger errors must have a gradient");
		});
	}
});
