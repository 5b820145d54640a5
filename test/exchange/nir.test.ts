import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import {
	createNetwork,
	drawDigits,
	leakyReadout,
	lif,
	loadNir,
	saveNir,
	src,
	toSpikes,
	trainReLUNetwork,
} from "spiking-recurrent-cell";
import { lifVariants } from "../oracle/problems.js";
import { temporaryFolder } from "../temporary.js";

const FIXTURES = path.join(__dirname, "..", "..", "..", "test", "fixtures");

/** What a test writes into a NIR file: texts, vectors, matrices by rows, groups. */
type Content = string | number[] | number[][] | string[][] | Tree;
interface Tree {
	[name: string]: Content;
}

async function library() {
	const h5wasm = await import("h5wasm/node");
	await h5wasm.ready;
	return h5wasm;
}

type Group = InstanceType<Awaited<ReturnType<typeof library>>["Group"]>;

/** A file that holds these groups, written without the library's own writer. */
async function hdf5(
	tree: Tree,
	finish: (file: Group) => void = () => {},
): Promise<string> {
	const { File } = await library();
	const name = path.join(temporaryFolder(), "x.nir");
	const file = new File(name, "w");
	writeTree(file, tree);
	finish(file);
	file.close();
	return name;
}

function writeTree(group: Group, tree: Tree): void {
	for (const [name, content] of Object.entries(tree))
		if (typeof content === "string")
			group.create_dataset({ name, data: content });
		else if (Array.isArray(content)) {
			const data = content.flat();
			group.create_dataset({
				name,
				data:
					typeof data[0] === "string"
						? (data as string[])
						: Float32Array.from(data as number[]),
				shape: Array.isArray(content[0])
					? [content.length, content[0].length]
					: [data.length],
			});
		} else writeTree(group.create_group(name), content);
}

/** A network of 5 inputs and two neurons, of which a test changes something. */
function soundChain() {
	const nodes: Record<string, Tree> = {
		input: { type: "Input" },
		affine: {
			type: "Affine",
			weight: [
				[0, 1, 2, 3, 4],
				[5, 6, 7, 8, 9],
			],
			bias: [0.5, 0.25],
		},
		lif: {
			type: "LIF",
			tau: [1e-3, 1e-3],
			r: [10, 10],
			v_leak: [0, 0],
			v_threshold: [1, 1],
			v_reset: [0, 0],
		},
		output: { type: "Output" },
	};
	const edges = [
		["input", "affine"],
		["affine", "lif"],
		["lif", "output"],
	];
	const metadata: Tree = {};
	return { nodes, edges, metadata };
}

type Change = (chain: ReturnType<typeof soundChain>) => void;

async function chainFile(change: Change): Promise<string> {
	const chain = soundChain();
	change(chain);
	return hdf5({ node: { type: "NIRGraph", ...chain } });
}

/** Another value of one symbol of a node, or none. */
function altered(node: string, symbol: string, content?: Content): Change {
	return ({ nodes }) => {
		if (content === undefined) delete nodes[node][symbol];
		else nodes[node][symbol] = content;
	};
}

describe("NIR files", () => {
	for (const [name, layer] of lifVariants(6))
		test(`${name}: a network comes back equal to the bit`, async () => {
			const spec = {
				inputs: 5,
				layers: [{ ...layer, beta: 0.95 }, layer],
				readout: leakyReadout(3),
			};
			const network = createNetwork(spec, 2);
			const file = path.join(temporaryFolder(), "new folder", "lif.nir");
			const lost = await saveNir(network, file);
			assert.equal(
				lost.filter((sentence) => sentence.includes("by subtraction")).length,
				layer.reset === "subtract" ? 2 : 0,
			);
			assert.deepEqual(await loadNir(file), network);
		});

	test("that the Python package wrote are read: β, threshold, weights; the reset is NIR's, to zero", async () => {
		const network = await loadNir(path.join(FIXTURES, "lif.nir"), 3);
		const { layers, inputs } = network.spec;
		assert.equal(inputs, 5);
		assert.deepEqual(layers, [
			lif(4, { beta: 0.9, threshold: 1, reset: "zero" }),
			lif(6, { beta: 0.8, threshold: 1.5, reset: "zero", bias: false }),
		]);
		assert.deepEqual(
			Array.from(network.parameters.get("0.weights")?.values ?? []),
			Array.from({ length: 20 }, (_, k) => ((k % 4) * 5 + (k >> 2)) / 16),
		);
	});

	test("hold β = 1 as IF nodes: the network of a conversion comes back equal to the bit", async () => {
		const digits = await drawDigits({ train: 20, validation: 5, test: 0 });
		const start = { units: 16, seed: 1, epochs: 0, rate: 0.02 };
		const reluNetwork = trainReLUNetwork(digits.train, 10, start);
		const network = toSpikes(reluNetwork, digits.validation);
		const file = path.join(temporaryFolder(), "if.nir");
		await saveNir(network, file);
		const { File } = await library();
		const written = new File(file, "r");
		const nodes = written.paths().map((place) => place.split("/")[2]);
		written.close();
		assert.ok(nodes.includes("if_0") && nodes.includes("if_1"));
		assert.deepEqual(await loadNir(file), network);
	});

	test("hold β = 0 and a threshold of sixteen digits to the bit", async () => {
		const spec = {
			inputs: 5,
			layers: [lif(4, { beta: 0, threshold: Math.PI })],
			readout: leakyReadout(3),
		};
		const file = path.join(temporaryFolder(), "zero.nir");
		await saveNir(createNetwork(spec, 1), file);
		assert.deepEqual((await loadNir(file)).spec, spec);
	});

	test("of others are read with IF nodes: β is 1, and an R that is not a step's inverse scales the threshold", async () => {
		const file = await chainFile(({ nodes }) => {
			nodes.lif = { type: "IF", r: [2e4, 2e4], v_threshold: [1, 1] };
		});
		const { spec, parameters } = await loadNir(file, 2);
		assert.deepEqual(spec.layers, [
			lif(2, { beta: 1, threshold: 0.5, reset: "zero" }),
		]);
		const bias = parameters.get("0.bias")?.values;
		assert.deepEqual(bias, Float32Array.of(0.5, 0.25));
	});

	test("cannot hold SRC layers: one sentence says so", async () => {
		const spec = { inputs: 5, layers: [src(6)], readout: leakyReadout(3) };
		await assert.rejects(
			saveNir(createNetwork(spec, 1), path.join(temporaryFolder(), "x.nir")),
			/layer 0 is of SRC cells: NIR has no node for them/,
		);
	});

	test("that are none are refused in one sentence", async () => {
		const file = path.join(temporaryFolder(), "x.nir");
		await assert.rejects(loadNir(file), /cannot read .*x\.nir: ENOENT/);
		await writeFile(file, "not HDF5");
		await assert.rejects(loadNir(file), /x\.nir is no HDF5 file/);
		await writeFile(file, "\x89HDF\r\n\x1a\n, and no more", "latin1");
		await assert.rejects(
			loadNir(file),
			/^Error: cannot read .*x\.nir: the HDF5 library cannot open it, so it is truncated or damaged: copy or save it again$/,
		);
	});

	test("a folder in place of one is refused with its path, and 20 of them leave no file open", async () => {
		const folder = path.join(temporaryFolder(), "x.nir");
		mkdirSync(folder);
		const open = () => readdirSync("/proc/self/fd").length;
		const before = process.platform === "linux" ? open() : 0;
		for (let k = 0; k < 20; k++)
			await assert.rejects(
				loadNir(folder),
				/^Error: cannot read .*x\.nir: EISDIR/,
			);
		if (process.platform === "linux") assert.equal(open(), before);
	});

	test("that cannot be written leave nothing behind", async () => {
		const folder = temporaryFolder();
		const spec = { inputs: 5, layers: [lif(4)], readout: leakyReadout(3) };
		const network = createNetwork(spec, 1);
		const parameters = new Map(network.parameters);
		parameters.delete("0.bias");
		await assert.rejects(
			saveNir({ ...network, parameters }, path.join(folder, "x.nir")),
		);
		assert.deepEqual(readdirSync(folder), []);
	});

	test("of which the disk takes only the first 50 kB or so are refused in one sentence, and the file that was there stays to the byte", async (t) => {
		if (process.platform === "win32") return t.skip("there is no ulimit");
		const file = path.join(temporaryFolder(), "x.nir");
		await writeFile(file, "older");
		const library = JSON.stringify(require.resolve("spiking-recurrent-cell"));
		const code = `
const { createNetwork, leakyReadout, lif, saveNir } = require(${library});
const spec = { inputs: 500, layers: [lif(100)], readout: leakyReadout(10) };
saveNir(createNetwork(spec, 1), process.argv[1]).catch(({ message }) => console.log(message));`;
		const { stdout, status } = spawnSync(
			"sh",
			[
				"-c",
				'ulimit -f 100; exec "$@"',
				"sh",
				process.execPath,
				"-e",
				code,
				file,
			],
			{ encoding: "utf8" },
		);
		assert.equal(status, 0);
		assert.equal(
			stdout,
			`cannot write ${file}: the HDF5 library got only a part of it to the disk: make room there\n`,
		);
		assert.equal(readFileSync(file, "utf8"), "older");
		assert.deepEqual(readdirSync(path.dirname(file)), ["x.nir"]);
	});
});

describe("a malformed NIR file is refused in one sentence, with file and node:", () => {
	const rows = (value: number) => [
		[0, 1, 2, 3, 4],
		[5, 6, value, 8, 9],
	];
	const cases: readonly (readonly [string, Change, string])[] = [
		[
			"three biases for two neurons",
			altered("affine", "bias", [1, 2, 3]),
			"node affine has 3 values of bias: expected 2, one a neuron",
		],
		[
			"no bias",
			altered("affine", "bias"),
			"node affine has no numbers bias: found type, weight",
		],
		[
			"a weight that is not finite",
			altered("affine", "weight", rows(Number.NaN)),
			"node affine has weight NaN at element 7: expected finite numbers of single precision",
		],
		[
			"weights that are no matrix",
			altered("affine", "weight", [1, 2]),
			"node affine has weight of shape [2]: expected [units, inputs]",
		],
		[
			"no τ",
			altered("lif", "tau"),
			"node lif has no numbers tau: found r, type, v_leak, v_reset, v_threshold",
		],
		[
			"a τ of 0",
			altered("lif", "tau", [0, 0]),
			"node lif has tau 0: expected a number > 0",
		],
		[
			"a τ shorter than a step",
			altered("lif", "tau", [2 ** -14, 2 ** -14]),
			"node lif has tau 0.00006103515625: expected 0.0001 s, a step, or more",
		],
		[
			"no R",
			altered("lif", "r"),
			"node lif has no numbers r: found tau, type, v_leak, v_reset, v_threshold",
		],
		[
			"an infinite R",
			altered("lif", "r", [Infinity, Infinity]),
			"node lif has r Infinity at element 0: expected finite numbers of single precision",
		],
		[
			"several thresholds",
			altered("lif", "v_threshold", [1, 2]),
			"node lif has several values of v_threshold: expected one for all neurons of a layer",
		],
		[
			"three thresholds for two neurons",
			altered("lif", "v_threshold", [1, 1, 1]),
			"node lif has 3 values of v_threshold: expected 2, one a neuron, or a single one",
		],
		[
			"a threshold below 0",
			altered("lif", "v_threshold", [-1, -1]),
			"node lif has v_threshold -1: expected a number > 0",
		],
		[
			"a potential other than 0 after a spike",
			altered("lif", "v_reset", [0.5, 0.5]),
			"node lif has v_reset 0.5: expected 0",
		],
		[
			"metadata that are no JSON",
			altered("lif", "metadata", { spec: "{half" }),
			'node lif has the metadata spec "{half": expected an object in JSON',
		],
		[
			"metadata with an unknown reset",
			altered("lif", "metadata", { spec: '{"reset":"none"}' }),
			'reset of a LIF layer is "none": choose subtract or zero',
		],
		[
			"a readout that is no object",
			({ metadata }) => {
				metadata.readout = "null";
			},
			'node NIRGraph has the metadata readout "null": expected an object in JSON',
		],
		[
			"an edge to nowhere",
			({ edges }) => {
				edges[1][1] = "gone";
				edges[2][0] = "gone";
			},
			"node NIRGraph has an edge to gone, which is no node",
		],
	];
	for (const [title, change, message] of cases)
		test(title, async () => {
			const file = await chainFile(change);
			await assert.rejects(loadNir(file, 2), {
				message: `${file}: ${message}`,
			});
		});

	test("links that lead back, soft or hard, which have no end", async () => {
		for (const link of ["create_soft_link", "create_hard_link"] as const) {
			const file = await hdf5({ node: { type: "NIRGraph" } }, (root) => {
				root[link]("/", "again");
				root[link]("/node", "twice");
			});
			await assert.rejects(loadNir(file), {
				message: `cannot read ${file}: its group /again is a link to one that was met already: expected a tree, so copy the group in place of the link`,
			});
		}
	});
});
