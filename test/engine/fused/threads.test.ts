import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import type { Worker } from "node:worker_threads";
import {
	type Batch,
	createNetwork,
	type Engine,
	type GradientResult,
	gru,
	leakyReadout,
	lif,
	linearReadout,
	type Network,
	openFusedEngine,
	type RateEncoding,
	src,
} from "spiking-recurrent-cell";
import { openInlineFusedEngine } from "spiking-recurrent-cell/dist/engine/fused/inline.js";
import { makeProblem } from "../../oracle/problems.js";

const ENCODING: RateEncoding = {
	code: "rate",
	gain: 0.5,
	prefix: 3,
	steps: 30,
};

/** B images of random grey dots. */
function imageBatch(samples: number, inputs: number): Batch {
	return {
		stimuli: {
			kind: "images",
			images: Uint8Array.from({ length: samples * inputs }, (_, k) =>
				k % 3 === 0 ? (k * 7919) % 256 : 0,
			),
			samples: Uint32Array.from({ length: samples }, (_, k) => 1000 - 13 * k),
			encoding: ENCODING,
			seed: 5,
			epoch: 2,
		},
		labels: Uint8Array.from({ length: samples }, (_, k) => k % 3),
	};
}

/** The samples of a batch in another order. */
function permuted(batch: Batch, order: readonly number[]): Batch {
	const { stimuli, labels } = batch;
	const reordered = Uint8Array.from(order, (b) => labels[b]);
	const samplesOf = (samples: Uint32Array): Uint32Array =>
		Uint32Array.from(order, (b) => samples[b]);
	if (stimuli.kind === "trains") {
		const trains = order.map((b) => stimuli.trains[b]);
		const { addresses } = stimuli;
		const moved = addresses && {
			addresses: { ...addresses, samples: samplesOf(addresses.samples) },
		};
		return {
			stimuli: { kind: "trains", trains, ...moved },
			labels: reordered,
		};
	}
	const inputs = stimuli.images.length / labels.length;
	return {
		stimuli: {
			...stimuli,
			images: Uint8Array.from(
				order.flatMap((b) => [
					...stimuli.images.subarray(b * inputs, (b + 1) * inputs),
				]),
			),
			samples: samplesOf(stimuli.samples),
		},
		labels: reordered,
	};
}

const NETWORKS: [string, Network][] = [
	[
		"SRC 12-9-7",
		createNetwork(
			{ inputs: 12, layers: [src(9), src(7)], readout: leakyReadout(3) },
			1,
		),
	],
	[
		"SRC 12-9-7 with noise at each step",
		createNetwork(
			{
				inputs: 12,
				layers: [9, 7].map((units) =>
					src(units, { noise: "step", rDeviation: 0.2, rsDeviation: 0.4 }),
				),
				readout: leakyReadout(3),
			},
			1,
		),
	],
	[
		"LIF 12-9-7",
		createNetwork(
			{ inputs: 12, layers: [lif(9), lif(7)], readout: leakyReadout(3) },
			1,
		),
	],
	[
		"GRU 12-5",
		createNetwork(
			{ inputs: 12, layers: [gru(5)], readout: linearReadout(3) },
			1,
		),
	],
];

async function using<T>(
	engine: Engine,
	work: (engine: Engine) => Promise<T>,
): Promise<T> {
	try {
		return await work(engine);
	} finally {
		await engine.dispose();
	}
}

function gradientOf(
	workers: number,
	network: Network,
	batch: Batch,
): Promise<GradientResult> {
	return using(openFusedEngine({ workers }), (engine) =>
		engine.gradient(network, batch),
	);
}

describe("fused engine on several threads", () => {
	for (const [name, network] of NETWORKS) {
		test(`${name}: 1, 2 and 4 workers and the calling thread give the same bits`, async () => {
			const batch = imageBatch(37, 12);
			const expected = await gradientOf(1, network, batch);
			assert.ok(expected.gradients.get("0.weights")?.some((g) => g !== 0));
			for (const workers of [2, 4])
				assert.deepEqual(await gradientOf(workers, network, batch), expected);
			const inline = await using(openInlineFusedEngine(), (engine) =>
				engine.gradient(network, batch),
			);
			assert.deepEqual(inline, expected);
		});

		test(`${name}: the order of the batch changes no bit of the gradient`, async () => {
			const trains = makeProblem(network.spec.layers, 3, {
				inputs: 12,
				samples: 37,
			}).batch;
			for (const batch of [imageBatch(37, 12), trains]) {
				const order = Array.from({ length: 37 }, (_, b) => (b * 5 + 3) % 37);
				const expected = await gradientOf(2, network, batch);
				const result = await gradientOf(2, network, permuted(batch, order));
				assert.deepEqual(result.gradients, expected.gradients);
				assert.equal(result.loss, expected.loss);
				order.forEach((b, place) => {
					assert.deepEqual(
						result.logits.subarray(3 * place, 3 * place + 3),
						expected.logits.subarray(3 * b, 3 * b + 3),
					);
				});
			}
		});
	}

	test("runs that are asked for at once, of different shapes, do not disturb each other", async () => {
		const [, network] = NETWORKS[0];
		const batches = [37, 4, 1, 50].map((samples) => imageBatch(samples, 12));
		const alone: GradientResult[] = [];
		for (const batch of batches)
			alone.push(await gradientOf(2, network, batch));
		await using(openFusedEngine({ workers: 2 }), async (engine) => {
			const together = await Promise.all(
				batches.map((batch) => engine.gradient(network, batch)),
			);
			assert.deepEqual(together, alone);
		});
	});

	test("a worker that dies is an error, and the next batch runs on new workers", async () => {
		const network = createNetwork(
			{ inputs: 12, layers: [src(200)], readout: leakyReadout(3) },
			1,
		);
		const batch = imageBatch(37, 12);
		const workers: Worker[] = [];
		const keep = (worker: Worker) => workers.push(worker);
		process.on("worker", keep);
		await using(openFusedEngine({ workers: 3 }), async (engine) => {
			const expected = await engine.gradient(network, batch);
			assert.equal(workers.length, 2, "beside this thread");
			const running = engine.gradient(network, imageBatch(2000, 12));
			setTimeout(() => workers[0].terminate(), 5);
			await assert.rejects(
				running,
				/worker of the fused engine ended with exit code 1/,
			);
			assert.deepEqual(await engine.gradient(network, batch), expected);
			assert.equal(workers.length, 4);
		});
		process.off("worker", keep);
	});

	test("an engine that is not disposed of does not keep the process alive", () => {
		const script = `
			const { openFusedEngine, createNetwork, src, leakyReadout } = require("spiking-recurrent-cell");
			const network = createNetwork({ inputs: 2, layers: [src(3)], readout: leakyReadout(2) }, 1);
			const train = { steps: 4, inputs: 2, offsets: new Uint32Array(5), indices: new Uint16Array(0) };
			openFusedEngine({ workers: 2 })
				.forward(network, { stimuli: { kind: "trains", trains: [train] }, labels: Uint8Array.of(0) })
				.then(({ logits }) => console.log(logits.length));`;
		const { stdout, status, signal } = spawnSync(
			process.execPath,
			["-e", script],
			{ cwd: __dirname, encoding: "utf8", timeout: 30_000 },
		);
		assert.equal(signal, null, "the process had to be killed");
		assert.equal(status, 0);
		assert.equal(stdout.trim(), "2");
	});

	test("a timer fires while a batch runs", async () => {
		const network = createNetwork(
			{ inputs: 12, layers: [src(200)], readout: leakyReadout(3) },
			1,
		);
		for (const engine of [
			openFusedEngine({ workers: 1 }),
			openInlineFusedEngine(),
		])
			await using(engine, async () => {
				let ticks = 0;
				const timer = setInterval(() => ticks++, 1);
				await engine.gradient(network, imageBatch(3000, 12));
				clearInterval(timer);
				assert.ok(ticks >= 3, `${ticks} ticks`);
			});
	});
});
