import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import {
	createNetwork,
	drawGainNoise,
	type Engine,
	leakyReadout,
	openFusedEngine,
	openTensorflowEngine,
	type SRCSpec,
	simulate,
	src,
	traceOf,
} from "spiking-recurrent-cell";
import { relativeError } from "../oracle/network.js";
import { makeProblem } from "../oracle/problems.js";

const AT = { samples: Uint32Array.of(3, 9), seed: 1, epoch: 2 };

const NOISY = { noise: "step", rDeviation: 0.2, rsDeviation: 0.4 } as const;

/** r of one layer of 2,000 neurons, and the same of r_s. */
function gains(options: Partial<SRCSpec>, seed = 1) {
	const { parameters } = createNetwork(
		{ inputs: 2, layers: [src(2000, options)], readout: leakyReadout() },
		seed,
	);
	return (symbol: string) =>
		parameters.get(`0.${symbol}`)?.values as Float32Array;
}

function spread(values: Float32Array): { mean: number; deviation: number } {
	const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
	const variance =
		values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
	return { mean, deviation: Math.sqrt(variance) };
}

describe("noise on the feedback gains", () => {
	test("noise at each step is another for each seed, epoch, sample, layer, step, neuron and gain", () => {
		const seen = new Set<number>();
		const addresses = [AT, { ...AT, seed: 2 }, { ...AT, epoch: 3 }];
		for (const at of addresses)
			for (const layer of [0, 1])
				for (const t of [0, 1, 2])
					for (const values of Object.values(drawGainNoise(at, layer, 4, t)))
						for (const value of values) seen.add(value);
		// 288 draws from 1,021 values: some coincide by chance, whole arrays would not
		assert.ok(seen.size > 200, `${seen.size} different numbers`);
	});

	test("noise at each step does not depend on who shares the batch", () => {
		const both = drawGainNoise(AT, 1, 5, 7);
		const samples = AT.samples.subarray(1);
		const alone = drawGainNoise({ ...AT, samples }, 1, 5, 7);
		assert.deepEqual(both.r.subarray(5), alone.r);
		assert.deepEqual(both.rs.subarray(5), alone.rs);
	});

	test("4,000 draws at each step have mean 0 and standard deviation 1 within 4 standard errors", () => {
		const { r, rs } = drawGainNoise(AT, 0, 2000, 11);
		for (const values of [r, rs]) {
			const { mean, deviation } = spread(values);
			assert.ok(Math.abs(mean) < 4 / Math.sqrt(4000), `mean ${mean}`);
			assert.ok(Math.abs(deviation - 1) < 4 / Math.sqrt(8000), `${deviation}`);
		}
	});

	test("noise once a neuron spreads r and r_s by their deviations within 4 standard errors and changes no other parameter", () => {
		const plain = gains({});
		const drawn = gains({ rDeviation: 0.2, rsDeviation: 0.5 });
		for (const [symbol, mean, deviation] of [
			["r", 2, 0.2],
			["rs", -7, 0.5],
		] as const) {
			const { mean: measured, deviation: spreads } = spread(drawn(symbol));
			const error = (4 * deviation) / Math.sqrt(2000);
			assert.ok(Math.abs(measured - mean) < error, `mean ${measured}`);
			assert.ok(Math.abs(spreads - deviation) < error, `spread ${spreads}`);
		}
		for (const symbol of ["weights", "h0", "hs0", "bias"])
			assert.deepEqual(drawn(symbol), plain(symbol));
		assert.notDeepEqual(gains({ rDeviation: 0.2 }, 2)("r"), drawn("r"));
	});

	test("under noise at each step the h of a single neuron without input never settles: its deviation is > 1e-3, without noise < 1e-4", async () => {
		const drive = new Float32Array(60);
		const quiet = await simulate(src(1), drive);
		const noisy = await simulate(src(1, NOISY), drive);
		const h = (traces: typeof quiet) => traceOf(traces, "h").subarray(40);
		assert.ok(spread(h(quiet)).deviation < 1e-4);
		assert.ok(spread(h(noisy)).deviation > 1e-3);
	});

	test("an unknown choice and a negative deviation are refused by name", () => {
		assert.throws(
			() => gains({ noise: "batch" as never }),
			/noise of an SRC layer is "batch": choose neuron or step/,
		);
		assert.throws(
			() => gains({ rsDeviation: -1 }),
			/rsDeviation of an SRC layer is -1: a standard deviation must be a number ≥ 0/,
		);
	});

	describe("in the engines", () => {
		const engines: Engine[] = [];
		after(() => Promise.all(engines.map((engine) => engine.dispose())));
		const open = async (): Promise<Engine[]> => {
			engines.push(
				openFusedEngine({ workers: 2 }),
				await openTensorflowEngine({ chunk: 2 }),
			);
			return engines;
		};

		test("a batch run in parts of two samples and by two workers has the same logits to < 1e-5, other epochs have others", async () => {
			const layers = [6, 4].map((units) =>
				src(units, { ...NOISY, weightGain: 2.5 }),
			);
			const sizes = { samples: 5, density: 0.6 };
			const { network, batch } = makeProblem(layers, 7, sizes);
			const { stimuli, labels } = batch;
			assert.ok(stimuli.kind === "trains" && stimuli.addresses);
			const later = { ...stimuli.addresses, epoch: 3 };
			const [fused, tensorflow] = await open();
			const results = [];
			for (const engine of [fused, tensorflow])
				for (const addresses of [stimuli.addresses, later]) {
					const stimuliThen = { ...stimuli, addresses };
					results.push(
						await engine.forward(network, { stimuli: stimuliThen, labels }),
					);
				}
			const [now, then, other, otherThen] = results.map((r) => r.logits);
			assert.ok(relativeError(other, now, 1e-2) < 1e-5);
			assert.ok(relativeError(otherThen, then, 1e-2) < 1e-5);
			assert.ok(relativeError(then, now, 1e-2) > 1e-3);
		});

		test("noise at each step for spike trains without addresses is refused, and noise of deviation 0 needs none", async () => {
			for (const engine of await open())
				for (const options of [NOISY, { noise: "step" } as const]) {
					const { network, batch } = makeProblem([src(4, options)], 7);
					assert.ok(batch.stimuli.kind === "trains");
					const { trains } = batch.stimuli;
					const run = engine.forward(network, {
						...batch,
						stimuli: { kind: "trains", trains },
					});
					if (options === NOISY)
						await assert.rejects(run, /needs to know which samples/);
					else await run;
				}
		});
	});
});
