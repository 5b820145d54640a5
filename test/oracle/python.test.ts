/** The same cells in PyTorch and snnTorch: fixtures with the Python that made them lie in test/fixtures. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, describe, test } from "node:test";
import {
	type Batch,
	createNetwork,
	type Engine,
	type LayerSpec,
	type LeakyReadoutSpec,
	leakyReadout,
	lif,
	type Network,
	openFusedEngine,
	openTensorflowEngine,
	type SpikeTrain,
	src,
} from "spiking-recurrent-cell";
import {
	doubles,
	oracleGradient,
	relativeError,
	runOracle,
} from "./network.js";
import { logitsBound } from "./precision.js";

interface Fixture {
	readonly inputs: number;
	readonly units: readonly number[];
	readonly labels: readonly number[];
	readonly readout: LeakyReadoutSpec;
	readonly parameters: Readonly<Record<string, number[]>>;
	/** The input lines that spike, by sample and step. */
	readonly spikes: readonly (readonly number[][])[];
	readonly runs: readonly {
		readonly options: object;
		readonly loss: number;
		readonly logits: number[];
		/** One entry a layer. */
		readonly spikingSteps: number[];
		readonly gradients: Readonly<Record<string, number[]>>;
	}[];
}

const FIXTURES = path.join(__dirname, "..", "..", "..", "test", "fixtures");

function fixture(name: string): Fixture {
	return JSON.parse(readFileSync(path.join(FIXTURES, name), "utf8"));
}

function networkOf(
	{ inputs, units, readout, parameters }: Fixture,
	layer: (units: number) => LayerSpec,
): Network {
	const network = createNetwork(
		{
			inputs,
			layers: units.map(layer),
			readout: leakyReadout(readout.labels, readout),
		},
		1,
	);
	for (const [name, values] of Object.entries(parameters))
		network.parameters.get(name)?.values.set(values);
	return network;
}

function batchOf({ inputs, spikes, labels }: Fixture): Batch {
	const trains = spikes.map((bySample): SpikeTrain => {
		const offsets = [0];
		for (const lines of bySample)
			offsets.push((offsets.at(-1) as number) + lines.length);
		return {
			steps: bySample.length,
			inputs,
			offsets: Uint32Array.from(offsets),
			indices: Uint16Array.from(bySample.flat()),
		};
	});
	return {
		stimuli: { kind: "trains", trains },
		labels: Uint8Array.from(labels),
	};
}

const SETS: readonly [
	string,
	string,
	(units: number, options: object) => LayerSpec,
][] = [
	[
		"PyTorch's autograd of the SRC",
		"src-pytorch.json",
		(units, options) => src(units, { bias: "learned", ...options }),
	],
	["snnTorch's Leaky", "lif-snntorch.json", lif],
];

for (const [peer, file, layer] of SETS)
	describe(`against ${peer}`, () => {
		const fused = openFusedEngine({ workers: 1 });
		let tensorflow: Engine | undefined;
		after(() => Promise.all([fused.dispose(), tensorflow?.dispose()]));
		const known = fixture(file);
		const batch = batchOf(known);

		for (const run of known.runs) {
			const variant = Object.values(run.options).join(", ");
			const network = networkOf(known, (units) => layer(units, run.options));

			test(`${variant}: the oracle's logits and loss < 1e-12 relative error, its gradients < 1e-6`, () => {
				const oracle = runOracle(network.spec, doubles(network), batch);
				const error = forwardError(oracle, run);
				assert.ok(error < 1e-12, `logits and loss: relative error ${error}`);
				compare(oracleGradient(network, batch, 1e-6), run.gradients, 1e-6);
			});

			test(`${variant}: both engines' logits and loss < 1e-5 relative error (or what rounding does), gradients < 1e-4, equal spikes`, async () => {
				tensorflow ??= await openTensorflowEngine();
				const logits = Float64Array.from(run.logits);
				const bound = logitsBound(network, batch, logits, 1e-6);
				for (const engine of [fused, tensorflow]) {
					const result = await engine.gradient(network, batch);
					const error = forwardError(result, run);
					assert.ok(error < bound, `${engine.name}: relative error ${error}`);
					assert.deepEqual(
						result.activity.map(({ spikingSteps }) => spikingSteps),
						run.spikingSteps,
					);
					compare(result.gradients, run.gradients, 1e-4);
				}
			});
		}
	});

interface Forward {
	readonly loss: number;
	readonly logits: ArrayLike<number>;
}

/** Relative error of logits and loss together. */
function forwardError(found: Forward, expected: Forward): number {
	const numbers = ({ logits, loss }: Forward): number[] => [
		...Array.from(logits),
		loss,
	];
	return relativeError(numbers(found), numbers(expected));
}

function compare(
	gradients: ReadonlyMap<string, ArrayLike<number>>,
	expected: Readonly<Record<string, number[]>>,
	bound: number,
): void {
	assert.deepEqual([...gradients.keys()].sort(), Object.keys(expected).sort());
	for (const [name, values] of Object.entries(expected)) {
		const error = relativeError(
			gradients.get(name) as ArrayLike<number>,
			values,
		);
		assert.ok(error < bound, `${name}: relative error ${error}`);
	}
}
