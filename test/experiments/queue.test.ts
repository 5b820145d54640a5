import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
	cpSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
	ADAM_DEFAULTS,
	comparison,
	EXPERIMENTS,
	experimentNamed,
	inOrder,
	leakyReadout,
	linearReadout,
	loadRecords,
	lstm,
	openFusedEngine,
	type PlannedTraining,
	RandomStream,
	type RunRecord,
	runId,
	runQueue,
	SCALES,
	src,
	type TestResult,
	train,
} from "spiking-recurrent-cell";
import { setDataFolder } from "../data-folder.js";
import { temporaryFolder } from "../temporary.js";
import { toyDataset } from "../training/toy.js";

/** A training of some seconds' fraction; its epochs leave checkpoints. */
function planned(seed: number): PlannedTraining {
	return {
		variant: "toy",
		data: { name: "drawn-digits", train: 48, validation: 16, test: 16 },
		plan: {
			experiment: "toy",
			network: { inputs: 784, layers: [src(20)], readout: leakyReadout() },
			encoding: { code: "rate", gain: 0.25, prefix: 5, steps: 40 },
			seed,
			epochs: 6,
			batchSize: 16,
			adam: ADAM_DEFAULTS,
			schedule: "cosine",
			clip: 1,
		},
	};
}

/** Trains in a process of its own: a line on the standard error after each epoch, the weights' hash on the standard output at the end. */
const CHILD = `
const { createHash } = require("node:crypto");
const { runQueue } = require("spiking-recurrent-cell");
const [runs, checkpoints, records] = process.argv.slice(1);
runQueue(JSON.parse(runs), {
	workers: 1, checkpoints, records, resume: true,
	onProgress: (run, { phase, done }) => {
		if (phase === "training" && done === 16) console.error("an epoch begins");
	},
	onFinished: (run, record, network) => {
		if (!network) return;
		const hash = createHash("sha256");
		for (const { values } of network.parameters.values()) hash.update(values);
		console.log(record.id, hash.digest("hex"));
	},
});
`;

function start(place: string, runs: readonly PlannedTraining[]) {
	const args = [
		JSON.stringify(runs),
		path.join(place, "checkpoints"),
		path.join(place, "records"),
	];
	const child = spawn(process.execPath, ["-e", CHILD, ...args], {
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	child.stdout.on("data", (text) => {
		output += text;
	});
	const ended = new Promise<string>((resolve) => {
		child.on("close", () => resolve(output));
	});
	/** Once the second epoch of this process has begun, so that the first one's checkpoint is written. */
	const underWay = new Promise<void>((resolve) => {
		let epochs = 0;
		child.stderr.on("data", (text) => {
			epochs += `${text}`.split("begins").length - 1;
			if (epochs >= 2) resolve();
		});
	});
	return { child, ended, underWay };
}

test("a training killed at ten random moments ends with the weights of one that never was, to the bit", async () => {
	const run = planned(1);
	const runs = [{ ...run, plan: { ...run.plan, epochs: 150 } }];
	const [id, weights] = (await start(temporaryFolder(), runs).ended).split(
		/\s/,
	);
	const place = temporaryFolder();
	const random = new RandomStream(7, 0, 0);
	for (let kill = 0; kill < 10; kill++) {
		const { child, ended, underWay } = start(place, runs);
		await underWay;
		await sleep(random.uniform(0, 100));
		child.kill("SIGKILL");
		assert.equal(await ended, "", "it was killed before its end");
	}
	assert.ok(
		readdirSync(path.join(place, "checkpoints")).includes(`${id}.json`),
	);
	const output = await start(place, runs).ended;
	assert.deepEqual(output.split(/\s/).slice(0, 2), [id, weights]);
});

test("a queue skips what has a record, trains the rest, and leaves no checkpoint", async () => {
	const place = temporaryFolder();
	const records = path.join(place, "records");
	const checkpoints = path.join(place, "checkpoints");
	const seen: string[] = [];
	const queue = (seeds: readonly number[]) =>
		runQueue(seeds.map(planned), {
			workers: 1,
			checkpoints,
			records,
			resume: true,
			onFinished: ({ plan }, record, network) => {
				seen.push(`${plan.seed} ${network ? "trained" : "known"}`);
				assert.equal(record.id, runId(plan, planned(plan.seed).data));
			},
		});
	await queue([1]);
	await queue([1, 2]);
	assert.deepEqual(seen, ["1 trained", "1 known", "2 trained"]);
	assert.deepEqual(readdirSync(checkpoints), []);
	const saved = readdirSync(records).map(
		(name) =>
			JSON.parse(readFileSync(path.join(records, name), "utf8")) as RunRecord,
	);
	assert.deepEqual(
		saved.map(({ plan }) => plan.seed),
		[1, 2],
	);
});

test("a queue whose last training has a cell that the fused engine lacks trains nothing, and names the run and what trains it", async () => {
	const place = temporaryFolder();
	const lacking = planned(2);
	const network = {
		inputs: 784,
		layers: [lstm(20)],
		readout: linearReadout(),
	};
	const runs = [
		planned(1),
		{ ...lacking, variant: "LSTM", plan: { ...lacking.plan, network } },
	];
	const options = {
		workers: 1,
		checkpoints: path.join(place, "checkpoints"),
		records: path.join(place, "records"),
		resume: false,
	};
	await assert.rejects(runQueue(runs, options), {
		message:
			'toy: LSTM: the engine fused (1 worker) has no "lstm" cell, only src, lif, gru: train it in a notebook or script with openTensorflowEngine() and trainHere',
	});
	assert.deepEqual(readdirSync(place), []);
});

test("a queue reports the data that stood in, not those that were planned", async (context) => {
	const place = temporaryFolder();
	const inherited = process.env.SRC_DATA;
	setDataFolder(undefined);
	context.after(() => setDataFolder(inherited));
	const { data, plan, variant } = planned(1);
	const run: PlannedTraining = {
		variant,
		// what no program can download
		data: { ...data, name: "n-mnist-subset" },
		plan: {
			...plan,
			network: { ...plan.network, inputs: 2312 },
			encoding: {
				code: "events",
				binMs: 50,
				perBin: "one",
				prefix: 0,
				steps: 6,
			},
			epochs: 1,
		},
	};
	const names: string[] = [];
	const note = (run: PlannedTraining) => void names.push(run.data.name);
	for (const resume of [false, true])
		await runQueue([run], {
			workers: 1,
			checkpoints: path.join(place, "checkpoints"),
			records: place,
			resume,
			onNotice: () => {},
			onProgress: note,
			onFinished: note,
		});
	assert.deepEqual([...new Set(names)], ["drawn-digits-simulated"]);
});

test("a variant of a cell without a usual rate is refused with its name and the places for a rate", () => {
	const once = { epochs: 1, train: 10, seeds: 1 };
	const { runs } = comparison({
		name: "toy",
		question: "?",
		budgets: { smoke: once, quick: once, paper: once },
		variants: () => [{ variant: "memory", layers: [lstm(100)] }],
	});
	assert.throws(() => runs("smoke"), {
		message:
			'variant "memory": cell "lstm" has no usual rate: give rate, or add it to CELLS in lib/experiments/protocol.ts',
	});
});

test("a comparison on own images of 4 × 4 pixels trains networks of 16 inputs, and of 784 unless it says so", async () => {
	const once = { epochs: 1, train: 64, validation: 16, test: 16, seeds: 1 };
	const own = {
		name: "own",
		question: "?",
		data: "toy",
		budgets: { smoke: once, quick: once, paper: once },
		variants: () => [
			{ variant: "SRC", layers: [src(10)], readout: leakyReadout(2) },
		],
	};
	const [usual] = comparison(own).runs("smoke");
	assert.equal(usual.plan.network.inputs, 784);
	const [{ plan }] = comparison({ ...own, inputs: 16 }).runs("smoke");
	const engine = openFusedEngine({ workers: 1 });
	const { record } = await train(plan, toyDataset(), engine);
	await engine.dispose();
	assert.deepEqual(record.plan.network, {
		...usual.plan.network,
		inputs: 16,
	});
	assert.equal(record.dataset.name, "toy");
});

test("weights, record, checkpoint: a queue that breaks at any of them loses no epoch and no weights, and goes on where it broke", async () => {
	const place = temporaryFolder();
	const records = path.join(place, "records");
	const checkpoints = path.join(place, "checkpoints");
	const run = planned(4);
	const checkpoint = path.join(
		checkpoints,
		`${runId(run.plan, run.data)}.json`,
	);
	const kept = path.join(place, "kept.json");
	const phases = new Set<string>();
	let weights: unknown;
	const queue = (save: () => void) => {
		phases.clear();
		weights = undefined;
		return runQueue([run], {
			workers: 1,
			checkpoints,
			records,
			resume: true,
			onProgress: (_, { phase }) => phases.add(phase),
			onFinished: (_run, _record, network) => {
				assert.deepEqual(readdirSync(checkpoints).length, network ? 1 : 0);
				save();
				weights = network?.parameters.get("0.weights")?.values;
			},
		});
	};
	const full = () => {
		throw new Error("the disk is full");
	};
	await assert.rejects(queue(full), /the disk is full/);
	assert.deepEqual([...phases], ["training", "validation", "test"]);

	// The record cannot be written.
	const obstructed = () => writeFileSync(records, "");
	await assert.rejects(queue(obstructed), { code: "ENOTDIR" });
	assert.deepEqual([...phases], ["test"], "no epoch was lost");
	const saved = weights;
	assert.ok(saved);
	rmSync(records);

	// The checkpoint cannot be removed.
	const immovable = () => {
		cpSync(checkpoint, kept);
		rmSync(checkpoint);
		mkdirSync(checkpoint);
	};
	await assert.rejects(queue(immovable), { code: "ERR_FS_EISDIR" });
	assert.deepEqual(weights, saved, "they come once more");
	assert.equal((await loadRecords(records)).length, 1);
	rmSync(checkpoint, { recursive: true });
	cpSync(kept, checkpoint);

	await queue(() => {});
	assert.deepEqual([...phases], [], "it is finished");
	assert.equal(weights, undefined);
	assert.deepEqual(readdirSync(checkpoints), []);
});

test("a queue refuses records that cannot be read, before it trains any anew", async () => {
	const records = path.join(temporaryFolder(), "file");
	writeFileSync(records, "");
	const queue = runQueue([planned(5)], {
		workers: 1,
		checkpoints: path.join(temporaryFolder(), "checkpoints"),
		records,
		resume: true,
		onProgress: () => assert.fail("it trains"),
	});
	await assert.rejects(queue, { code: "ENOTDIR" });
});

test("a queue trains each plan on an engine that passes gradients down as the plan says", async () => {
	const run = planned(6);
	const lowerGradient = { kind: "sparse", energy: 0.9 } as const;
	const place = temporaryFolder();
	const engines: string[] = [];
	await runQueue([run, { ...run, plan: { ...run.plan, lowerGradient } }], {
		workers: 1,
		checkpoints: path.join(place, "checkpoints"),
		records: place,
		resume: true,
		onFinished: (_, { engine }) => void engines.push(engine),
	});
	assert.deepEqual(engines, [
		"fused (1 worker)",
		"fused (1 worker, sparse 0.9)",
	]);
});

test("a queue trains what asks for no test samples without testing it", async () => {
	const run = planned(3);
	const place = temporaryFolder();
	const found: (RunRecord<TestResult> | undefined)[] = [];
	await runQueue([{ ...run, data: { ...run.data, test: 0 } }], {
		workers: 1,
		checkpoints: path.join(place, "checkpoints"),
		records: place,
		resume: true,
		onFinished: (_, record) => void found.push(record),
	});
	assert.equal(found[0]?.test, null);
	assert.deepEqual(await loadRecords(place), found);
});

test("a queue's first seeds come first, else the order stays", () => {
	const runs = [planned(2), planned(1), { ...planned(1), variant: "later" }];
	assert.deepEqual(
		inOrder(runs).map(({ variant, plan }) => [variant, plan.seed]),
		[
			["toy", 1],
			["later", 1],
			["toy", 2],
		],
	);
});

test("a variant with seeds of its own has these, the others the budget's", () => {
	const runs = experimentNamed("gradients").runs("paper");
	const seedsOf = (variant: string) =>
		runs.filter((run) => run.variant === variant).map(({ plan }) => plan.seed);
	assert.deepEqual(seedsOf("bypass, detached, 3 layers"), [1, 2, 3, 4]);
	assert.deepEqual(seedsOf("bypass, detached, 5 layers"), [1, 2]);
});

for (const { name, runs } of EXPERIMENTS)
	test(`every training of ${name} has an id of its own, and equal variants differ in the seed alone`, () => {
		for (const scale of SCALES) {
			const all = runs(scale);
			assert.ok(all.length > 0);
			const ids = all.map(({ plan, data }) => runId(plan, data));
			assert.equal(new Set(ids).size, all.length);
			const byVariant = new Map<string, string>();
			for (const { variant, data, plan } of all) {
				// a fold of a cross-validation goes with its seed
				const { fold: _, ...asked } = data;
				const rest = JSON.stringify([asked, { ...plan, seed: 0 }]);
				const key = `${variant} ${data.name}`;
				assert.equal(byVariant.get(key) ?? rest, rest, key);
				byVariant.set(key, rest);
			}
			assert.deepEqual(
				runs(scale, [9]).map(({ plan }) => plan.seed),
				[...byVariant.keys()].map(() => 9),
			);
		}
	});

test("no training of the search asks for test samples", () => {
	for (const scale of SCALES)
		for (const { data } of experimentNamed("search").runs(scale))
			assert.equal(data.test, 0);
});
