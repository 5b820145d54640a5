import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, it } from "node:test";
import { CATALOGUE, N_MNIST } from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";

const names = [...CATALOGUE, N_MNIST].map(({ name }) => name);
const script = path.join(__dirname, "..", "..", "scripts", "data.js");

function run(args: string[], folder = "") {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[script, ...args],
		{ encoding: "utf8", env: { ...process.env, SRC_DATA: folder } },
	);
	return { status, stdout, stderr };
}

describe("npm run data", () => {
	it("lists the data sets with sizes, licences and mirrors", () => {
		const { status, stdout } = run(["--list"]);
		assert.equal(status, 0);
		assert.match(
			stdout,
			/mnist: MNIST, by .*\n {2}4 files, 11\.6 MB \(55\.0 MB/,
		);
		assert.match(stdout, /fashion-mnist: .*\n.*30\.9 MB.*\n {2}licence: MIT/);
		assert.match(
			stdout,
			/n-mnist: .*Orchard.*\n.*by hand\n.*\n.*garrickorchard/,
		);
	});

	it("answers an unknown data set, an unknown option and no name with the valid ones and exit status 1", () => {
		const unknown = run(["mnist", "cifar"]);
		assert.equal(unknown.status, 1);
		assert.equal(
			unknown.stderr.trim(),
			`unknown data set "cifar": choose from ${names.join(", ")}`,
		);
		for (const args of [[], ["--nope"], ["mnist", "--folder"]]) {
			const { status, stderr } = run(args);
			assert.equal(status, 1);
			assert.match(stderr, /usage: npm run data/);
			assert.ok(stderr.includes(names.join(", ")), stderr);
			assert.doesNotMatch(stderr, /\n\s+at /, "a stack");
		}
	});

	it("says in one line what is missing in the folder SRC_DATA, exit status 1", () => {
		const { status, stderr } = run(["mnist"], temporaryFolder());
		assert.equal(status, 1);
		assert.match(
			stderr,
			/^.*train-images-idx3-ubyte\.gz is missing; get it with: .*\n$/,
		);
	});

	const folder = process.env.SRC_DATA ?? "";
	const skip = folder ? false : "the environment variable SRC_DATA is not set";
	it("checks the published files where they lie", { skip }, () => {
		const { status, stdout } = run(
			["mnist", "fashion-mnist", "n-mnist"],
			folder,
		);
		assert.equal(status, 0);
		assert.match(stdout, /N-MNIST.* training and .* test recordings, checked/);
		assert.equal(stdout.match(/SHA-256 [0-9a-f]{64} {2}checked/g)?.length, 8);
		assert.equal(stdout.match(/licence: /g)?.length, 3);
	});
});
