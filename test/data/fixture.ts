/** What the tests of the data share: a tiny data set as published files, and web servers that serve it well or badly. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { TestContext } from "node:test";
import { gzipSync } from "node:zlib";
import type { CatalogueEntry, DataFile } from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";

export function idxBytes(
	shape: readonly number[],
	values: Uint8Array,
): Uint8Array {
	const header = Buffer.alloc(4 + 4 * shape.length);
	header.writeUInt32BE(0x0800 + shape.length);
	shape.forEach((size, d) => {
		header.writeUInt32BE(size, 4 + 4 * d);
	});
	return new Uint8Array(Buffer.concat([header, values]));
}

/** Label of image k of either part of the tiny set; no shift of k leaves the sequence as it is. */
export function tinyLabel(k: number): number {
	return (k * k + (k >> 3)) % 10;
}

export interface TinySet {
	readonly entry: CatalogueEntry;
	/** Content of each published file by its name. */
	readonly contents: ReadonlyMap<string, Uint8Array>;
}

/** 30 training and 10 test images of 4 × 3 pixels; pixel p of training image k is 7 k + p. */
export function tinySet(mirrors: readonly string[] = []): TinySet {
	const contents = new Map<string, Uint8Array>();
	const publish = (name: string, raw: Uint8Array): DataFile => {
		const content = new Uint8Array(gzipSync(raw));
		contents.set(name, content);
		return {
			name,
			bytes: content.length,
			sha256: createHash("sha256").update(content).digest("hex"),
			contentBytes: raw.length,
		};
	};
	const images = (count: number, offset: number) =>
		idxBytes(
			[count, 4, 3],
			Uint8Array.from(
				{ length: count * 12 },
				(_, i) => offset + 7 * Math.floor(i / 12) + (i % 12),
			),
		);
	const labels = (count: number) =>
		idxBytes(
			[count],
			Uint8Array.from({ length: count }, (_, k) => tinyLabel(k)),
		);
	const entry: CatalogueEntry = {
		name: "tiny",
		title: "Tiny",
		authors: "nobody",
		licence: "none",
		mirrors,
		labelNames: Array.from("0123456789"),
		validation: 10,
		files: {
			trainImages: publish("train-images.gz", images(30, 0)),
			trainLabels: publish("train-labels.gz", labels(30)),
			testImages: publish("test-images.gz", images(10, 100)),
			testLabels: publish("test-labels.gz", labels(10)),
		},
	};
	return { entry, contents };
}

/** A folder laid out as SRC_DATA must be, holding the tiny set with the given files changed (null: left out). */
export function writtenFolder(
	{ entry, contents }: TinySet,
	changes: Record<string, Uint8Array | null> = {},
): string {
	const root = temporaryFolder();
	mkdirSync(path.join(root, entry.name));
	for (const [name, genuine] of contents) {
		const content = name in changes ? changes[name] : genuine;
		if (content) writeFileSync(path.join(root, entry.name, name), content);
	}
	return root;
}

/** Starts a web server for the length of the test and returns the URL of its root folder. */
export async function serve(
	test: TestContext,
	listener: RequestListener,
): Promise<string> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	test.after(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Serves files by name; `alter` may change what is sent. */
export function files(
	contents: ReadonlyMap<string, Uint8Array>,
	alter: (content: Uint8Array) => Uint8Array = (content) => content,
): RequestListener {
	return (request, response) => {
		const content = contents.get((request.url ?? "").slice(1));
		if (content) response.end(alter(content));
		else response.writeHead(404).end("not here");
	};
}

export function bitFlipped(content: Uint8Array): Uint8Array {
	return content.map((byte, i) =>
		i === content.length >> 1 ? byte ^ 0x10 : byte,
	);
}
