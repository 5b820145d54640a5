import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { readIdx } from "spiking-recurrent-cell";
import { idxBytes } from "./fixture.js";

describe("readIdx", () => {
	it("returns shape and values of any array, gzipped or not", () => {
		const arrays = fc
			.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 })
			.chain((shape) => {
				const size = shape.reduce((product, n) => product * n, 1);
				const values = fc.uint8Array({ minLength: size, maxLength: size });
				return fc.tuple(fc.constant(shape), values);
			});
		fc.assert(
			fc.property(arrays, fc.boolean(), ([shape, values], zipped) => {
				const raw = idxBytes(shape, values);
				const array = readIdx(zipped ? gzipSync(raw) : raw, "some-file");
				assert.deepEqual(array.shape, shape);
				assert.deepEqual(Uint8Array.from(array.data), values);
			}),
		);
	});

	it("names the file, the expected and the found number of bytes when the content is cut short or too long", () => {
		const whole = idxBytes([2, 3], Uint8Array.of(1, 2, 3, 4, 5, 6));
		assert.throws(
			() => readIdx(whole.subarray(0, 15), "cut-file"),
			/^Error: cut-file: expected 18 bytes for an array of 2 × 3, found 15$/,
		);
		assert.throws(
			() => readIdx(Buffer.concat([whole, Buffer.of(7)]), "long-file"),
			/^Error: long-file: expected 18 bytes for an array of 2 × 3, found 19$/,
		);
	});

	it("refuses other element types, other files and damaged compression", () => {
		const floats = Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0);
		assert.throws(() => readIdx(floats, "f"), /found 0x00000d01/);
		assert.throws(
			() => readIdx(Buffer.from("<html>not found</html>"), "page"),
			/page: expected the magic number/,
		);
		assert.throws(
			() => readIdx(new Uint8Array(0), "empty"),
			/empty: expected an IDX header, found 0 bytes/,
		);
		const zipped = gzipSync(idxBytes([4], Uint8Array.of(1, 2, 3, 4)));
		assert.throws(
			() => readIdx(zipped.subarray(0, 20), "zipped"),
			/zipped: the gzip data is damaged/,
		);
	});

	it("answers any header and any bytes with an array of the stated size or a sentence that names the file", () => {
		const size = fc.oneof(
			fc.integer({ min: 0, max: 4 }),
			fc.integer({ min: 0, max: 0xffffffff }),
		);
		const headers = fc
			.tuple(fc.array(size, { maxLength: 5 }), fc.uint8Array({ maxLength: 40 }))
			.map(([shape, rest]) => idxBytes(shape, rest));
		const anything = fc.oneof(
			headers,
			fc.uint8Array({ maxLength: 40 }),
			headers.map((bytes) => new Uint8Array(gzipSync(bytes))),
			fc
				.uint8Array({ maxLength: 40 })
				.map((bytes) => Uint8Array.of(0x1f, 0x8b, ...bytes)),
		);
		let accepted = 0;
		fc.assert(
			fc.property(anything, (bytes) => {
				try {
					const { shape, data } = readIdx(bytes, "fuzzed-file");
					assert.equal(
						data.length,
						shape.reduce((product, n) => product * n, 1),
					);
					accepted++;
				} catch (error) {
					assert.match((error as Error).message, /^fuzzed-file: /);
				}
			}),
			{ numRuns: 2000, seed: 1 },
		);
		assert.ok(accepted > 0, "the fuzzed headers were never valid");
	});
});
