/** `npm run evaluate` as a user starts it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, test } from "node:test";
import {
	CATALOGUE,
	createNetwork,
	leakyReadout,
	saveWeights,
	src,
} from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";

const SCRIPT = path.join(__dirname, "..", "..", "scripts", "evaluate.js");
const PLAIN = path.join(
	__dirname,
	...["..", "..", "..", "test", "fixtures", "plain.npz"],
);

function run(...args: string[]) {
	return spawnSync(process.execPath, [SCRIPT, ...args], { encoding: "utf8" });
}

describe("npm run evaluate", () => {
	test("prints accuracy and activity of each layer, and with --json one object whose options count", async () => {
		const spec = {
			inputs: 784,
			layers: [src(20), src(10)],
			readout: leakyReadout(),
		};
		const file = path.join(temporaryFolder(), "network.npz");
		await saveWeights(createNetwork(spec, 1), file);
		const common = ["--weights", file, "--data", "drawn-digits"];
		const short = ["--limit", "10", "--steps", "30", "--prefix", "5"];
		const { stdout, status } = run(...common, ...short);
		assert.equal(status, 0);
		assert.match(
			stdout,
			/^784-20-10 from .* on 10 test images of drawn digits.*\ntest accuracy \d+\.\d\d %\nlayer 0: .* % of steps spiking, .* spikes per neuron, .* steps per spike\nlayer 1: .*\n$/,
		);
		const json = JSON.parse(
			run(
				...common,
				...short,
				...["--json", "--gate", "current", "--readout-leak", "0.9"],
				...["--gain", "0.5", "--seed", "4"],
			).stdout,
		);
		assert.deepEqual(json.encoding, {
			code: "rate",
			steps: 30,
			prefix: 5,
			gain: 0.5,
		});
		assert.equal(json.network.layers[1].gateTiming, "current");
		assert.equal(json.network.readout.leak, 0.9);
		assert.deepEqual([json.seed, json.samples, json.layers.length], [4, 10, 2]);
	});

	for (const [args, message] of [
		[["--wieghts", "x"], /^unknown option "--wieghts"; valid options: --weig/],
		[["x.npz"], /^unexpected argument "x.npz"; valid options: --weights/],
		[[], /^--weights FILE.npz is missing/],
		[["--weights"], /^option "--weights" needs a value/],
		[
			["--weights", PLAIN, "--gate", "now"],
			/^--gate is "now": choose from previous, current/,
		],
		[
			["--weights", PLAIN, "--data", "cifar"],
			new RegExp(
				`^--data is "cifar": choose from ${[...CATALOGUE.map(({ name }) => name), "drawn-digits"].join(", ")}`,
			),
		],
		[
			["--weights", PLAIN, "--steps", "0"],
			/^--steps is "0": it must be an integer ≥ 1/,
		],
		[
			["--weights", PLAIN, "--readout-leak", "2"],
			/^--readout-leak is "2": it must be a number in 0 … 1/,
		],
		[["--weights", "none.npz"], /^cannot read none.npz: ENOENT/],
		[
			["--weights", PLAIN, "--data", "drawn-digits", "--limit", "10"],
			/plain.npz is a network of 5 inputs and 3 labels: .* needs 784 and 10/,
		],
	] as const)
		test(`answers "${args.map((word) => path.basename(word)).join(" ")}" with one line and exit status 1`, () => {
			const { status, stderr } = run(...args);
			assert.equal(status, 1);
			assert.match(stderr, message);
			assert.match(stderr, /^[^\n]*\n$/);
		});
});
