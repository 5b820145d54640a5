/** Labelled recordings somewhere on disk, and what the two original layouts (folder and archive) share. */
import { createHash } from "node:crypto";

export interface Collection {
	/** [count], 0 … 9. */
	readonly labels: Uint8Array;
	/** [count]: number of each in the whole data set, from 0; test recordings come after the training ones. */
	readonly numbers: Uint32Array;
	/** What messages call recording k. */
	readonly fileOf: (k: number) => string;
	/** Content of the file of recording k. Throws when it cannot be read as it was when the collection was opened. */
	readonly read: (k: number) => Uint8Array;
	/** SHA-256 (hex) that stands for all contents. */
	readonly digest: string;
}

/** One of the two halves of the original data set. */
export interface Half {
	/** "Train" or "Test", its folder. */
	readonly folder: string;
	/** Recordings it must have, numbered from 1. */
	readonly count: number;
	/** Number of the first in the whole data set, from 0. */
	readonly first: number;
}

/** A file of the original layout. */
export interface HalfFile {
	/** e.g. "Train/5/00001.bin". */
	readonly path: string;
	readonly bytes: number;
	readonly crc32: number;
}

/**
 * The files in order of their numbers, with their labels. `where` names folder or archive in errors, which are thrown when a file lies
 * in no folder of a class, a recording lies in two, or one is missing.
 */
export function indexHalf<F extends HalfFile>(
	half: Half,
	files: Iterable<F>,
	where: string,
): { files: readonly F[]; labels: Uint8Array; numbers: Uint32Array } {
	const { folder, count, first } = half;
	const found = new Array<F | undefined>(count).fill(undefined);
	const labels = new Uint8Array(count);
	const pattern = new RegExp(`^${folder}/([0-9])/([0-9]+)\\.bin$`);
	for (const file of files) {
		const match = pattern.exec(file.path);
		const k = Number(match?.[2]) - 1;
		if (!match || !(k >= 0 && k < count))
			throw new Error(
				`${where} holds ${file.path}: expected ${folder}/CLASS/NUMBER.bin with a class 0 … 9 and a number 1 … ${count}; unpack the published archive again`,
			);
		const other = found[k];
		if (other)
			throw new Error(
				`${where} holds ${other.path} and ${file.path}: a recording must have one label; unpack the published archive again`,
			);
		found[k] = file;
		labels[k] = Number(match[1]);
	}
	const missing = found.indexOf(undefined);
	if (missing !== -1)
		throw new Error(
			`${where} lacks ${folder}/CLASS/${String(missing + 1).padStart(5, "0")}.bin: expected ${count} recordings, found ${found.filter(Boolean).length}; unpack the published archive again`,
		);
	return {
		files: found as F[],
		labels,
		numbers: Uint32Array.from({ length: count }, (_, k) => first + k),
	};
}

/** SHA-256 over names, sizes and CRC-32 of all files: the same for an archive and for what it unpacks to. */
export function digestOf(files: readonly HalfFile[]): string {
	const hash = createHash("sha256");
	for (const { path, bytes, crc32 } of files)
		hash.update(`${path} ${bytes} ${crc32}\n`);
	return hash.digest("hex");
}
