import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { writeWhole } from "spiking-recurrent-cell/dist/files/whole-file.js";
import { temporaryFolder } from "../temporary.js";

const MODULE = path.join(
	path.dirname(require.resolve("spiking-recurrent-cell")),
	"files",
	"whole-file.js",
);
/** Writes a file of one letter, 4 MB, twenty times. */
const CHILD = `
const { writeWhole } = require(${JSON.stringify(MODULE)});
const [file, letter] = process.argv.slice(1);
(async () => {
	for (let k = 0; k < 20; k++) await writeWhole(file, letter.repeat(4e6));
})();
`;

test("two processes that write one path 20 times each do not fail, leave the whole file of one of them, and nothing beside it", async () => {
	const folder = temporaryFolder();
	const file = path.join(folder, "shared");
	const ends = ["a", "b"].map((letter) =>
		once(spawn(process.execPath, ["-e", CHILD, file, letter]), "exit"),
	);
	for (const end of ends) assert.deepEqual(await end, [0, null]);
	const text = readFileSync(file, "utf8");
	assert.equal(text.length, 4e6);
	assert.equal(text, text[0].repeat(4e6));
	assert.deepEqual(readdirSync(folder), ["shared"]);
});

test("20 writes of one path at once in one process do not fail, and leave the whole file of one of them", async () => {
	const folder = temporaryFolder();
	const file = path.join(folder, "shared");
	const letters = Array.from("abcdefghijklmnopqrst");
	await Promise.all(
		letters.map((letter) => writeWhole(file, letter.repeat(4e5))),
	);
	const text = readFileSync(file, "utf8");
	assert.equal(text, text[0].repeat(4e5));
	assert.deepEqual(readdirSync(folder), ["shared"]);
});

test("a file that cannot be written is named in one sentence, and no part of it is left", async () => {
	const folder = temporaryFolder();
	mkdirSync(path.join(folder, "taken"));
	writeFileSync(path.join(folder, "file"), "");
	for (const [name, why] of [
		["taken", "EISDIR"],
		[path.join("file", "below"), "ENOTDIR|EEXIST"],
	]) {
		const file = path.join(folder, name);
		await assert.rejects(writeWhole(file, "text"), ({ message }: Error) => {
			assert.ok(message.startsWith(`cannot write ${file}: `), message);
			assert.match(message, new RegExp(why));
			return true;
		});
	}
	assert.deepEqual(readdirSync(folder).sort(), ["file", "taken"]);
});
