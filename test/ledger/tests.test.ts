/** The tests that the ledger names are run, by their whole titles. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../scripts/project.js";
import { temporaryFolder } from "../temporary.js";
import { claim } from "./fixture.js";

const TITLES = [
	"it spikes (really)",
	"it spikes",
	"it is skipped",
	"it fails",
	"it is gone",
];

/** Compiled tests of a project: the first two titles pass, the third is skipped, the fourth fails, the last is a comment. */
const TESTS = `const { describe, test } = require("node:test");
describe("a neuron", () => test("it spikes (really)", () => {}));
test("it spikes too", () => { throw new Error("must not be run"); });
test.skip("it is skipped", () => {});
test("it fails", () => { throw new Error("as it should"); });
// test("it is gone", () => {});
`;

test("of the named tests the ledger knows which passed: a part of a title, a skipped, failing or commented one did not", () => {
	const root = temporaryFolder();
	mkdirSync(path.join(root, "build", "test"), { recursive: true });
	writeFileSync(path.join(root, "build", "test", "a.test.js"), TESTS);
	const evidence = TITLES.map((title) => ({
		name: title,
		from: "test" as const,
		file: "test/a.test.ts",
		title,
	}));
	const script = `const { runTestsOf } = require(${JSON.stringify(path.join(PROJECT, "build", "scripts", "ledger", "tests.js"))});
runTestsOf(${JSON.stringify([claim({ evidence })])}, ${JSON.stringify(root)}).then((found) =>
	console.log(JSON.stringify([...found.get("test/a.test.ts")].sort())));`;
	const place = path.join(root, "run.cjs");
	writeFileSync(place, script);
	// Node refuses to run tests from within a test
	const { NODE_TEST_CONTEXT: _, ...env } = process.env;
	const { stdout, stderr } = spawnSync(process.execPath, [place], {
		encoding: "utf8",
		env,
	});
	assert.equal(
		stdout.trim(),
		JSON.stringify([
			["it fails", false],
			["it is skipped", false],
			["it spikes (really)", true],
		]),
		stderr,
	);
});
