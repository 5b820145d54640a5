import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	type Batch,
	createNetwork,
	leakyReadout,
	memoryNeeded,
	type NetworkSpec,
	openFusedEngine,
	PAPER_ENCODING,
	src,
} from "spiking-recurrent-cell";

const GIB = 2 ** 30;

function network(...widths: number[]): NetworkSpec {
	return {
		inputs: 784,
		layers: widths.map((units) => src(units)),
		readout: leakyReadout(10),
	};
}

function greyBatch(samples: number, epoch: number): Batch {
	return {
		stimuli: {
			kind: "images",
			images: new Uint8Array(samples * 784).fill(90),
			samples: Uint32Array.from({ length: samples }, (_, b) => b),
			encoding: PAPER_ENCODING,
			seed: 1,
			epoch,
		},
		labels: new Uint8Array(samples),
	};
}

describe("memory of the fused engine", () => {
	test("a training step of every network of the benchmark needs < 1 GiB at batch 256 on 4 workers", () => {
		for (const spec of [
			network(100),
			network(512, 100),
			network(128, 128, 128, 128, 100),
			network(...Array(9).fill(128), 100),
			network(512, 512, 512, 100),
		]) {
			const needed = memoryNeeded({
				network: spec,
				encoding: PAPER_ENCODING,
				samples: 256,
				workers: 4,
				gradient: true,
			});
			assert.ok(needed < GIB, `${needed / GIB} GiB`);
		}
	});

	test("the engine allots what was announced, and 30 batches add < 32 MiB to the process", async () => {
		const spec = network(100);
		const needed = memoryNeeded({
			network: spec,
			encoding: PAPER_ENCODING,
			samples: 32,
			workers: 2,
			gradient: true,
		});
		let allotted = 0;
		const Memory = WebAssembly.Memory;
		WebAssembly.Memory = class extends Memory {
			constructor(descriptor: WebAssembly.MemoryDescriptor) {
				super(descriptor);
				allotted += this.buffer.byteLength;
			}
		};
		const engine = openFusedEngine({ workers: 2 });
		try {
			const batch = greyBatch(32, 1);
			const trained = createNetwork(spec, 1);
			const run = () => engine.gradient(trained, batch);
			for (let warm = 0; warm < 5; warm++) await run();
			const before = process.memoryUsage().rss;
			for (let step = 0; step < 30; step++) await run();
			const grown = process.memoryUsage().rss - before;
			assert.ok(grown < 32 * 2 ** 20, `${grown / 2 ** 20} MiB`);
			assert.equal(allotted, Math.ceil(needed / 65536) * 65536);
		} finally {
			WebAssembly.Memory = Memory;
			await engine.dispose();
		}
	});

	test("gradients are written over spent ones of their size, to the bit as into new arrays", async () => {
		const engine = openFusedEngine({ workers: 2 });
		const trained = createNetwork(network(64, 100), 1);
		const spent = (await engine.gradient(trained, greyBatch(4, 1))).gradients;
		const fresh = await engine.gradient(trained, greyBatch(4, 2));
		const short = new Float32Array(3);
		const mixed = new Map([...spent, ["0.weights", short]]);
		const again = await engine.gradient(trained, greyBatch(4, 2), mixed);
		await engine.dispose();
		assert.deepEqual(again, fresh);
		for (const [name, gradient] of again.gradients)
			assert.equal(gradient === mixed.get(name), name !== "0.weights", name);
	});

	test("a run beyond 4 GiB is refused with its size", async () => {
		const spec = network(2000, 2000, 2000);
		const engine = openFusedEngine({ workers: 2 });
		const batch: Batch = {
			stimuli: {
				kind: "images",
				images: new Uint8Array(784),
				samples: new Uint32Array(1),
				encoding: { ...PAPER_ENCODING, steps: 60_000 },
				seed: 1,
				epoch: 1,
			},
			labels: new Uint8Array(1),
		};
		await assert.rejects(
			engine.gradient(createNetwork(spec, 1), batch),
			/this run needs [\d.]+ GiB, the fused engine has 4 GiB/,
		);
		await engine.dispose();
	});
});
