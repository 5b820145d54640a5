/** SHA-256, by which files are known for genuine and data sets for the same. */
import { createHash } from "node:crypto";
import type { CatalogueEntry, DataFile } from "./catalogue.js";
import type { Samples } from "./dataset.js";

/** What is wrong with the content of a data file, as half a sentence; undefined when it is as published. */
export function defectOf(
	file: DataFile,
	content: Uint8Array,
): string | undefined {
	if (content.length !== file.bytes) {
		return `expected ${file.bytes} bytes, found ${content.length}`;
	}
	const found = createHash("sha256").update(content).digest("hex");
	return found === file.sha256
		? undefined
		: `expected SHA-256 ${file.sha256}, found ${found}`;
}

/** Twelve hexadecimal digits that stand for the published content of all files of a data set. */
export function publishedContent({ files }: CatalogueEntry): string {
	const hash = createHash("sha256");
	for (const { sha256 } of Object.values(files)) hash.update(sha256);
	return hash.digest("hex").slice(0, 12);
}

/**
 * SHA-256 (hex) over roles, numbers, contents and labels of all parts: two data sets with the same one hold the same data. What a simulated
 * camera records counts by images, seed and parameters of the camera; its code is in the code version (../training/code-version.ts).
 */
export function checksumOf(parts: readonly Samples[]): string {
	const hash = createHash("sha256");
	for (const samples of parts) {
		const { role, count, labels } = samples;
		if (samples.kind === "images") {
			hash.update(`${role} ${samples.first} ${count}\n`).update(samples.images);
		} else {
			const numbers = samples.numbers.join(" ");
			hash.update(`${role} ${samples.digest} ${numbers}\n`);
		}
		hash.update(labels);
	}
	return hash.digest("hex");
}
