/** N-MNIST in the published archives, Train.zip and Test.zip: only the directory is kept, a recording is unpacked when it is asked for. */
import { closeSync, openSync, readSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, openPromise } from "yauzl";
import {
	type Collection,
	digestOf,
	type Half,
	indexHalf,
} from "./collection.js";

const STORED = 0;
const DEFLATED = 8;
/** Length of a local file header without name and extra field, whose lengths lie at these places. */
const HEADER_BYTES = 30;
const NAME_LENGTH = 26;
const EXTRA_LENGTH = 28;

/** Opens one half. Throws when the archive is damaged or does not hold the half. */
export async function openArchive(
	location: string,
	half: Half,
): Promise<Collection> {
	const entries = await listArchive(location);
	const { files, labels, numbers } = indexHalf(half, entries, location);
	const fileOf = (k: number) => `${location}, ${files[k].path}`;
	return {
		labels,
		numbers,
		fileOf,
		read: (k) => unpack(location, files[k].entry, fileOf(k)),
		digest: digestOf(files),
	};
}

async function listArchive(location: string) {
	const files = [];
	try {
		const archive = await openPromise(location);
		for await (const entry of archive.eachEntry()) {
			const { fileName, uncompressedSize } = entry;
			// __MACOSX/ holds what a Mac adds to an archive
			if (fileName.endsWith(".bin") && !fileName.startsWith("__MACOSX/"))
				files.push({
					path: fileName,
					bytes: uncompressedSize,
					crc32: entry.crc32,
					entry,
				});
		}
	} catch (error) {
		throw damaged(location, (error as Error).message);
	}
	return files;
}

/** Content of one file; the archive is opened for each, so that none stays open behind a data set that is no longer used. */
function unpack(location: string, entry: Entry, file: string): Uint8Array {
	const { compressionMethod, relativeOffsetOfLocalHeader: header } = entry;
	if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
		throw damaged(file, `unknown compression method ${compressionMethod}`);
	const descriptor = openSync(location, "r");
	try {
		const start = readAt(descriptor, header, HEADER_BYTES);
		const names =
			start.readUInt16LE(NAME_LENGTH) + start.readUInt16LE(EXTRA_LENGTH);
		const packed = readAt(
			descriptor,
			header + HEADER_BYTES + names,
			entry.compressedSize,
		);
		const content =
			compressionMethod === STORED ? packed : inflateRawSync(packed);
		if (crc32(content) !== entry.crc32)
			throw new Error("its CRC-32 is not the one in the directory");
		return content;
	} catch (error) {
		throw damaged(file, (error as Error).message);
	} finally {
		closeSync(descriptor);
	}
}

function readAt(descriptor: number, position: number, length: number): Buffer {
	const bytes = Buffer.alloc(length);
	if (readSync(descriptor, bytes, 0, length, position) < length)
		throw new Error("the file ends within it");
	return bytes;
}

function damaged(what: string, reason: string): Error {
	return new Error(
		`${what} is damaged (${reason}): download the archive again`,
	);
}
