import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { zipSync } from "fflate";
import {
	createCell,
	createNetwork,
	leakyReadout,
	linearReadout,
	loadWeights,
	NpzFile,
	type NumpyArray,
	saveNpz,
	saveWeights,
	src,
} from "spiking-recurrent-cell";
import { allVariants } from "../oracle/problems.js";
import { temporaryFolder } from "../temporary.js";

/** Written by numpy itself (weights_numpy.py there): 5 inputs, SRC layers of 4 and 6 neurons, 3 labels. */
const FIXTURES = path.join(__dirname, "..", "..", "..", "test", "fixtures");
const PLAIN = path.join(FIXTURES, "plain.npz");

describe("weights that numpy wrote", () => {
	for (const name of ["plain", "compressed", "fortran"])
		test(`${name}: every number arrives in its place, and the file needs no specification`, async () => {
			const network = await loadWeights(path.join(FIXTURES, `${name}.npz`));
			const { inputs, layers, readout } = network.spec;
			assert.equal(inputs, 5);
			assert.deepEqual(readout, leakyReadout(3));
			assert.deepEqual(layers, [src(4), src(6)]);
			const values = (parameter: string): number[] =>
				Array.from(network.parameters.get(parameter)?.values ?? []);
			for (const [layer, rows, columns] of [
				[0, 5, 4],
				[1, 4, 6],
			]) {
				assert.deepEqual(
					values(`${layer}.weights`),
					Array.from({ length: rows * columns }, (_, k) => {
						const [j, n] = [Math.floor(k / columns), k % columns];
						return (n * rows + j) / 16 - layer;
					}),
				);
				for (const [symbol, from, slope] of [
					["bias", -6, 0],
					["r", 2, 1],
					["rs", -7, 1],
					["h0", -0.5, 1],
					["hs0", -0.25, -1],
				] as const)
					assert.deepEqual(
						values(`${layer}.${symbol}`),
						Array.from({ length: columns }, (_, n) => from + (slope * n) / 16),
					);
			}
		});

	test("what the arrays do not hold can be named", async () => {
		const gate = { alpha: 0.8, gateTiming: "current", gateForm: "sigmoid" };
		const { spec } = await loadWeights(PLAIN, {
			src: gate as Partial<ReturnType<typeof src>>,
			leak: 0.95,
		});
		assert.deepEqual(spec.layers[1], { ...src(6), ...gate });
		assert.deepEqual(spec.readout, leakyReadout(3, { leak: 0.95 }));
	});
});

describe("saved weights", () => {
	for (const [name, layer] of allVariants(4))
		test(`${name}: come back equal to the bit, with their specification`, async () => {
			const { spiking } = createCell(1, layer);
			const spec = {
				inputs: 7,
				layers: [layer, layer],
				readout: spiking ? leakyReadout(3, { own: 0.7 }) : linearReadout(3),
			};
			const network = createNetwork(spec, 5);
			const file = path.join(temporaryFolder(), "new folder", "network.npz");
			await saveWeights(network, file);
			assert.deepEqual(await loadWeights(file), network);
			assert.deepEqual(readdirSync(path.dirname(file)), ["network.npz"]);
		});

	test("have the names and shapes of the authors' group", async () => {
		const spec = {
			inputs: 5,
			layers: [src(4), src(6)],
			readout: leakyReadout(3),
		};
		const file = path.join(temporaryFolder(), "network.npz");
		await saveWeights(createNetwork(spec, 5), file);
		const ours = await NpzFile.open(file);
		const numpys = await NpzFile.open(PLAIN);
		assert.deepEqual(ours.names.sort(), numpys.names.sort());
		assert.deepEqual(ours.array("l0_rho").shape, [4]);
		for (const name of ours.names)
			if (name !== "l0_rho")
				assert.deepEqual(ours.array(name).shape, numpys.array(name).shape);
	});
});

test("own weights of a leaky readout, which no file can hold, are refused before one is written", async () => {
	const spec = { inputs: 5, layers: [src(4)], readout: leakyReadout(3) };
	const network = createNetwork(spec, 5);
	const weights = network.parameters.get("readout.weights");
	assert.ok(weights);
	weights.values[1] = 0.5;
	const folder = temporaryFolder();
	await assert.rejects(saveWeights(network, path.join(folder, "x.npz")), {
		message:
			"readout.weights of the network holds 0.5 for label 1 and neuron 0: expected -0.1, since neuron k belongs to label k mod 3 and every label has the same two weights, 1 for its own neurons and -0.1 for all others: loadWeights would refuse the file",
	});
	assert.deepEqual(readdirSync(folder), []);
});

test("the file of a network with a cell of one's own gives it, to the bit, to who names the cell and to nobody else", async () => {
	const spec = { inputs: 5, layers: [src(4)], readout: leakyReadout(3) };
	const network = createNetwork(spec, 5);
	const file = path.join(temporaryFolder(), "x.npz");
	await saveWeights(network, file, { ownCell: "tiring SRC" });
	assert.deepEqual(await loadWeights(file, { ownCell: "tiring SRC" }), network);
	for (const options of [{}, { ownCell: "deaf SRC" }])
		await assert.rejects(loadWeights(file, options), {
			message: `${file}: the network was trained with a cell of one's own, "tiring SRC": load it with { ownCell: "tiring SRC" } and run it in openTensorflowEngine({ createCell }) with that cell`,
		});
});

/** A copy of numpy's file with one array changed or left out. */
async function altered(
	name: string,
	change: (array: NumpyArray) => NumpyArray | undefined,
): Promise<string> {
	const numpys = await NpzFile.open(PLAIN);
	const arrays = new Map(
		numpys.names.map((known) => [known, numpys.array(known)]),
	);
	const array = change(arrays.get(name) ?? filled([4, 4], 1)());
	if (array) arrays.set(name, array);
	else arrays.delete(name);
	const file = path.join(temporaryFolder(), "x.npz");
	await saveNpz(file, arrays);
	return file;
}

function filled(shape: number[], value: number): () => NumpyArray {
	const count = shape.reduce((product, size) => product * size, 1);
	return () => ({ shape, values: new Float32Array(count).fill(value) });
}

/** One number of the array replaced. */
function replaced(at: number, by: number): (array: NumpyArray) => NumpyArray {
	return ({ shape, values }) => ({ shape, values: values.with(at, by) });
}

describe("a file that is no network is refused in one sentence:", () => {
	for (const [title, name, change, message] of [
		[
			"a missing array",
			"l1_bias",
			() => undefined,
			/x\.npz has no array l1_bias: found l0_forward_weights, /,
		],
		[
			"layers that do not chain",
			"l1_forward_weights",
			filled([6, 5], 1),
			/x\.npz: array l1_forward_weights has shape \[6, 5\]: expected \[6, 4\]/,
		],
		[
			"a vector of the wrong length",
			"l0_r",
			filled([3], 2),
			/array l0_r has shape \[3\]: expected \[4\]/,
		],
		[
			"a readout that does not fit",
			"readout",
			filled([3, 5], 1),
			/array readout has shape \[3, 5\]: expected \[3, 6\]/,
		],
		[
			"a readout that does not assign neuron k to label k mod 3",
			"readout",
			replaced(8, 0.4),
			/array readout holds 0.4 for label 1 and neuron 2: expected -0.1, since/,
		],
		[
			"neurons of different ρ",
			"l1_rho",
			replaced(2, 2),
			/array l1_rho holds 3 and 2: expected one value for all neurons of a layer/,
		],
		[
			"an integrator that does not start at 0",
			"l0_initial_i",
			filled([1, 4, 1], 0.5),
			/array l0_initial_i holds 0.5: expected 0/,
		],
		[
			"a number that is not finite",
			"l0_bias",
			replaced(1, Number.NaN),
			/array l0_bias holds NaN at element 1: expected finite numbers/,
		],
		[
			"an array of a layer that nobody reads",
			"l0_recurrent",
			filled([4, 4], 1),
			/array l0_recurrent is no part of SRC layer 0/,
		],
	] as const)
		test(title, async () => {
			const file = await altered(name, change);
			await assert.rejects(loadWeights(file), message);
		});

	test("no file, or one that is no zip archive", async () => {
		const file = path.join(temporaryFolder(), "x.npz");
		await assert.rejects(loadWeights(file), /cannot read .*x\.npz: ENOENT/);
		await writeFile(file, "not a zip archive");
		await assert.rejects(
			loadWeights(file),
			/x\.npz is no \.npz file: expected a whole zip archive, found 17 bytes/,
		);
	});

	test("a member larger than the archive says is not unpacked beyond that, nor any before it is asked for", async () => {
		const file = path.join(temporaryFolder(), "x.npz");
		const zeros = new Uint8Array(2 ** 26);
		const bytes = Buffer.from(zipSync({ "bomb.npy": zeros }, { level: 9 }));
		assert.ok(bytes.length < 2 ** 17);
		// the size in the directory, 24 bytes into its entry
		bytes.writeUInt32LE(10, bytes.indexOf("PK\x01\x02") + 24);
		await writeFile(file, bytes);
		const opened = await NpzFile.open(file);
		assert.deepEqual(opened.names, ["bomb"]);
		const before = process.memoryUsage().arrayBuffers;
		assert.throws(() => opened.array("bomb"), {
			message: `${file}: member bomb.npy is damaged (it has more than the 10 bytes of the directory): copy or save the file again`,
		});
		assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 22);
	});

	test("a member smaller than the archive says", async () => {
		const file = path.join(temporaryFolder(), "x.npz");
		const bytes = Buffer.from(zipSync({ "a.npy": new Uint8Array(99) }));
		bytes.writeUInt32LE(100, bytes.indexOf("PK\x01\x02") + 24);
		await writeFile(file, bytes);
		const opened = await NpzFile.open(file);
		assert.throws(
			() => opened.array("a"),
			/member a\.npy is damaged \(it has 99 bytes and not the 100 of the directory\)/,
		);
	});

	test("an archive with one altered bit", async () => {
		const file = path.join(temporaryFolder(), "x.npz");
		const bytes = readFileSync(PLAIN);
		// of the numbers of l0_forward_weights, which numpy stores first
		bytes[200] ^= 1;
		await writeFile(file, bytes);
		await assert.rejects(
			loadWeights(file),
			/x\.npz: member l0_forward_weights\.npy is damaged \(its CRC-32 is not the one in the directory\)/,
		);
	});
});
