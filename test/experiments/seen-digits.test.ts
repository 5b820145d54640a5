import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { seenDigits } from "spiking-recurrent-cell";
import { dataFolderForEach } from "../data-folder.js";
import { temporaryFolder } from "../temporary.js";

let folder: string;
dataFolderForEach(() => {
	folder = temporaryFolder();
	return folder;
});

test("without recordings, digits are drawn for the simulated camera, and none is said to be recorded", async () => {
	const { digits, source } = await seenDigits([3, 7]);
	assert.equal(source.origin, "built-in");
	assert.deepEqual(
		digits.map(({ label, recorded }) => [label, recorded]),
		[
			[3, undefined],
			[7, undefined],
		],
	);
});

test("a label that no digit has is an error, and no empty image", async () => {
	await assert.rejects(seenDigits([3, 10]), {
		message: "no digit has the label 10: give labels in 0 … 9",
	});
});

test("damaged recordings are an error, and no digit is drawn in their place", async () => {
	mkdirSync(path.join(folder, "n-mnist", "NMNISTsmall"), { recursive: true });
	writeFileSync(path.join(folder, "n-mnist", "SHA256SUMS"), "not these\n");
	await assert.rejects(
		seenDigits([3]),
		/SHA256SUMS is truncated or altered: expected SHA-256/,
	);
});

test("a folder of data that is none is an error", async () => {
	process.env.SRC_DATA = path.join(folder, "nowhere");
	await assert.rejects(seenDigits([3]), /SRC_DATA names .*nowhere/);
});
