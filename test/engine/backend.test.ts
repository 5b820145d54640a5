/** Which backend opens, what it is called, what it says when it cannot be loaded, and that it prints nothing. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Backend } from "spiking-recurrent-cell/dist/engine/tensorflow/backend.js";
import { temporaryFolder } from "../temporary.js";

const BACKEND_MODULE = require.resolve(
	"spiking-recurrent-cell/dist/engine/tensorflow/backend.js",
);
/** What tfjs-node says when it was installed without its install script. */
const NO_ADDON =
	"The Node.js native addon module (tfjs_binding.node) can not be found at path: /somewhere/tfjs_binding.node.";

interface Outcome {
	/** The opened backend, and 2 × 3 computed on it. */
	readonly opened?: Backend & { readonly product: number };
	readonly error?: string;
	readonly stderr: string;
}

/** Opens a backend in a process of its own. */
function openIn(
	module: string,
	variable: string | undefined,
	choice?: string,
): Outcome {
	const program = `
		const { openBackend } = require(${JSON.stringify(module)});
		const tf = require(require.resolve("@tensorflow/tfjs-core", { paths: [${JSON.stringify(module)}] }));
		openBackend(${JSON.stringify(choice)}).then(
			(backend) => ({ opened: { ...backend, product: tf.mul(2, 3).dataSync()[0] } }),
			(error) => ({ error: error.message }),
		).then((outcome) => console.log(JSON.stringify(outcome)));`;
	const { SRC_TF_BACKEND: _, ...env } = process.env;
	const { stdout, stderr } = spawnSync(process.execPath, ["-e", program], {
		env: variable === undefined ? env : { ...env, SRC_TF_BACKEND: variable },
		encoding: "utf8",
		timeout: 60_000,
	});
	return { ...JSON.parse(stdout), stderr };
}

/** The path of a backend module beside which tfjs-node is absent, or fails with a message. */
function withoutTfjsNode(message?: string): string {
	const folder = temporaryFolder();
	const packages = path.join(folder, "node_modules", "@tensorflow");
	mkdirSync(packages, { recursive: true });
	for (const name of [
		"tfjs",
		"tfjs-core",
		"tfjs-backend-wasm",
		"tfjs-backend-cpu",
	]) {
		const installed = path.dirname(
			require.resolve(`@tensorflow/${name}/package.json`),
		);
		symlinkSync(installed, path.join(packages, name), "junction");
	}
	if (message !== undefined) {
		mkdirSync(path.join(packages, "tfjs-node"));
		writeFileSync(
			path.join(packages, "tfjs-node", "index.js"),
			`throw new Error(${JSON.stringify(message)});`,
		);
	}
	cpSync(path.dirname(BACKEND_MODULE), folder, { recursive: true });
	return path.join(folder, path.basename(BACKEND_MODULE));
}

const NAMES = {
	"tfjs-node": /^tfjs-node \(libtensorflow 2\.\d+\.\d+\)$/,
	wasm: /^wasm \(SIMD\)$/,
	cpu: /^cpu \(plain JavaScript\)$/,
};

for (const [choice, name] of Object.entries(NAMES)) {
	test(`${choice} opens when asked for, by argument or by SRC_TF_BACKEND, says its name and prints nothing`, (t) => {
		const outcome = openIn(BACKEND_MODULE, choice);
		if (
			choice === "tfjs-node" &&
			outcome.error &&
			process.env.SRC_REQUIRE_TFJS_NODE !== "1"
		) {
			assert.match(outcome.error, /^tfjs-node cannot be loaded: /);
			return t.skip(outcome.error);
		}
		for (const { opened, error, stderr } of [
			outcome,
			openIn(BACKEND_MODULE, "nonsense", choice),
		]) {
			assert.equal(error, undefined);
			assert.equal(opened?.choice, choice);
			assert.match(opened.name, name);
			assert.equal(opened.notice, "");
			assert.equal(opened.product, 6);
			assert.equal(stderr, "");
		}
	});
}

test("an unknown backend is answered with the valid ones, whether argument or environment variable", () => {
	const answer =
		'unknown TensorFlow.js backend "gpu": choose one of tfjs-node, wasm, cpu (environment variable SRC_TF_BACKEND)';
	assert.equal(openIn(BACKEND_MODULE, "gpu").error, answer);
	assert.equal(openIn(BACKEND_MODULE, undefined, "gpu").error, answer);
});

test("without tfjs-node wasm opens and says why, in one line without paths", () => {
	const cases: [string | undefined, string][] = [
		[undefined, "it is not installed"],
		[
			NO_ADDON,
			"its native library is missing (npm rebuild @tensorflow/tfjs-node downloads it)",
		],
	];
	for (const [message, reason] of cases) {
		const module = withoutTfjsNode(message);
		const { opened, stderr } = openIn(module, undefined);
		assert.equal(opened?.name, "wasm (SIMD)");
		assert.equal(opened.notice, `tfjs-node cannot be loaded: ${reason}`);
		assert.equal(opened.product, 6);
		assert.equal(stderr, "");
		assert.equal(
			openIn(module, "tfjs-node").error,
			`tfjs-node cannot be loaded: ${reason}`,
		);
	}
});

test("without a choice the fastest backend that loads opens", () => {
	const tfjsNode = openIn(BACKEND_MODULE, "tfjs-node");
	const { opened } = openIn(BACKEND_MODULE, undefined);
	assert.equal(opened?.choice, tfjsNode.error ? "wasm" : "tfjs-node");
	assert.equal(opened.notice, tfjsNode.error ?? "");
});

test("openBackend without a choice keeps the backend that is open", async () => {
	const { openBackend } = await import(
		"spiking-recurrent-cell/dist/engine/tensorflow/backend.js"
	);
	assert.equal((await openBackend("cpu")).choice, "cpu");
	assert.equal((await openBackend()).choice, "cpu");
	assert.equal((await openBackend("wasm")).choice, "wasm");
	assert.equal((await openBackend()).choice, "wasm");
});
