/** IDX, the file format of MNIST: a big-endian header (type, number of dimensions, their sizes), then the values. */
import { gunzipSync } from "node:zlib";

export interface IdxArray {
	/** Sizes of the dimensions, e.g. [60000, 28, 28]. */
	readonly shape: readonly number[];
	/** The values in row-major order. */
	readonly data: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;

/**
 * Reads an IDX array of unsigned bytes, gzipped or not. `file` names it in errors, which are thrown when the compression is damaged, the
 * header is not that of such an array, or the content is longer or shorter than the header says.
 */
export function readIdx(bytes: Uint8Array, file: string): IdxArray {
	const content = isGzip(bytes) ? gunzip(bytes, file) : bytes;
	const header = new DataView(
		content.buffer,
		content.byteOffset,
		content.byteLength,
	);
	if (content.length < 4) {
		throw new Error(
			`${file}: expected an IDX header, found ${content.length} bytes`,
		);
	}
	const magic = header.getUint32(0);
	const dimensions = magic & 0xff;
	if (magic >>> 8 !== UNSIGNED_BYTE || dimensions === 0) {
		throw new Error(
			`${file}: expected the magic number 0x000008nn of an IDX file of unsigned bytes, found 0x${magic.toString(16).padStart(8, "0")}`,
		);
	}
	const start = 4 + 4 * dimensions;
	if (content.length < start) {
		throw new Error(
			`${file}: expected an IDX header of ${start} bytes, found ${content.length} bytes`,
		);
	}
	const shape = Array.from({ length: dimensions }, (_, d) =>
		header.getUint32(4 + 4 * d),
	);
	const expected = shape.reduce((product, size) => product * size, 1) + start;
	if (content.length !== expected) {
		throw new Error(
			`${file}: expected ${expected} bytes for an array of ${shape.join(" × ")}, found ${content.length}`,
		);
	}
	return { shape, data: content.subarray(start) };
}

function isGzip(bytes: Uint8Array): boolean {
	return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzip(bytes: Uint8Array, file: string): Uint8Array {
	try {
		return gunzipSync(bytes);
	} catch (error) {
		throw new Error(
			`${file}: the gzip data is damaged (${(error as Error).message})`,
		);
	}
}
