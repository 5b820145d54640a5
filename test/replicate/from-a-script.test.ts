/** The README's program for those who work without notebooks. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { loadWeights } from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";

const root = path.join(__dirname, "..", "..", "..");

/** The program, on 64 of the built-in digits. */
function tinyProgram(): string {
	const readme = readFileSync(path.join(root, "README.md"), "utf8");
	const program = /\n## From a script\n[\s\S]*?```ts\n([\s\S]*?)```/.exec(
		readme,
	)?.[1];
	assert.ok(program, "the README has a program");
	const changes = [
		['"mnist"', '"drawn-digits"'],
		[
			"train: 5000, validation: 500, test: 1000",
			"train: 64, validation: 16, test: 16",
		],
	];
	return changes.reduce((text, [found, tiny]) => {
		assert.ok(text.includes(found), found);
		return text.replace(found, tiny);
	}, program);
}

test("the README's program is TypeScript without an error and JavaScript that prints an accuracy and leaves weights and a picture", async () => {
	const folder = temporaryFolder();
	symlinkSync(
		path.join(root, "node_modules"),
		path.join(folder, "node_modules"),
		"junction",
	);
	const file = (name: string): string => path.join(folder, name);
	const { SRC_DATA: _, ...env } = process.env;
	const node = (...args: string[]): string =>
		execFileSync(process.execPath, args, {
			cwd: folder,
			env,
			encoding: "utf8",
		});
	for (const name of ["first.mts", "first.mjs"])
		writeFileSync(file(name), tinyProgram());
	const base = path.join(root, "tsconfig.base.json");
	const compilerOptions = { composite: false, noEmit: true };
	writeFileSync(
		file("tsconfig.json"),
		JSON.stringify({ extends: base, compilerOptions, files: ["first.mts"] }),
	);
	node(path.join(root, "node_modules", "typescript", "bin", "tsc"));

	assert.match(
		node("first.mjs"),
		/^\d+\.\d % of the test images of drawn digits \(built-in, not MNIST\)\n$/,
	);
	const { spec } = await loadWeights(file("first.npz"));
	assert.equal(spec.layers[0].units, 100);
	const png = readFileSync(file("first.png"));
	assert.equal(png.subarray(1, 4).toString(), "PNG");
});
