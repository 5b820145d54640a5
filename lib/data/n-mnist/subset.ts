/** The subset of N-MNIST: NMNISTsmall/NUMBER.bs2, the lists of number and class, and the SHA-256 of every file. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Collection } from "./collection.js";
import type { SubsetEntry } from "./entry.js";

/** Opens both parts and checks every file; the contents are kept. Throws when a file is missing or altered. */
export function openSubset(
	root: string,
	subset: SubsetEntry,
): { train: Collection; test: Collection } {
	const sums = checkedSums(root, subset);
	const open = (list: string) => openList(root, subset, list, sums);
	return { train: open(subset.trainList), test: open(subset.testList) };
}

function openList(
	root: string,
	{ folder, sha256 }: SubsetEntry,
	list: string,
	sums: ReadonlyMap<string, string>,
): Collection {
	const read = (name: string) => checkedFile(root, `${folder}/${name}`, sums);
	const rows = parseList(new TextDecoder().decode(read(list)), list);
	const contents = rows.map(({ number }) => read(`${number}.bs2`));
	return {
		labels: Uint8Array.from(rows, ({ label }) => label),
		numbers: Uint32Array.from(rows, ({ number }) => number - 1),
		fileOf: (k) => path.join(root, folder, `${rows[k].number}.bs2`),
		read: (k) => contents[k],
		digest: sha256,
	};
}

/** Rows "NUMBER CLASS" below a heading that begins with #. */
function parseList(text: string, list: string) {
	const rows = text.split(/\r?\n/).filter((row) => row && !row.startsWith("#"));
	return rows.map((row) => {
		const match = /^([1-9][0-9]*)\s+([0-9])\s*$/.exec(row);
		if (!match)
			throw new Error(
				`${list} has the row "${row}": expected a sample's number and its class 0 … 9`,
			);
		return { number: Number(match[1]), label: Number(match[2]) };
	});
}

/** SHA-256 (hex) of each file of the subset by its path. */
function checkedSums(
	root: string,
	{ sums, sha256 }: SubsetEntry,
): Map<string, string> {
	const file = checkedFile(root, sums, new Map([[sums, sha256]]));
	const rows = new TextDecoder().decode(file).trim().split("\n");
	return new Map(
		rows.map((row) => {
			const [sum, name] = row.trim().split(/\s+/);
			return [name, sum];
		}),
	);
}

function checkedFile(
	root: string,
	name: string,
	sums: ReadonlyMap<string, string>,
): Uint8Array {
	const location = path.join(root, name);
	const remedy = "put the subset's own file there again";
	let content: Uint8Array;
	try {
		content = readFileSync(location);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
		throw new Error(`${location} is missing: ${remedy}`);
	}
	const found = createHash("sha256").update(content).digest("hex");
	const expected = sums.get(name);
	if (found !== expected)
		throw new Error(
			`${location} is truncated or altered: expected SHA-256 ${expected}, found ${found}; ${remedy}`,
		);
	return content;
}
