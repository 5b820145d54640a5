import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import {
	createNetwork,
	leakyReadout,
	lif,
	loadNir,
	saveNir,
	src,
} from "spiking-recurrent-cell";
import { emptyFolder } from "../data/fixture.js";
import { lifVariants } from "../oracle/problems.js";

const FIXTURES = path.join(__dirname, "..", "..", "..", "test", "fixtures");

describe("NIR files", () => {
	for (const [name, layer] of lifVariants(6))
		test(`${name}: a network comes back equal to the bit`, async (t) => {
			const spec = {
				inputs: 5,
				layers: [{ ...layer, beta: 0.95 }, layer],
				readout: leakyReadout(3),
			};
			const network = createNetwork(spec, 2);
			const file = path.join(emptyFolder(t), "new folder", "lif.nir");
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

	test("cannot hold SRC layers: one sentence says so", async (t) => {
		const spec = { inputs: 5, layers: [src(6)], readout: leakyReadout(3) };
		await assert.rejects(
			saveNir(createNetwork(spec, 1), path.join(emptyFolder(t), "x.nir")),
			/layer 0 is of SRC cells: NIR has no node for them/,
		);
	});

	test("that are none are refused in one sentence", async (t) => {
		const file = path.join(emptyFolder(t), "x.nir");
		await assert.rejects(loadNir(file), /cannot read .*x\.nir: ENOENT/);
		await writeFile(file, "not HDF5");
		await assert.rejects(loadNir(file), /x\.nir is no HDF5 file/);
	});
});
