/** The order of the library's folders, which CONTRIBUTING.md states. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { PROJECT } from "../scripts/project.js";

const LIBRARY = path.join(PROJECT, "lib");
/** Of the package and no modules. */
const OTHERS = ["dist", "scripts"];

function statedOrder(): string[] {
	const text = readFileSync(path.join(PROJECT, "CONTRIBUTING.md"), "utf8");
	const [, list] =
		/imports from those before it alone: ([^;]+);/.exec(text) ?? [];
	assert.ok(list, "CONTRIBUTING.md states no order");
	return [...list.matchAll(/`([a-z]+)`/g)].map(([, folder]) => folder);
}

const libraryFolders = () =>
	readdirSync(LIBRARY, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && !OTHERS.includes(entry.name))
		.map(({ name }) => name);

/** The folders of the first level that the modules of `folder` import from, each with one module that does. */
function importsOf(folder: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const file of readdirSync(path.join(LIBRARY, folder), {
		recursive: true,
		encoding: "utf8",
	})) {
		if (!/(?<!\.d)\.ts$/.test(file)) continue;
		const module = path.join(LIBRARY, folder, file);
		for (const [, to] of readFileSync(module, "utf8").matchAll(
			/\bfrom "(\.[^"]+)"/g,
		)) {
			const [into] = path
				.relative(LIBRARY, path.resolve(path.dirname(module), to))
				.split(path.sep);
			if (into !== folder) found.set(into, `${folder}/${file}`);
		}
	}
	return found;
}

test("CONTRIBUTING.md orders every folder of the library, and each imports from those before it alone", () => {
	const order = statedOrder();
	assert.deepEqual([...order].sort(), libraryFolders().sort());
	let imports = 0;
	for (const [place, folder] of order.entries())
		for (const [into, file] of importsOf(folder)) {
			imports++;
			assert.ok(
				order.indexOf(into) >= 0 && order.indexOf(into) < place,
				`${file} imports from ${into}/, which comes after ${folder}/`,
			);
		}
	assert.ok(imports > 60, `only ${imports} pairs of folders were found`);
});
