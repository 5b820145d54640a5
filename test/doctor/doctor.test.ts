import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { CATALOGUE } from "spiking-recurrent-cell";
import {
	coresFinding,
	dataFinding,
	engineFinding,
} from "../../scripts/doctor/computing.js";
import { findingText } from "../../scripts/doctor/finding.js";
import { kernelFinding } from "../../scripts/doctor/kernel.js";
import { npmFinding, tslabFinding } from "../../scripts/doctor/software.js";
import { findJupyter } from "../../scripts/notebook/jupyter.js";
import { installKernel } from "../../scripts/notebooks/kernelspec.js";
import { setDataFolder } from "../data-folder.js";
import { temporaryFolder } from "../temporary.js";

test("a finding is one line with its fix", () => {
	const finding = {
		state: "missing",
		subject: "kernel",
		words: "not installed",
		fix: 'run "npm run kernel"',
	} as const;
	assert.equal(
		findingText(finding),
		'✗ kernel      not installed: run "npm run kernel"',
	);
});

test("a kernel is missing until it is installed, and again when another one stands in its place", () => {
	const folder = temporaryFolder();
	const env = { JUPYTER_DATA_DIR: folder };
	assert.equal(kernelFinding(env).state, "missing");
	const file = installKernel(folder);
	assert.deepEqual(kernelFinding(env), {
		state: "good",
		subject: "kernel",
		words: file,
	});
	const elsewhere = {
		JUPYTER_PATH: folder,
		JUPYTER_DATA_DIR: `${folder}/none`,
	};
	assert.equal(kernelFinding(elsewhere).state, "good");
	writeFileSync(file, '{"argv": ["tslab"]}');
	const { state, fix } = kernelFinding(env);
	assert.deepEqual([state, fix], ["missing", 'run "npm run kernel"']);
	writeFileSync(file, "{");
	assert.equal(kernelFinding(env).state, "missing");
});

test("tslab and npm are found with their versions, and tslab is missing when its sockets do not load", () => {
	assert.deepEqual(
		[tslabFinding().state, tslabFinding().words],
		["good", "1.0.22"],
	);
	const broken = tslabFinding(() => {
		throw new Error("wrong ELF class\nmore");
	});
	assert.equal(broken.state, "missing");
	assert.equal(broken.words, "does not load (wrong ELF class)");
	const env = { npm_config_user_agent: "npm/11.19.0 node/v20.20.2 linux x64" };
	assert.equal(npmFinding(env).words, "11.19.0");
});

test("the engine is found by running it", async () => {
	const { state, words } = await engineFinding();
	assert.equal(state, "good");
	assert.match(words, /^fused/);
});

test("one core is not enough, and where data is missing the command that gets it is named", (context) => {
	assert.equal(coresFinding(1).state, "lacking");
	assert.equal(coresFinding(4).state, "good");
	const inherited = process.env.SRC_DATA;
	context.after(() => setDataFolder(inherited));
	const folder = temporaryFolder();
	setDataFolder(folder);
	const names = CATALOGUE.map(({ name }) => name).join(" ");
	assert.equal(dataFinding().fix, `run "npm run data -- ${names}"`);
	setDataFolder(path.join(folder, "none"));
	assert.match(dataFinding().words, /SRC_DATA names .*which is not a folder/);
});

test("the Jupyter that is opened is the first that says its version", async () => {
	const asked: string[] = [];
	const jupyter = await findJupyter(async (program, args) => {
		asked.push([program, ...args].join(" "));
		if (program === "jupyter" && args[0] === "notebook") return "6.5.7\n";
		throw new Error("no such program");
	});
	assert.deepEqual(jupyter, {
		title: "Jupyter Notebook 6.5.7",
		command: ["jupyter", "notebook"],
	});
	assert.deepEqual(asked, [
		"jupyter lab --version",
		"python3 -m jupyterlab --version",
		"jupyter notebook --version",
	]);
	const none = await findJupyter(async () => "no version");
	assert.equal(none, undefined);
});
