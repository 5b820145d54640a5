/** The command line of the benchmark. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, test } from "node:test";
import { NETWORKS } from "../../scripts/bench/networks.js";
import { parseOptions } from "../../scripts/bench/options.js";
import { PEERS, settingsOf, settingTitle } from "../../scripts/bench/peers.js";

describe("bench's options", () => {
	test("without any: all networks, against TensorFlow.js only, five repetitions", () => {
		assert.deepEqual(parseOptions([]), {
			json: false,
			networks: NETWORKS,
			tensorflow: true,
			peers: [],
			repetitions: 5,
			quick: false,
			sweeps: false,
			record: false,
		});
	});

	test("take networks and peers by name, in lists", () => {
		const options = parseOptions([
			"--networks",
			"lif-784-100,src-784-128x4-100",
			"--peers=pytorch, jax",
		]);
		assert(options !== "help");
		assert.deepEqual(
			options.networks.map(({ title }) => title),
			["784-100", "784-128×4-100"],
		);
		assert.deepEqual(
			options.peers.map(({ name }) => name),
			["pytorch", "jax"],
		);
		assert.equal(options.tensorflow, false);
	});

	test("know all peers and none", () => {
		const all = parseOptions(["--peers", "all"]);
		const none = parseOptions(["--peers", "none"]);
		assert(all !== "help" && none !== "help");
		assert.deepEqual([all.peers, all.tensorflow], [PEERS, true]);
		assert.deepEqual([none.peers, none.tensorflow], [[], true]);
	});

	for (const [args, answer] of [
		[
			["--fast"],
			/unknown option "--fast"; valid options: --peers, --networks, --repetitions/,
		],
		[["src"], /unexpected argument "src"; valid options/],
		[
			["--peers", "torch"],
			/unknown peer "torch": choose from tensorflow, pytorch, .*jax, or all or none/,
		],
		[
			["--networks", "784"],
			/unknown network "784": choose from src-784-100, .*lif-784-100/,
		],
		[["--networks"], /option "--networks" needs a value/],
		[["--repetitions", "0"], /--repetitions is "0": it must be an integer/],
		[["--repetitions", "1.5"], /--repetitions is "1.5"/],
	] as const)
		test(`answer "${args.join(" ")}" with what is valid`, () => {
			assert.throws(() => parseOptions(args), answer);
		});

	test("the command prints one sentence, nothing on the standard output, and ends with 1", () => {
		const script = path.join(__dirname, "..", "..", "scripts", "bench.js");
		const { status, stdout, stderr } = spawnSync(
			process.execPath,
			[script, "--json", "--peers", "torch"],
			{ encoding: "utf8" },
		);
		assert.deepEqual([status, stdout], [1, ""]);
		assert.match(stderr, /^unknown peer "torch": [^\n]*\n$/);
	});
});

describe("ways to run a peer", () => {
	test("are its variants on one thread and on all cores, and none for a cell it lacks", () => {
		const titles = (name: string, cell: "src" | "lif", cores: number) => {
			const peer = PEERS.find((known) => known.name === name);
			assert(peer);
			return settingsOf(peer, cell, cores).map(settingTitle);
		};
		assert.deepEqual(titles("jax", "src", 2), [
			"JAX, hoisted, 1 thread",
			"JAX, hoisted, 2 threads",
			"JAX, per-step, 1 thread",
			"JAX, per-step, 2 threads",
		]);
		assert.deepEqual(titles("snntorch", "lif", 1), ["snnTorch, 1 thread"]);
		assert.deepEqual(titles("snntorch", "src", 2), []);
	});
});
