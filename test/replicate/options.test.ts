/** The command line of replicate. */
import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import { allScripts, nameOf } from "../../scripts/notebooks/select.js";
import { parseOptions } from "../../scripts/replicate/options.js";

describe("replicate's options", () => {
	test("without any: scale quick, all notebooks in order, folder build", () => {
		assert.deepEqual(parseOptions([]), {
			scale: "quick",
			scripts: allScripts(),
			out: path.resolve("build"),
		});
	});

	test("take a notebook by its name", () => {
		for (const script of allScripts())
			assert.deepEqual(parseOptions(["--only", nameOf(script)]), {
				scale: "quick",
				scripts: [script],
				out: path.resolve("build"),
			});
	});

	for (const [args, answer] of [
		[
			["--fast"],
			/unknown option "--fast"; valid options: --scale, --only, --out, --help/,
		],
		[["02", "03"], /unexpected argument "02"; valid options/],
		[
			["--scale", "huge"],
			/unknown scale "huge": choose one of smoke, quick, paper/,
		],
		[["--only", "nothing"], /unknown notebook "nothing": choose from/],
		[["--scale"], /option "--scale" needs a value/],
		[["--out="], /option "--out" needs a value/],
	] as const)
		test(`answer "${args.join(" ")}" with what is valid`, () => {
			assert.throws(() => parseOptions(args), answer);
		});
});
