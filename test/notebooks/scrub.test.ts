import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { scrubbed, scrubber } from "../../scripts/notebooks/scrub.js";
import { PROJECT } from "../../scripts/project.js";

const scrub = scrubber({ SRC_DATA: path.join(PROJECT, "..", "some data") });

test("paths in the project become relative, as paths and as URLs", () => {
	const file = path.join(PROJECT, "lib", "index.ts");
	assert.equal(
		scrub(`at f (${file}:3:4)`),
		`at f (lib${path.sep}index.ts:3:4)`,
	);
	assert.equal(scrub(pathToFileURL(file).href), "lib/index.ts");
	assert.equal(scrub(`cwd is ${PROJECT}`), "cwd is .");
});

test("a folder whose name only begins like the project's stays", () => {
	assert.equal(scrub(`${PROJECT}-old/x`).includes("-old"), true);
});

test("the data folder is called by its variable", () => {
	const file = path.join(PROJECT, "..", "some data", "mnist");
	assert.equal(scrub(`read ${file}`), "read $SRC_DATA/mnist");
});

test("texts of all kinds of output are scrubbed, images are not touched", () => {
	const text = `in ${PROJECT}!`;
	assert.deepEqual(
		scrubbed(
			{
				output_type: "display_data",
				data: { "text/html": text, "image/png": text },
				metadata: {},
			},
			scrub,
		),
		{
			output_type: "display_data",
			data: { "text/html": "in .!", "image/png": text },
			metadata: {},
		},
	);
	assert.deepEqual(
		scrubbed({ output_type: "stream", name: "stderr", text }, scrub),
		{ output_type: "stream", name: "stderr", text: "in .!" },
	);
});
