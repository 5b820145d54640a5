import assert from "node:assert/strict";
import { test } from "node:test";
import { openTensorflowEngine, src } from "spiking-recurrent-cell";
import { trainOf } from "spiking-recurrent-cell/dist/engine/tensorflow/present.js";
import { doubles, relativeError, runOracle } from "../oracle/network.js";
import { makeProblem, type Problem } from "../oracle/problems.js";

/**
 * The detached gradient of a one-layer SRC network, derived by hand: with h[t−1] and h_s[t−1] constant,
 *
 *     δ[t]     = (softmax − onehot) Aᵀ leak^(T−t) / B      loss with respect to s_out[t]
 *     g[t]     = δ[t] s'(h[t]) (1 − h[t]²) (1 − (x[t]/ρ)²)   s' = 1 with the bypass, [h > 0] without
 *     d i[t]   = g[t] + α d i[t+1]
 *     dW       = Σ_t s_in[t] d i[t],   d b = Σ_t δ[t] s'(h[t]) (1 − h[t]²)
 */
function handDerived({ network, batch }: Problem): {
	weights: Float64Array;
	bias: Float64Array;
} {
	const { layers, inputs, readout } = network.spec;
	const [spec] = layers;
	if (spec.cell !== "src" || readout.readout !== "leaky") throw new Error();
	const N = spec.units;
	const run = runOracle(network.spec, doubles(network), batch);
	const weights = new Float64Array(inputs * N);
	const bias = new Float64Array(N);
	const samples = batch.labels.length;
	for (let b = 0; b < samples; b++) {
		const { h, x } = run.recordings[b][0];
		const train = trainOf(batch.stimuli, b);
		const logits = run.logits.subarray(
			b * readout.labels,
			(b + 1) * readout.labels,
		);
		const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
		for (let n = 0; n < N; n++) {
			let di = 0;
			for (let t = train.steps; t >= 1; t--) {
				let delta = 0;
				for (let k = 0; k < readout.labels; k++) {
					const A = n % readout.labels === k ? readout.own : readout.other;
					const probability = Math.exp(logits[k]) / total;
					const target = batch.labels[b] === k ? 1 : 0;
					delta += ((probability - target) * A) / samples;
				}
				delta *= readout.leak ** (train.steps - t);
				const now = h[t * N + n];
				const passes = spec.outputGradient === "bypass" || now > 0 ? 1 : 0;
				const dh = delta * passes * (1 - now ** 2);
				bias[n] += dh;
				di = dh * (1 - (x[t * N + n] / spec.rho) ** 2) + spec.alpha * di;
				for (let e = train.offsets[t - 1]; e < train.offsets[t]; e++)
					weights[train.indices[e] * N + n] += di;
			}
		}
	}
	return { weights, bias };
}

for (const outputGradient of ["bypass", "relu"] as const)
	for (const gateTiming of ["previous", "current"] as const)
		test(`detached SRC gradient (${outputGradient}, gate on ${gateTiming} h) equals its hand-derived formula to < 1e-4`, async () => {
			const spec = src(8, {
				outputGradient,
				gateTiming,
				bias: "learned",
				weightGain: 2.5,
			});
			const problem = makeProblem([spec], 7, { steps: 24 });
			const engine = await openTensorflowEngine();
			const { gradients } = await engine.gradient(
				problem.network,
				problem.batch,
			);
			const expected = handDerived(problem);
			for (const [name, values] of Object.entries(expected)) {
				const measured = gradients.get(`0.${name}`) as Float32Array;
				assert.ok(Math.hypot(...values) > 1e-3, "the gradient is not nil");
				assert.ok(relativeError(measured, values) < 1e-4, name);
			}
		});

test("what bypass and detachment drop: the four gradients differ", async () => {
	const engine = await openTensorflowEngine();
	const seen: Float32Array[] = [];
	for (const outputGradient of ["bypass", "relu"] as const)
		for (const recurrentGradient of ["detached", "full"] as const) {
			const spec = src(8, {
				outputGradient,
				recurrentGradient,
				weightGain: 2.5,
			});
			const { network, batch } = makeProblem([spec], 7, { steps: 40 });
			const { gradients } = await engine.gradient(network, batch);
			seen.push(gradients.get("0.weights") as Float32Array);
		}
	for (const [k, gradient] of seen.entries())
		for (const other of seen.slice(k + 1))
			assert.ok(relativeError(gradient, other) > 1e-2);
});
