import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import {
	Adam,
	type AdamSettings,
	chunks,
	clipByGlobalNorm,
	createNetwork,
	type Dataset,
	type Engine,
	evaluate,
	lif,
	loadRecords,
	openFusedEngine,
	openTensorflowEngine,
	type Progress,
	RUN_QUANTITIES,
	type RunRecord,
	removeCheckpoint,
	requestOf,
	runId,
	type Schedule,
	saveRecord,
	src,
	train,
	trainUntested,
} from "spiking-recurrent-cell";
import {
	restoreCheckpoint,
	saveCheckpoint,
	type TrainingState,
} from "spiking-recurrent-cell/dist/training/checkpoint.js";
import { temporaryFolder } from "../temporary.js";
import { TOY_PLAN as plan, toyDataset } from "./toy.js";

describe("training", () => {
	let engine: Engine;
	const fused = openFusedEngine({ workers: 1 });
	before(async () => {
		engine = await openTensorflowEngine();
	});
	after(() => fused.dispose());

	test("learns two separable classes in two epochs, and says what it did", async () => {
		const seen: Progress[] = [];
		const { record } = await train(plan, toyDataset(), engine, {
			onProgress: (progress) => seen.push(progress),
		});
		assert.ok(record.test.accuracy > 0.9, `accuracy ${record.test.accuracy}`);
		assert.equal(record.curve.length, 2);
		assert.ok(record.curve[1].trainLoss < record.curve[0].trainLoss);
		assert.ok(record.test.layers[0].spikesPerNeuron > 0);
		assert.equal(record.engine, engine.name);
		assert.deepEqual(
			[...new Set(seen.map(({ phase }) => phase))],
			["training", "validation", "test"],
		);
		assert.equal(
			seen.filter(({ phase }) => phase === "test").length,
			1,
			"the test set is read once",
		);
	});

	test("a search never looks at the test set: its record has none, and samples to test on are refused", async () => {
		const data = toyDataset();
		const untested: Dataset = {
			...data,
			test: {
				role: "test",
				count: 0,
				labels: new Uint8Array(0),
				kind: "recordings",
				numbers: new Uint32Array(0),
				digest: "none",
				recording: () => assert.fail("a test sample was asked for"),
			},
		};
		const { record } = await trainUntested(plan, untested, engine);
		assert.equal(record.test, null);
		assert.equal(record.dataset.test, 0);
		assert.ok((record.curve[1].validationAccuracy ?? 0) > 0.9);
		assert.equal(
			RUN_QUANTITIES["validation accuracy"].of(record),
			100 * (record.curve[1].validationAccuracy ?? 0),
		);
		assert.throws(
			() => RUN_QUANTITIES["test accuracy"].of(record),
			/never saw the test set: ask for its validation accuracy/,
		);
		await assert.rejects(
			trainUntested(plan, data, engine),
			/toy was loaded with 16 test samples, which a search must not see/,
		);
		await assert.rejects(
			train(plan, untested, engine),
			/toy was loaded without test samples/,
		);
	});

	test("the same plan gives the same curve to the last digit", async () => {
		const results = [];
		for (let k = 0; k < 2; k++) {
			const { record } = await train(plan, toyDataset(), engine);
			const curve = record.curve.map(({ seconds: _, ...rest }) => rest);
			results.push({ id: record.id, curve, test: record.test });
		}
		assert.deepEqual(results[0], results[1]);
	});

	test("without validation samples a training has no validation in its curve, and still reads the test set", async () => {
		const data = toyDataset();
		const validation = { ...data.validation, count: 0 };
		const { record } = await train(plan, { ...data, validation }, engine);
		for (const epoch of record.curve) {
			assert.equal(epoch.validationAccuracy, null);
			assert.deepEqual(epoch.layers, []);
		}
		assert.ok(record.test.accuracy > 0.9);
	});

	test("a learned bias never exceeds its maximum", async () => {
		const { network } = await train(plan, toyDataset(), engine);
		const bias = network.parameters.get("0.bias")?.values as Float32Array;
		assert.ok(bias.some((b) => b !== -6));
		assert.ok(bias.every((b) => b <= -4));
	});

	test("the signal ends a training", async () => {
		const abort = new AbortController();
		const training = train(plan, toyDataset(), engine, {
			signal: abort.signal,
			onProgress: () => abort.abort(),
		});
		await assert.rejects(training, { name: "AbortError" });
	});

	test("the id of a run changes with seed, configuration and data, and not with the order of keys, the experiment's name or a gradient that is said to be exact", () => {
		const data = requestOf(toyDataset());
		const id = runId(plan, data);
		assert.equal(
			runId(Object.fromEntries(Object.entries(plan).reverse()) as never, data),
			id,
		);
		assert.equal(runId({ ...plan, experiment: "another" }, data), id);
		assert.equal(
			runId({ ...plan, lowerGradient: { kind: "exact" } }, data),
			id,
		);
		assert.notEqual(runId({ ...plan, seed: 4 }, data), id);
		assert.notEqual(runId({ ...plan, clip: null }, data), id);
		assert.notEqual(runId(plan, { ...data, train: 1 }), id);
		assert.notEqual(runId(plan, { ...data, name: "mnist" }), id);
	});

	test("a plan and a record written before an option existed have the id and the meaning of one that names its default", async () => {
		const { record } = await train(plan, toyDataset(), engine);
		const text = JSON.stringify(record).replace(
			/"(rDeviation|rsDeviation|noise|activation|spikes)":("[a-z]+"|0),/g,
			"",
		);
		const older = JSON.parse(text) as RunRecord;
		assert.ok(!("noise" in older.plan.network.layers[0]));
		assert.equal(runId(older.plan, requestOf(toyDataset())), record.id);
		const folder = temporaryFolder();
		await writeFile(join(folder, "older.json"), text);
		assert.deepEqual(await loadRecords(folder), [record]);
		const layers = [src(10, { bias: "learned", spikes: "binary" })];
		const network = { ...plan.network, layers };
		const binary = runId({ ...plan, network }, requestOf(toyDataset()));
		assert.notEqual(binary, record.id);
	});

	test("a record is written whole and read back the same", async () => {
		const folder = temporaryFolder();
		const { record } = await train(plan, toyDataset(), engine);
		await saveRecord(record, folder);
		assert.deepEqual(await loadRecords(folder), [record]);
		const [name, ...others] = await readdir(folder);
		assert.equal(name, `toy_toy_src_seed3_${record.id}.json`);
		assert.deepEqual(others, []);
		assert.deepEqual(await loadRecords(join(folder, "missing")), []);
	});

	test("a training stopped in its second epoch goes on from the checkpoint to the same weights and curve, to the bit", async () => {
		const folder = temporaryFolder();
		const checkpoint = join(folder, "run.json");
		const whole = await train(plan, toyDataset(), engine);
		const abort = new AbortController();
		const stopped = train(plan, toyDataset(), engine, {
			checkpoint,
			signal: abort.signal,
			onProgress: ({ epoch, done }) => {
				if (epoch === 2 && done === 32) abort.abort();
			},
		});
		await assert.rejects(stopped, { name: "AbortError" });
		assert.deepEqual(await readdir(folder), ["run.json"]);
		const epochs = new Set<number>();
		const resumed = await train(plan, toyDataset(), engine, {
			checkpoint,
			onProgress: ({ epoch }) => epochs.add(epoch),
		});
		assert.deepEqual([...epochs], [2], "the first epoch is not run again");
		assert.deepEqual(resumed.network, whole.network);
		const timeless = ({ record }: typeof whole) => ({
			test: record.test,
			curve: record.curve.map(({ seconds: _, ...rest }) => rest),
		});
		assert.deepEqual(timeless(resumed), timeless(whole));
		assert.deepEqual(await readdir(folder), ["run.json"]);
		const again = await train(plan, toyDataset(), engine, {
			checkpoint,
			onProgress: ({ phase }) => assert.equal(phase, "test"),
		});
		assert.deepEqual(again.network, whole.network, "as long as it is there");
		await removeCheckpoint(checkpoint);
		assert.deepEqual(await readdir(folder), []);
	});

	test("a checkpoint of another run or a damaged one is refused and left as it is", async () => {
		const checkpoint = join(temporaryFolder(), "run.json");
		const abort = new AbortController();
		const stopped = train(plan, toyDataset(), engine, {
			checkpoint,
			signal: abort.signal,
			onProgress: ({ phase }) => {
				if (phase === "validation") setTimeout(() => abort.abort());
			},
		});
		await assert.rejects(stopped, { name: "AbortError" });
		await assert.rejects(
			train({ ...plan, seed: 9 }, toyDataset(), engine, { checkpoint }),
			/belongs to run [0-9a-f]{16} and not to [0-9a-f]{16}: its configuration, numerics or data changed/,
		);
		const text = await readFile(checkpoint, "utf8");
		await writeFile(checkpoint, text.slice(0, 1000));
		await assert.rejects(
			train(plan, toyDataset(), engine, { checkpoint }),
			/is damaged \(1000 characters, no valid JSON\): remove it/,
		);
		assert.equal((await readFile(checkpoint, "utf8")).length, 1000);
		await writeFile(checkpoint, '{"id": "x"}');
		await assert.rejects(
			train(plan, toyDataset(), engine, { checkpoint }),
			/run.json is damaged \(it has no "curve"\): remove it/,
		);
		await rm(checkpoint);
		await mkdir(checkpoint);
		await assert.rejects(
			train(plan, toyDataset(), engine, { checkpoint }),
			/^Error: cannot read .*run\.json: EISDIR/,
			"a folder is not the same as nothing",
		);
	});

	test("a checkpoint of another kind of engine or of another backend is refused; one of the same engine, or of a time when none was named, is not", async () => {
		const folder = temporaryFolder();
		const checkpoint = join(folder, "run.json");
		const whole = await train(plan, toyDataset(), engine, { checkpoint });
		const text = await readFile(checkpoint, "utf8");
		const stored = JSON.parse(text) as { engine: string };
		assert.equal(stored.engine, engine.name);
		const takenUp = async (engineThen: string | undefined) => {
			const then = JSON.stringify({ ...stored, engine: engineThen });
			await writeFile(checkpoint, then);
			return train(plan, toyDataset(), engine, { checkpoint });
		};
		for (const other of ["fused (2 workers)", "tensorflow (another backend)"])
			await assert.rejects(takenUp(other), {
				message: `checkpoint ${checkpoint} is of engine "${other}", and "${engine.name}" rounds otherwise: go on with the former, or remove it to start afresh`,
			});
		for (const same of [undefined, engine.name])
			assert.deepEqual((await takenUp(same)).network, whole.network);
	});

	test("a checkpoint of the fused engine is taken up with any number of workers, its gradients exact or sparse, and with no other sparse ones", async () => {
		const checkpoint = join(temporaryFolder(), "run.json");
		const state = (): TrainingState => ({
			network: createNetwork(plan.network, 1),
			adam: new Adam(plan.adam),
			curve: [],
		});
		const owner = { id: "0", dataset: "0" };
		const takenUp = async (then: string, now: string) => {
			await saveCheckpoint(checkpoint, { ...owner, engine: then }, state());
			const resumed = { ...owner, engine: now };
			return restoreCheckpoint(checkpoint, resumed, state());
		};
		for (const sparse of ["", ", sparse 0.95"])
			for (const pool of ["2 workers", "1 worker", "in this thread"])
				assert.ok(
					await takenUp(
						`fused (2 workers${sparse})`,
						`fused (${pool}${sparse})`,
					),
				);
		for (const sparse of ["", ", sparse 0.9"])
			await assert.rejects(
				takenUp("fused (2 workers, sparse 0.95)", `fused (2 workers${sparse})`),
				/is of engine "fused \(2 workers, sparse 0\.95\)", and .* rounds otherwise/,
			);
	});

	test("a checkpoint of data with another checksum is refused and left as it is; one of a time when none was named is taken up", async () => {
		const checkpoint = join(temporaryFolder(), "run.json");
		const whole = await train(plan, toyDataset(), engine, { checkpoint });
		const text = await readFile(checkpoint, "utf8");
		const others = { ...toyDataset(), checksum: "1" };
		await assert.rejects(
			train(plan, others, engine, { checkpoint }),
			/run\.json is of data with checksum 0, and these have 1: go on with the former, or remove it to start afresh$/,
		);
		assert.equal(await readFile(checkpoint, "utf8"), text);
		const { dataset, ...older } = JSON.parse(text);
		assert.equal(dataset, "0");
		await writeFile(checkpoint, JSON.stringify(older));
		const resumed = await train(plan, others, engine, { checkpoint });
		assert.deepEqual(resumed.network, whole.network);
	});

	test("a record does not replace one of the same run on data with another checksum", async () => {
		const folder = temporaryFolder();
		const { record } = await train(plan, toyDataset(), engine);
		const path = await saveRecord(record, folder);
		const dataset = { ...record.dataset, checksum: "1" };
		await assert.rejects(
			saveRecord({ ...record, dataset }, folder),
			/toy_toy_src_seed3_[0-9a-f]{16}\.json is the record of this run on data with checksum 0, and these have 1: give the data set another name than "toy", or remove that record$/,
		);
		assert.deepEqual(await loadRecords(folder), [record]);
		assert.equal(await saveRecord(record, folder), path);
	});

	test("a training whose plan and engine pass different gradients to lower layers is refused before the first batch, whichever is sparse", async (t) => {
		const open = (energy: number) => {
			const lowerGradient = { kind: "sparse", energy } as const;
			const fused = openFusedEngine({ workers: 1, lowerGradient });
			t.after(() => fused.dispose());
			return fused;
		};
		const half = { kind: "sparse", energy: 0.5 } as const;
		const exact = { kind: "exact" } as const;
		for (const [lowerGradient, opened, planned, found] of [
			[exact, open(0.5), "exact", "sparse 0.5"],
			[half, engine, "sparse 0.5", "exact"],
			[half, open(0.9), "sparse 0.5", "sparse 0.9"],
		] as const)
			await assert.rejects(
				train({ ...plan, lowerGradient }, toyDataset(), opened, {
					onProgress: () => assert.fail("a batch was learned"),
				}),
				{
					message: `toy: the plan's gradient to lower layers is ${planned}, and that of the engine ${opened.name} is ${found}: give the plan and openFusedEngine the same lowerGradient, or its runs have the ids of others`,
				},
			);
		const sparse = { ...plan, lowerGradient: half };
		const { record } = await train(sparse, toyDataset(), open(0.5));
		assert.deepEqual(record.plan.lowerGradient, half);
		await train({ ...plan, lowerGradient: exact }, toyDataset(), engine);
	});

	test("a promise of an engine is refused with the await that it lacks, by training and by evaluation", async () => {
		const promise = openTensorflowEngine() as unknown as Engine;
		const { test } = toyDataset();
		const network = createNetwork(plan.network, 1);
		const message =
			"engine is a Promise of an engine: await what opens it, as in await openTensorflowEngine()";
		await assert.rejects(train(plan, toyDataset(), promise), { message });
		await assert.rejects(evaluate(network, test, plan.encoding, 1, promise), {
			message,
		});
	});

	test("a plan with a number or word out of its range is refused before anything runs", async () => {
		const idle = new Proxy({} as Engine, {
			get: () => assert.fail("the engine was asked"),
		});
		for (const [change, message] of [
			...["mine/rates", "", "a:b"].map(
				(experiment) =>
					[
						{ experiment },
						`experiment of a training is ${experiment}: it must be text without / \\ : * ? " < > | and control characters, for the record's file is called by it`,
					] as const,
			),
			[
				{ batchSize: 0 },
				"batchSize of a training is 0: it must be a positive integer",
			],
			[
				{ batchSize: 1.5 },
				"batchSize of a training is 1.5: it must be a positive integer",
			],
			[
				{ epochs: Number.NaN },
				"epochs of a training is NaN: it must be a positive integer",
			],
			[
				{ clip: 0 },
				"clip of a training is 0: it must be a number > 0, or null for none",
			],
			[
				{ adam: { ...plan.adam, rate: Number.NaN } },
				"adam.rate of a training is NaN: it must be a number > 0",
			],
			[
				{ adam: { ...plan.adam, beta1: 1.5 } },
				"adam.beta1 of a training is 1.5: it must be a number in 0 … 1, and less than 1",
			],
			[
				{ adam: { ...plan.adam, beta2: 1 } },
				"adam.beta2 of a training is 1: it must be a number in 0 … 1, and less than 1",
			],
			[
				{ adam: { ...plan.adam, epsilon: -1 } },
				"adam.epsilon of a training is -1: it must be a number > 0",
			],
			[
				{ adam: { rate: 0.01 } as AdamSettings },
				"adam.beta1 of a training is undefined: it must be a number in 0 … 1, and less than 1",
			],
			[
				{ encoding: { ...plan.encoding, steps: 0 } },
				"steps is 0: it must be an integer ≥ 1",
			],
			...[-1, 1.5, 2 ** 32, "a" as never, undefined as never].map(
				(seed) =>
					[
						{ seed },
						`seed of a training is ${seed}: it must be an integer in 0 … 4294967295`,
					] as const,
			),
			[
				{ schedule: "linear" as Schedule },
				"schedule of a training is linear: it must be constant or cosine",
			],
			[
				{ clip: "1" as never },
				"clip of a training is 1: it must be a number > 0, or null for none",
			],
		] as const)
			await assert.rejects(train({ ...plan, ...change }, toyDataset(), idle), {
				message,
			});
	});

	test("batches of 0 are refused where they would have no end", () => {
		assert.throws(
			() => chunks(Uint32Array.of(1, 2), 0).next(),
			/the batch size is 0: it must be a positive integer/,
		);
	});

	test("a diverging training says so", async () => {
		const broken: Engine = {
			...engine,
			name: "broken",
			dispose: async () => {},
			forward: (network, batch) => engine.forward(network, batch),
			gradient: async (network, batch) => ({
				...(await engine.gradient(network, batch)),
				loss: Number.NaN,
			}),
		};
		await assert.rejects(
			train(plan, toyDataset(), broken),
			/the loss became NaN in epoch 1: lower the learning rate/,
		);
	});

	test("one gradient that is NaN or infinite ends the training, clipped or not, before any weight is touched", async () => {
		for (const value of [Number.NaN, Number.POSITIVE_INFINITY])
			for (const clip of [1, null]) {
				const broken: Engine = {
					name: "broken",
					dispose: async () => {},
					forward: (network, batch) => engine.forward(network, batch),
					gradient: async (network, batch) => {
						const result = await engine.gradient(network, batch);
						result.gradients.get("0.weights")?.set([value], 7);
						return result;
					},
				};
				let seen = 0;
				await assert.rejects(
					train({ ...plan, clip }, toyDataset(), broken, {
						onProgress: () => seen++,
					}),
					new RegExp(
						`the gradient's norm became ${value} in epoch 1: lower the learning rate \\(now 0\\.02\\)`,
					),
				);
				assert.equal(seen, 0, "no batch was learned");
			}
	});

	test("a network whose weights are no numbers is not evaluated to a number", async () => {
		const network = createNetwork(plan.network, 1);
		const { test } = toyDataset();
		const endless: Engine = {
			name: "endless",
			dispose: async () => {},
			gradient: () => assert.fail("a gradient was asked for"),
			forward: async (...run) => ({
				...(await engine.forward(...run)),
				loss: Number.POSITIVE_INFINITY,
			}),
		};
		await assert.rejects(
			evaluate(network, test, plan.encoding, 1, endless),
			/the loss on test samples is Infinity: the network's weights have diverged/,
		);
		network.parameters.get("0.weights")?.values.set([Number.NaN], 7);
		for (const either of [engine, fused])
			await assert.rejects(
				evaluate(network, test, plan.encoding, 1, either),
				/the parameter "0\.weights" is NaN: the network's weights have diverged/,
			);
	});

	test("a training ends where its weights are no numbers, before the first epoch or after one, on the fused engine, whose loss does not tell", async () => {
		const network = {
			...plan.network,
			layers: [lif(10, { weightGain: 1e40 })],
		};
		await assert.rejects(
			train({ ...plan, network }, toyDataset(), fused),
			/the parameter "0\.weights" is -?Infinity before epoch 1: what training begins with, and options such as weightGain, must be finite numbers$/,
		);
		const steps = { batchSize: 64, adam: { ...plan.adam, rate: 1e39 } };
		await assert.rejects(
			train({ ...plan, ...steps }, toyDataset(), fused),
			/the parameter "0\.weights" became -?Infinity in epoch 1: lower the learning rate \(now 1e\+39\)/,
		);
	});

	test("without a sample there is neither a training nor an evaluation", async () => {
		const data = toyDataset();
		const none = { ...data.train, count: 0 };
		await assert.rejects(train(plan, { ...data, train: none }, engine), {
			message: "toy was loaded without training samples: load at least one",
		});
		const network = createNetwork(plan.network, 1);
		await assert.rejects(evaluate(network, none, plan.encoding, 1, engine), {
			message: "there are no train samples to evaluate on: load at least one",
		});
	});

	test("a damaged record is named with its file, and a folder that cannot be read is not an empty one", async () => {
		const folder = temporaryFolder();
		const { record } = await train(plan, toyDataset(), engine);
		const path = await saveRecord(record, folder);
		const text = await readFile(path, "utf8");
		await writeFile(path, text.slice(0, 500));
		await assert.rejects(
			loadRecords(folder),
			/toy_toy_src_seed3_[0-9a-f]{16}\.json is damaged \(500 characters, no valid JSON\): restore it/,
		);
		await writeFile(path, "null");
		await assert.rejects(loadRecords(folder), /is damaged \(it has no "id"\)/);
		await assert.rejects(loadRecords(path), { code: "ENOTDIR" });
	});
});

test("clipping scales all gradients together to the limit and leaves small ones alone", () => {
	const gradients = new Map([
		["a", Float32Array.of(3, 0)],
		["b", Float32Array.of(0, 4)],
	]);
	assert.equal(clipByGlobalNorm(gradients, 10), 5);
	assert.deepEqual(gradients.get("a"), Float32Array.of(3, 0));
	assert.equal(clipByGlobalNorm(gradients, 1), 5);
	assert.ok(Math.abs((gradients.get("b")?.[1] as number) - 0.8) < 1e-7);
});
