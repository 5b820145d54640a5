import assert from "node:assert/strict";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../temporary.js";

const DIST = path.dirname(require.resolve("spiking-recurrent-cell"));
const FOLDERS = ["cells", "data/camera", "data", "encoding", "engine"]
	.concat("network", "plots", "random", "training")
	.sort();

/** Of a package of one line a folder, in which that of `changed` is another: what asks for the version, and a file that counts. */
function packageWith(changed?: string): { ask: () => string; file: string } {
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
	const file = path.join(root, "dist", "engine", "some.js");
	return { ask: require(module).codeVersion, file };
}

const versionWith = (changed?: string) => packageWith(changed).ask();

test("the code version changes with every folder that decides numbers, the simulated camera's among them, and not with plots or readers of data", () => {
	const same = versionWith();
	assert.match(same, /^1\.2\.3\+[0-9a-f]{12}$/);
	const changing = FOLDERS.filter((folder) => versionWith(folder) !== same);
	assert.deepEqual(
		changing,
		FOLDERS.filter((folder) => folder !== "data" && folder !== "plots"),
	);
});

test("the code version is that of the files as they were loaded, also where it is first asked for after a build replaced them", () => {
	const { ask, file } = packageWith();
	writeFileSync(file, "// built during a training");
	assert.equal(ask(), versionWith());
});
