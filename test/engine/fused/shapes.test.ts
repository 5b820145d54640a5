import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import fc from "fast-check";
import {
	type Batch,
	createNetwork,
	type Engine,
	gru,
	type LayerSpec,
	leakyReadout,
	lif,
	linearReadout,
	openFusedEngine,
	type SpikeTrain,
	src,
} from "spiking-recurrent-cell";
import {
	doubles,
	type OracleRun,
	oracleGradient,
	relativeError,
	runOracle,
} from "../../oracle/network.js";
import { gradientBound, logitsBound } from "../../oracle/precision.js";
import { srcVariants } from "../../oracle/problems.js";

/** A train whose events all have the amplitude `value`, at every place for which `present` says so. */
function train(
	steps: number,
	inputs: number,
	value: number,
	present: (t: number, j: number) => boolean,
): SpikeTrain {
	const offsets = new Uint32Array(steps + 1);
	const indices: number[] = [];
	for (let t = 0; t < steps; t++) {
		for (let j = 0; j < inputs; j++) if (present(t, j)) indices.push(j);
		offsets[t + 1] = indices.length;
	}
	const events = { steps, inputs, offsets, indices: Uint16Array.from(indices) };
	return value === 1
		? events
		: { ...events, values: new Float32Array(indices.length).fill(value) };
}

/** Distance of the closest state from a step of the equations, where rounding could decide. */
function margin(layers: readonly LayerSpec[], run: OracleRun): number {
	let closest = Infinity;
	for (const recordings of run.recordings)
		for (const [layer, { h, mem, a, x }] of recordings.entries()) {
			const spec = layers[layer];
			if (spec.cell === "lif")
				for (const value of mem)
					closest = Math.min(closest, Math.abs(value - spec.threshold));
			if (spec.cell !== "src") continue;
			for (const value of h)
				closest = Math.min(closest, Math.abs(value - 0.5), Math.abs(value));
			if (spec.activation === "piecewise-linear")
				for (const [k, value] of a.entries()) {
					const bounded = Math.abs(x[k]) < spec.rho ? x[k] / spec.rho : 0;
					for (const argument of [value, bounded])
						closest = Math.min(closest, Math.abs(Math.abs(argument) - 1));
				}
		}
	return closest;
}

const CELLS: Record<string, (units: number, pick: number) => LayerSpec> = {
	"SRC (default)": (units) => src(units, { weightGain: 3 }),
	"SRC (full, sigmoid, learned bias)": (units) =>
		src(units, {
			recurrentGradient: "full",
			gateForm: "sigmoid",
			bias: "learned",
			weightGain: 3,
		}),
	"SRC (any variant)": (units, pick) => {
		const variants = srcVariants(units);
		const [, spec] = variants[pick % variants.length];
		return { ...spec, weightGain: 3 };
	},
	LIF: (units) => lif(units, { weightGain: 3 }),
	GRU: gru,
};

/** What the inputs do: nothing, everything at once, a strong current of either sign, or a random part of it. */
const DRIVES = ["none", "all", "+100", "-100", "some"] as const;

const RUNS = 15;
/** More where each run may be another variant. */
const RUNS_OF_VARIANTS = 60;

describe("fused engine at the edges", () => {
	const engine: Engine = openFusedEngine({ workers: 1 });
	after(() => engine.dispose());

	for (const [name, cell] of Object.entries(CELLS))
		test(`${name}: logits < 1e-5, gradients < 1e-4 relative error (or what rounding does) for any shape and drive`, async () => {
			const runs = name.includes("any") ? RUNS_OF_VARIANTS : RUNS;
			let checked = 0;
			await fc.assert(
				fc.asyncProperty(
					fc.constantFrom(1, 2, 7, 20),
					fc.constantFrom(
						[1],
						[3],
						// finite differences of a GRU this wide would take minutes
						[name === "GRU" ? 6 : 100],
						[1, 3],
						[3, 4, 5],
					),
					fc.constantFrom(1, 2, 5),
					fc.constantFrom(1, 3),
					fc.constantFrom(...DRIVES),
					fc.integer({ min: 0, max: 1000 }),
					async (steps, widths, inputs, samples, drive, seed) => {
						const layers = widths.map((units, layer) =>
							cell(units, seed + 37 * layer),
						);
						const last = widths[widths.length - 1];
						const readout =
							layers[0].cell === "gru"
								? linearReadout(2)
								: leakyReadout(Math.min(2, last));
						const network = createNetwork({ inputs, layers, readout }, seed);
						const value = drive === "+100" ? 100 : drive === "-100" ? -100 : 1;
						const trains = Array.from({ length: samples }, (_, b) =>
							train(
								steps,
								inputs,
								value,
								(t, j) =>
									drive !== "none" &&
									(drive !== "some" ||
										(t * 7 + j * 3 + b * 5 + seed) % 4 === 0),
							),
						);
						const batch: Batch = {
							stimuli: {
								kind: "trains",
								trains,
								addresses: {
									samples: Uint32Array.from(trains.keys(), (b) => -1 - 5 * b),
									seed,
									epoch: 1,
								},
							},
							labels: Uint8Array.from(
								{ length: samples },
								(_, b) => b % readout.labels,
							),
						};
						const oracle = runOracle(network.spec, doubles(network), batch);
						if (margin(layers, oracle) < 1e-4) return;
						checked++;
						const result = await engine.gradient(network, batch);
						const forward = relativeError(result.logits, oracle.logits, 1e-1);
						const bound = logitsBound(network, batch, oracle.logits, 1e-1);
						assert.ok(forward < bound, `logits: relative error ${forward}`);
						// single precision resolves 1 − tanh² to 1e-7, which the size of the input and the leak's sum over steps multiply
						const floor = value === 1 ? 1e-2 : 5;
						for (const [parameter, expected] of oracleGradient(
							network,
							batch,
						)) {
							const error = relativeError(
								result.gradients.get(parameter) as Float32Array,
								expected,
								floor,
							);
							assert.ok(
								error < 1e-4 ||
									error <
										gradientBound(network, batch, parameter, expected, floor),
								`${parameter}: relative error ${error}`,
							);
						}
					},
				),
				{ numRuns: runs, seed: 7, endOnFailure: true },
			);
			assert.ok(
				checked > runs / 3,
				`only ${checked} of ${runs} could be compared`,
			);
		});

	test("full BPTT past a frozen bias is that past a learned one and leaves later runs alone, to the bit, in a layer of 400", async () => {
		const wide = (bias: "frozen" | "learned") =>
			createNetwork(
				{
					inputs: 3,
					layers: [src(400, { recurrentGradient: "full", bias })],
					readout: leakyReadout(2),
				},
				1,
			);
		const trains = [train(20, 3, 1, (t, j) => (t + j) % 2 === 0)];
		const batch: Batch = {
			stimuli: { kind: "trains", trains },
			labels: Uint8Array.of(1),
		};
		const expected = await engine.gradient(wide("learned"), batch);
		for (let repeat = 0; repeat < 2; repeat++) {
			const { logits, gradients } = await engine.gradient(
				wide("frozen"),
				batch,
			);
			assert.deepEqual(logits, expected.logits);
			assert.deepEqual(
				gradients.get("0.weights"),
				expected.gradients.get("0.weights"),
			);
		}
	});

	test("an input of ±100 through every gate leaves finite numbers", async () => {
		for (const cell of Object.values(CELLS)) {
			const network = createNetwork(
				{
					inputs: 4,
					layers: [cell(6, 0), cell(6, 0)],
					readout: leakyReadout(2),
				},
				1,
			);
			const trains = [100, -100].map((value) =>
				train(30, 4, value, () => true),
			);
			const { loss, logits, gradients } = await engine.gradient(network, {
				stimuli: { kind: "trains", trains },
				labels: Uint8Array.of(0, 1),
			});
			assert.ok(Number.isFinite(loss));
			for (const values of [logits, ...gradients.values()])
				assert.ok(values.every(Number.isFinite));
		}
	});

	test("a LIF neuron exactly at its threshold neither spikes nor resets", async () => {
		const layers = [lif(1, { beta: 1, bias: false })];
		const readout = leakyReadout(1, { leak: 1, own: 1 });
		const network = createNetwork({ inputs: 1, layers, readout }, 1);
		network.parameters.get("0.weights")?.values.fill(1);
		// mem: 1 (threshold, silent), 1, 2 (spike), 1 after the reset, 1
		const input = train(5, 1, 1, (t) => t === 0 || t === 2);
		const { logits, activity } = await engine.forward(network, {
			stimuli: { kind: "trains", trains: [input] },
			labels: Uint8Array.of(0),
		});
		assert.deepEqual([...logits], [1]);
		assert.equal(activity[0].spikingSteps, 1);
		assert.equal(activity[0].spikes, 1);
	});
});
