import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../temporary.js";

const DIST = path.dirname(require.resolve("spiking-recurrent-cell"));
const FOLDERS = ["cells", "data/camera", "data", "encoding", "engine"]
	.concat("network", "plots", "random", "training")
	.sort();

/** The version of a package of one line a folder, in which that of `changed` is another. */
function versionWith(changed?: string): string {
	const root = temporaryFolder();
	writeFileSync(path.join(root, "package.json"), '{ "version": "1.2.3" }');
	for (const folder of FOLDERS) {
		const place = path.join(root, "dist", folder);
		mkdirSync(place, { recursive: true });
		const line = folder === changed ? "// another" : "// same";
		writeFileSync(path.join(place, "some.js"), line);
	}
	const module = path.join(root, "dist", "training", "code-version.js");
	cpSync(path.join(DIST, "training", "code-version.js"), module);
	return require(module).codeVersion();
}

test("the code version changes with every folder that decides numbers, the simulated camera's among them, and not with plots or readers of data", () => {
	const same = versionWith();
	assert.match(same, /^1\.2\.3\+[0-9a-f]{12}$/);
	const changing = FOLDERS.filter((folder) => versionWith(folder) !== same);
	assert.deepEqual(
		changing,
		FOLDERS.filter((folder) => folder !== "data" && folder !== "plots"),
	);
});
