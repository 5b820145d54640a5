/**
 * What Python makes of this library's files, and the other way round: `npm run conformance:python`. NumPy reads our weights, snnTorch and a
 * plain transcription of NIR's equations run our networks, and the fixtures of test/fixtures are made anew. Needs a Python with PyTorch.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import {
	type Batch,
	createNetwork,
	gru,
	type LayerSpec,
	leakyReadout,
	lif,
	linearReadout,
	loadNir,
	loadWeights,
	type Network,
	NpzFile,
	openFusedEngine,
	RandomStream,
	type SpikeTrain,
	saveNir,
	saveWeights,
	src,
	withSpec,
} from "spiking-recurrent-cell";
import { PROJECT } from "../project.js";
import { pythonOf } from "../python-environment.js";

const SCRIPTS = path.join(PROJECT, "scripts", "conformance", "python");
const FIXTURES = path.join(PROJECT, "test", "fixtures");
const OUT = path.join(PROJECT, "build", "conformance-python");

let python: string;
before(() => {
	python = pythonOf(
		{
			folder: "conformance-env",
			requirements: readFileSync(
				path.join(SCRIPTS, "requirements.txt"),
				"utf8",
			),
			beside: ["torch", "numpy"],
			needs:
				"the comparison with Python needs PyTorch 1.13 or newer (Debian: apt-get install python3-torch python3-venv) and PyPI",
		},
		() => console.error("Installing nir and snnTorch into build/ …"),
	);
	rmSync(OUT, { recursive: true, force: true });
	mkdirSync(OUT, { recursive: true });
});

/** What a script of `folder` prints. */
function run(
	folder: string,
	script: string,
	...args: readonly string[]
): string {
	return execFileSync(python, [path.join(folder, script), ...args], {
		encoding: "utf8",
		maxBuffer: 2 ** 28,
	});
}

function fileIn(folder: string, name: string): string {
	return path.join(folder, name);
}

describe("NumPy reads our weights:", () => {
	for (const [title, layer] of [
		["SRC", src],
		["SRC, learned bias", (units) => src(units, { bias: "learned" })],
		["LIF", lif],
		["GRU", gru],
	] as const satisfies readonly [string, (units: number) => LayerSpec][])
		test(`${title}: names and shapes as documented, numbers equal to the bit`, async () => {
			const layers = [layer(6), layer(9)];
			const readout = title === "GRU" ? linearReadout(3) : leakyReadout(3);
			const network = createNetwork({ inputs: 7, layers, readout }, 3);
			const file = fileIn(OUT, `${title}.npz`);
			await saveWeights(network, file);
			const found = JSON.parse(run(SCRIPTS, "read_npz.py", file));
			assert.deepEqual(JSON.parse(found["spec.json"]), network.spec);
			delete found["spec.json"];
			assert.deepEqual(found, expectedArrays(network));
		});
});

/** The arrays of a .npz file as README and lib/exchange/layout.ts describe them, spelled out anew. */
function expectedArrays({ spec, parameters }: Network): Record<string, object> {
	const arrays: Record<string, object> = {};
	const keep = (name: string, shape: number[], values: Float32Array) => {
		const bytes = Buffer.alloc(4 * values.length);
		for (const [k, value] of values.entries()) bytes.writeFloatLE(value, 4 * k);
		arrays[name] = { dtype: "<f4", shape, bytes: bytes.toString("hex") };
	};
	const spelled: Record<string, string> = {
		weights: "forward_weights",
		h0: "initial_h",
		hs0: "initial_hs",
	};
	for (const { name, shape, values } of parameters.values()) {
		const [owner, symbol] = name.split(".");
		const readout = symbol === "weights" ? "readout" : `readout_${symbol}`;
		const array =
			owner === "readout" ? readout : `l${owner}_${spelled[symbol] ?? symbol}`;
		const [rows, columns] = shape;
		if (columns === undefined) keep(array, [rows], values);
		else {
			const turned = new Float32Array(values.length);
			for (let j = 0; j < rows; j++)
				for (let n = 0; n < columns; n++)
					turned[n * rows + j] = values[j * columns + n];
			keep(array, [columns, rows], turned);
		}
	}
	for (const [k, layer] of spec.layers.entries())
		if (layer.cell === "src") {
			const { units } = layer;
			const every = (value: number) => new Float32Array(units).fill(value);
			keep(`l${k}_rho`, [units], every(layer.rho));
			keep(`l${k}_zs_hyp`, [1, units], every(layer.zHyp));
			keep(`l${k}_zs_dep`, [1, units], every(layer.zDep));
			keep(`l${k}_initial_i`, [1, units, 1], every(0));
		}
	return arrays;
}

/** [T][B][lines], 0 or 1. */
type Raster = readonly (readonly (readonly number[])[])[];
const [STEPS, SAMPLES, INPUTS] = [100, 4, 40];

const STIMULUS: Raster = (() => {
	const random = new RandomStream(11, 0, 0);
	const line = () => (random.uniform(0, 1) < 0.2 ? 1 : 0);
	return Array.from({ length: STEPS }, () =>
		Array.from({ length: SAMPLES }, () => Array.from({ length: INPUTS }, line)),
	);
})();

function batchOf(raster: Raster): Batch {
	const trains = Array.from({ length: SAMPLES }, (_, b): SpikeTrain => {
		const active = raster.map((step) =>
			step[b].flatMap((spike, line) => (spike ? [line] : [])),
		);
		const offsets = [0];
		for (const lines of active)
			offsets.push((offsets.at(-1) as number) + lines.length);
		return {
			steps: STEPS,
			inputs: INPUTS,
			offsets: Uint32Array.from(offsets),
			indices: Uint16Array.from(active.flat()),
		};
	});
	return {
		stimuli: { kind: "trains", trains },
		labels: new Uint8Array(SAMPLES),
	};
}

/** R of the leaky readout after the last step, [B × labels], and the number of spiking steps. */
function readOut(raster: Raster, { spec }: Network) {
	const { readout } = spec;
	assert.ok(readout.readout === "leaky");
	const { labels, leak, own, other } = readout;
	const logits = new Float64Array(SAMPLES * labels);
	let spikingSteps = 0;
	for (const step of raster)
		for (const [b, spikes] of step.entries())
			for (let label = 0; label < labels; label++) {
				const at = b * labels + label;
				logits[at] *= leak;
				for (const [n, spike] of spikes.entries())
					logits[at] += spike * (n % labels === label ? own : other);
			}
	for (const step of raster)
		for (const spikes of step)
			for (const spike of spikes) spikingSteps += spike;
	return { logits, spikingSteps };
}

describe("NIR files run elsewhere as here:", () => {
	const engine = openFusedEngine({ workers: 1 });
	after(() => engine.dispose());
	const stimulus = fileIn(OUT, "stimulus.json");
	before(() => writeFileSync(stimulus, JSON.stringify(STIMULUS)));

	/** @param network that the file is to hold */
	async function compareRuns(file: string, network: Network): Promise<void> {
		const { logits, activity } = await engine.forward(
			network,
			batchOf(STIMULUS),
		);
		const [, last] = activity;
		assert.ok(last.spikingSteps > 100, `${last.spikingSteps} spikes`);
		const sides: Record<string, Raster> = JSON.parse(
			run(SCRIPTS, "run_nir.py", file, stimulus),
		);
		for (const [side, raster] of Object.entries(sides)) {
			const theirs = readOut(raster, network);
			assert.equal(last.spikingSteps, theirs.spikingSteps, side);
			const error = relativeError(logits, theirs.logits);
			assert.ok(error < 1e-5, `${side}: relative error ${error}`);
		}
	}

	for (const [title, options] of [
		["bias, reset to zero", { reset: "zero" }],
		[
			"no bias, β 0.8, θ 1.5",
			{ reset: "zero", bias: false, beta: 0.8, threshold: 1.5 },
		],
		["reset by subtraction, which becomes NIR's", { reset: "subtract" }],
	] as const)
		test(`our LIF layers, ${title}: as many spikes by NIR's equations and in snnTorch, logits to 1e-5 relative error`, async () => {
			const layer = (units: number) =>
				lif(units, { weightGain: 3, ...options });
			const spec = {
				inputs: INPUTS,
				layers: [layer(30), layer(20)],
				readout: leakyReadout(10),
			};
			const network = createNetwork(spec, 5);
			const file = fileIn(OUT, `${title}.nir`);
			await saveNir(network, file);
			const layers = spec.layers.map(
				(own) => ({ ...own, reset: "zero" }) as const,
			);
			await compareRuns(file, withSpec(network, { ...spec, layers }));
		});

	test("snnTorch's own export: as many spikes there and here, logits to 1e-5 relative error", async () => {
		const file = fileIn(OUT, "snntorch.nir");
		run(SCRIPTS, "export_nir.py", file);
		const network = await loadNir(file);
		assert.deepEqual(network.spec.layers, [
			lif(30, { beta: 0.9, threshold: 1, reset: "zero" }),
			lif(20, { beta: 0.8, threshold: 0.7, reset: "zero" }),
		]);
		await compareRuns(file, network);
	});
});

describe("the fixtures made anew are the committed ones:", () => {
	// PyTorch's versions round differently; snnTorch's spikes are single precision, hence its gradients.
	for (const [script, name, bound] of [
		["src_pytorch.py", "src-pytorch.json", 1e-10],
		["lif_snntorch.py", "lif-snntorch.json", 1e-5],
	] as const)
		test(`${name}: the same problem and spikes; loss, logits and gradients to ${bound} relative error`, () => {
			const committed = readFileSync(fileIn(FIXTURES, name), "utf8");
			const { runs, ...problem } = JSON.parse(run(FIXTURES, script));
			const { runs: known, ...knownProblem } = JSON.parse(committed);
			assert.deepEqual(problem, knownProblem);
			assert.equal(runs.length, known.length);
			for (const [k, made] of runs.entries()) {
				const { loss, logits, gradients, ...exact } = known[k];
				const variant = JSON.stringify(exact.options);
				assert.deepEqual(made.options, exact.options);
				assert.deepEqual(made.spikingSteps, exact.spikingSteps, variant);
				const pairs: [string, number[], number[]][] = [
					["loss", [made.loss], [loss]],
					["logits", made.logits, logits],
				];
				for (const [parameter, values] of Object.entries(gradients))
					pairs.push([
						parameter,
						made.gradients[parameter],
						values as number[],
					]);
				for (const [what, found, expected] of pairs) {
					const error = relativeError(found, expected);
					assert.ok(error < bound, `${variant}, ${what}: ${error}`);
				}
			}
		});

	test("weights that NumPy wrote, stored, deflated and in Fortran order: equal to the bit", async () => {
		run(FIXTURES, "weights_numpy.py", OUT);
		for (const name of ["plain", "compressed", "fortran"]) {
			const [made, committed] = [OUT, FIXTURES].map((folder) =>
				fileIn(folder, `${name}.npz`),
			);
			assert.deepEqual(await loadWeights(made), await loadWeights(committed));
			const [ours, theirs] = [
				await NpzFile.open(made),
				await NpzFile.open(committed),
			];
			assert.deepEqual(ours.names, theirs.names);
			for (const array of ours.names)
				assert.deepEqual(ours.array(array), theirs.array(array));
		}
	});

	test("a LIF network that nir wrote: equal to the bit", async () => {
		run(FIXTURES, "lif_nir.py", OUT);
		assert.deepEqual(
			await loadNir(fileIn(OUT, "lif.nir"), 3),
			await loadNir(fileIn(FIXTURES, "lif.nir"), 3),
		);
	});
});

/** ‖a − b‖ / ‖b‖. */
function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
	let [difference, norm] = [0, 0];
	for (let k = 0; k < b.length; k++) {
		difference += (a[k] - b[k]) ** 2;
		norm += b[k] ** 2;
	}
	return Math.sqrt(difference / norm);
}
