/** Zip archives: the directory is listed once, a member is unpacked when it is asked for and checked against its CRC-32. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";
import { type Entry, openPromise } from "yauzl";

/** A file within an archive. */
export interface ZipMember {
	/** e.g. "Train/5/00001.bin". */
	readonly path: string;
	/** Unpacked. */
	readonly bytes: number;
	readonly crc32: number;
	readonly entry: Entry;
}

const STORED = 0;
const DEFLATED = 8;
/** Length of a local file header without name and extra field, whose lengths lie at these places. */
const HEADER_BYTES = 30;
const NAME_LENGTH = 26;
const EXTRA_LENGTH = 28;

/** All members in the order of the directory. @throws if the file cannot be read or has no sound directory */
export async function listZip(location: string): Promise<ZipMember[]> {
	const members: ZipMember[] = [];
	const archive = await openPromise(location);
	for await (const entry of archive.eachEntry())
		members.push({
			path: entry.fileName,
			bytes: entry.uncompressedSize,
			crc32: entry.crc32,
			entry,
		});
	return members;
}

/**
 * Content of a member; the archive is opened for each, so that none stays open behind what is no longer used.
 * @throws Error that says in half a sentence what is wrong with the member
 */
export function unpackMember(
	location: string,
	{ entry, bytes, crc32: expected }: ZipMember,
): Uint8Array {
	const { compressionMethod, relativeOffsetOfLocalHeader: header } = entry;
	if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
		throw new Error(`unknown compression method ${compressionMethod}`);
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
			compressionMethod === STORED ? packed : inflated(packed, bytes);
		if (content.length !== bytes)
			throw new Error(
				`it has ${content.length} bytes and not the ${bytes} of the directory`,
			);
		if (crc32(content) !== expected)
			throw new Error("its CRC-32 is not the one in the directory");
		return content;
	} finally {
		closeSync(descriptor);
	}
}

/** At most `bytes` and one more, by which too many are recognised without unpacking them all. */
function inflated(packed: Buffer, bytes: number): Buffer {
	try {
		return inflateRawSync(packed, { maxOutputLength: bytes + 1 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE")
			throw error;
		throw new Error(`it has more than the ${bytes} bytes of the directory`);
	}
}

function readAt(descriptor: number, position: number, length: number): Buffer {
	const bytes = Buffer.alloc(Math.min(length, fstatSync(descriptor).size));
	if (readSync(descriptor, bytes, 0, bytes.length, position) < length)
		throw new Error("the file ends within it");
	return bytes;
}
