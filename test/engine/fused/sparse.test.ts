import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	createNetwork,
	type GradientResult,
	leakyReadout,
	lif,
	openFusedEngine,
	src,
} from "spiking-recurrent-cell";
import { FLOAT } from "spiking-recurrent-cell/dist/engine/fused/memory.js";
import { relativeError } from "../../oracle/network.js";
import { makeProblem } from "../../oracle/problems.js";
import { openBench } from "./kernels.js";

describe("sparse gradient to lower layers", () => {
	test("the chosen entries hold the asked share of the energy, and the weakest of them is needed up to its class", async () => {
		const { k, arena } = await openBench();
		const steps = 30;
		const vectors = 5;
		const width = 4 * vectors;
		const alpha = 0.9;
		const g = Float32Array.from(
			{ length: steps * width },
			(_, n) => Math.sin(n * n) * Math.exp(-(n % 17)),
		);
		const delta = arena.take(g.byteLength);
		for (let n = g.length - 1; n >= 0; n--)
			k.f32[delta / FLOAT + n] =
				g[n] +
				(n + width < g.length ? alpha * k.f32[delta / FLOAT + n + width] : 0);
		const scratch = arena.take(16384 + 16);
		const offsets = arena.take(4 * (steps + 1));
		const indices = arena.take(2 * g.length);
		const values = arena.take(4 * g.length);
		const all = g.reduce((sum, value) => sum + value * value, 0);
		for (const energy of [0.5, 0.9, 0.99, 0.999]) {
			k.strongest(
				steps,
				vectors,
				delta,
				alpha,
				energy,
				scratch,
				offsets,
				indices,
				values,
			);
			let kept = 0;
			let weakest = Infinity;
			for (let t = 0; t < steps; t++)
				for (
					let e = k.u32[offsets / 4 + t];
					e < k.u32[offsets / 4 + t + 1];
					e++
				) {
					const expected = g[t * width + k.u16[indices / 2 + e]];
					const value = k.f32[values / FLOAT + e];
					assert.ok(Math.abs(value - expected) < 1e-6);
					kept += value * value;
					weakest = Math.min(weakest, Math.abs(value));
				}
			assert.ok(
				kept >= energy * all * (1 - 1e-5),
				`${kept / all} of ${energy}`,
			);
			const stronger = g.reduce(
				(sum, value) =>
					Math.abs(value) > weakest * 1.13 ? sum + value * value : sum,
				0,
			);
			assert.ok(stronger < energy * all, "fewer entries would have sufficed");
		}
	});

	for (const [name, spec] of [
		["SRC", src(12, { weightGain: 2.5 })],
		["LIF", lif(12, { weightGain: 2 })],
	] as const)
		test(`${name}: the whole energy gives the exact gradient to < 1e-5, 99 % of it one with relative error < 0.3`, async () => {
			const { network, batch } = makeProblem([spec, spec, spec], 7, {
				steps: 40,
			});
			const gradient = async (energy?: number): Promise<GradientResult> => {
				const engine = openFusedEngine({
					workers: 1,
					lowerGradient:
						energy === undefined
							? { kind: "exact" }
							: { kind: "sparse", energy },
				});
				const result = await engine.gradient(network, batch);
				await engine.dispose();
				return result;
			};
			const exact = await gradient();
			const whole = await gradient(1);
			const most = await gradient(0.99);
			assert.deepEqual(most.logits, exact.logits);
			for (const [parameter, expected] of exact.gradients) {
				const error = (result: GradientResult) =>
					relativeError(
						result.gradients.get(parameter) as Float32Array,
						expected,
						1e-6,
					);
				assert.ok(error(whole) < 1e-5, `${parameter}: ${error(whole)}`);
				assert.ok(error(most) < 0.3, `${parameter}: ${error(most)}`);
				if (parameter === "0.weights")
					assert.ok(error(most) > 1e-4, "nothing was left out");
			}
		});

	test("an impossible share is refused, and the engine's name tells the option", async () => {
		assert.throws(
			() => openFusedEngine({ lowerGradient: { kind: "sparse", energy: 2 } }),
			/energy of the sparse gradient is 2: it must be in \(0, 1\]/,
		);
		const engine = openFusedEngine({
			workers: 1,
			lowerGradient: { kind: "sparse", energy: 0.99 },
		});
		assert.equal(engine.name, "fused (1 worker, sparse 0.99)");
		const { network, batch } = makeProblem([src(3)], 1);
		await engine.forward(network, batch);
		await engine.dispose();
	});

	test("cells that the engine does not have are named with those it has", async () => {
		const engine = openFusedEngine({ workers: 1 });
		const network = createNetwork(
			{
				inputs: 6,
				layers: [{ cell: "lstm", units: 3 }],
				readout: leakyReadout(3),
			},
			1,
		);
		const { batch } = makeProblem([src(3)], 1);
		await assert.rejects(
			engine.forward(network, batch),
			/no "lstm" cell: choose from src, lif, gru, or the TensorFlow\.js engine/,
		);
		await engine.dispose();
	});
});
