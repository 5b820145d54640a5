import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import path from "node:path";
import { describe, it, type TestContext } from "node:test";
import {
	type DataFile,
	DownloadError,
	downloadFile,
	MirrorError,
} from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";
import { bitFlipped, files, serve } from "./fixture.js";

const content = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 3);
const file: DataFile = {
	name: "a-file.gz",
	bytes: content.length,
	sha256: createHash("sha256").update(content).digest("hex"),
	contentBytes: content.length,
};
const good = files(new Map([[file.name, content]]));
const corrupt = files(new Map([[file.name, content]]), bitFlipped);
const down: RequestListener = (_, response) =>
	response.writeHead(503).end("down");
const silent: RequestListener = () => {};
/** Sends the first half, then nothing more. */
const stalling: RequestListener = (_, response) => {
	response.write(content.subarray(0, content.length / 2));
};
/** Sends the first half, then breaks the connection. */
const breaking: RequestListener = (_, response) => {
	response.write(content.subarray(0, content.length / 2), () =>
		response.destroy(),
	);
};

/** Downloads from servers that behave like this, in this order. */
async function download(
	test: TestContext,
	behaviours: RequestListener[],
	folder = temporaryFolder(),
) {
	const mirrors: string[] = [];
	for (const behaviour of behaviours) {
		mirrors.push(await serve(test, behaviour));
	}
	const mirror = await downloadFile(file, mirrors, folder, { timeout: 300 });
	const stored = readFileSync(path.join(folder, file.name));
	assert.deepEqual(new Uint8Array(stored), content);
	assert.deepEqual(readdirSync(folder), [file.name], "something is left over");
	return mirrors.indexOf(mirror);
}

describe("downloadFile", () => {
	it("stores the genuine file under its name and reports growing progress up to its size", async (test) => {
		const mirror = await serve(test, good);
		const received: number[] = [];
		const folder = path.join(temporaryFolder(), "new", "folder");
		await downloadFile(file, [mirror], folder, {
			onProgress: (progress) => received.push(progress.received),
		});
		assert.deepEqual(readdirSync(folder), [file.name]);
		assert.equal(received.at(-1), file.bytes);
		assert.deepEqual(
			received,
			received.toSorted((a, b) => a - b),
		);
	});

	const failures: [string, RequestListener][] = [
		["is down", down],
		["sends a corrupt file", corrupt],
		["never answers", silent],
		["stalls half-way", stalling],
		["breaks the connection half-way", breaking],
		[
			"sends too short a file",
			files(new Map([[file.name, content.subarray(1)]])),
		],
		[
			"sends too long a file",
			files(new Map([[file.name, Buffer.concat([content, content])]])),
		],
	];
	for (const [what, behaviour] of failures) {
		it(`takes the second mirror when the first ${what}`, async (test) => {
			assert.equal(await download(test, [behaviour, good]), 1);
		});
	}

	it("does not ask the second mirror when the first delivers", async (test) => {
		let asked = 0;
		const counting: RequestListener = (_, response) => {
			asked++;
			response.end();
		};
		assert.equal(await download(test, [good, counting]), 0);
		assert.equal(asked, 0);
	});

	it("fails with one sentence that says what each mirror answered, and leaves nothing", async (test) => {
		const folder = temporaryFolder();
		const mirrors = [await serve(test, down), await serve(test, corrupt)];
		await assert.rejects(
			downloadFile(file, mirrors, folder),
			(error: Error) => {
				assert.ok(error instanceof MirrorError);
				assert.match(
					error.message,
					/^cannot download a-file\.gz \(http:\S+\/a-file\.gz: HTTP status 503; http:\S+\/a-file\.gz: a damaged file came: expected SHA-256 \w{64}, found \w{64}\)$/,
				);
				return true;
			},
		);
		assert.deepEqual(readdirSync(folder), []);
	});

	it("says of a mirror without a final slash which address was asked, and of one that is no address of http or https that it must be", async (test) => {
		const server = await serve(test, good);
		await assert.rejects(
			downloadFile(
				file,
				[`${server}folder/deep`, "file:///tmp/", "folder/", "http://[/"],
				temporaryFolder(),
			),
			{
				message: `cannot download a-file.gz (${[
					`${server}folder/a-file.gz: HTTP status 404`,
					"file:///tmp/a-file.gz: a mirror must be an address that begins with http:// or https://",
					"folder/: a mirror must be an address that begins with http:// or https://",
					"http://[/: a mirror must be an address that begins with http:// or https://",
				].join("; ")})`,
			},
		);
	});

	it("gives a silent network up within its time-out", async (test) => {
		const mirror = await serve(test, silent);
		const start = performance.now();
		await assert.rejects(
			downloadFile(file, [mirror], temporaryFolder(), { timeout: 200 }),
			/no byte in 0\.2 s/,
		);
		assert.ok(performance.now() - start < 2000);
	});

	it("says why there is no connection", async () => {
		const closed = "http://127.0.0.1:1/";
		await assert.rejects(
			downloadFile(file, [closed], temporaryFolder()),
			(error: Error) =>
				error instanceof DownloadError &&
				/127\.0\.0\.1:1\/a-file\.gz: (connect ECONNREFUSED|bad port)/.test(
					error.message,
				),
		);
	});

	it("leaves nothing when it is killed half-way, and the next run gets the file", async (test) => {
		const folder = temporaryFolder();
		const mirror = await serve(test, stalling);
		const library = JSON.stringify(require.resolve("spiking-recurrent-cell"));
		const call = [file, [mirror], folder].map((argument) =>
			JSON.stringify(argument),
		);
		const child = spawn(process.execPath, [
			"-e",
			`require(${library}).downloadFile(${call.join(", ")}, { timeout: 60_000, onProgress: () => console.log("bytes") })`,
		]);
		const ended = once(child, "exit");
		await Promise.race([
			once(child.stdout, "data"),
			ended.then(() => assert.fail("the download ended by itself")),
		]);
		child.kill("SIGKILL");
		await ended;
		assert.deepEqual(readdirSync(folder), []);
		assert.equal(await download(test, [good], folder), 0);
	});

	it("gives the file to each of four that download it at once, and leaves nothing else", async (test) => {
		const folder = temporaryFolder();
		const halves: RequestListener = (_, response) => {
			response.write(content.subarray(0, content.length / 2));
			setTimeout(() => {
				response.end(content.subarray(content.length / 2));
			}, 50);
		};
		const mirror = await serve(test, halves);
		await Promise.all(
			[1, 2, 3, 4].map(() => downloadFile(file, [mirror], folder)),
		);
		const stored = readFileSync(path.join(folder, file.name));
		assert.deepEqual(new Uint8Array(stored), content);
		assert.deepEqual(readdirSync(folder), [file.name]);
	});

	it("says of a file that cannot be written which and why, and not that no mirror could be reached", async (test) => {
		const folder = temporaryFolder();
		const target = path.join(folder, file.name);
		mkdirSync(target);
		const mirror = await serve(test, good);
		await assert.rejects(
			downloadFile(file, [mirror], folder),
			(error: Error) => {
				assert.ok(!(error instanceof DownloadError));
				assert.ok(!(error instanceof MirrorError));
				assert.ok(error.message.startsWith(`cannot write ${target}: `));
				return true;
			},
		);
		assert.deepEqual(readdirSync(folder), [file.name]);
	});

	it("passes on what onProgress throws, and asks no further mirror", async (test) => {
		const mirror = await serve(test, good);
		const stop = new Error("stop");
		let calls = 0;
		await assert.rejects(
			downloadFile(file, [mirror, mirror], temporaryFolder(), {
				onProgress: () => {
					calls++;
					throw stop;
				},
			}),
			(error) => error === stop,
		);
		assert.equal(calls, 1);
	});
});
