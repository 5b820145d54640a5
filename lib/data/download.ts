/** Downloads one file so that its final name only ever stands for the genuine, complete content. */
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { DataFile } from "./catalogue.js";
import { defectOf } from "./checksum.js";
import { MissingDataError } from "./missing.js";

export interface DownloadProgress {
	readonly file: DataFile;
	readonly mirror: string;
	/** Bytes so far. */
	readonly received: number;
}

export interface DownloadOptions {
	/** Give a mirror up after so many milliseconds without a byte (default 5,000). */
	readonly timeout?: number;
	readonly onProgress?: (progress: DownloadProgress) => void;
}

/** No mirror could be reached. */
export class DownloadError extends MissingDataError {
	override readonly name = "DownloadError";
}

/** A mirror was reached and did not give the file as published, or its address is none of the web. */
export class MirrorError extends Error {
	override readonly name = "MirrorError";
}

/**
 * Downloads `file` into `folder` from the first mirror (a folder's URL, ending in "/") that delivers it as published, and returns that
 * mirror. The content goes to a `.part` file, is checked against size and SHA-256, and only then renamed; what an interrupted run left
 * behind is overwritten. When none delivers, throws with what every mirror answered: DownloadError if none could be reached, else MirrorError.
 */
export async function downloadFile(
	file: DataFile,
	mirrors: readonly string[],
	folder: string,
	options: DownloadOptions = {},
): Promise<string> {
	await mkdir(folder, { recursive: true });
	const target = path.join(folder, file.name);
	const part = `${target}.part`;
	const failures: string[] = [];
	let absent = true;
	for (const mirror of mirrors) {
		try {
			await fetchTo(part, file, mirror, options);
			const defect = defectOf(file, await readFile(part));
			if (defect) throw new MirrorError(`a damaged file came: ${defect}`);
			await rename(part, target);
			return mirror;
		} catch (error) {
			const url = URL.canParse(mirror) ? urlOf(file, mirror) : mirror;
			failures.push(`${url}: ${reasonOf(error)}`);
			absent &&= !(error instanceof MirrorError);
			await rm(part, { force: true });
		}
	}
	const Failure = absent ? DownloadError : MirrorError;
	throw new Failure(
		`cannot download ${file.name} (${failures.join("; ") || "no mirror given"})`,
	);
}

function urlOf(file: DataFile, mirror: string): URL {
	return new URL(file.name, mirror);
}

async function fetchTo(
	part: string,
	file: DataFile,
	mirror: string,
	{ timeout = 5000, onProgress }: DownloadOptions,
): Promise<void> {
	if (!/^https?:/.test(mirror))
		throw new MirrorError("a mirror must begin with http:// or https://");
	const controller = new AbortController();
	const watchdog = setTimeout(
		() => controller.abort(new Error(`no byte in ${timeout / 1000} s`)),
		timeout,
	);
	try {
		const response = await fetch(urlOf(file, mirror), {
			signal: controller.signal,
		});
		if (!response.ok || !response.body) {
			throw new MirrorError(`HTTP status ${response.status}`);
		}
		const output = await open(part, "w");
		try {
			let received = 0;
			for await (const chunk of response.body) {
				watchdog.refresh();
				received += chunk.length;
				if (received > file.bytes) {
					throw new MirrorError(
						`more than the expected ${file.bytes} bytes came`,
					);
				}
				await output.write(chunk);
				onProgress?.({ file, mirror, received });
			}
		} finally {
			await output.close();
		}
	} finally {
		clearTimeout(watchdog);
		controller.abort();
	}
}

/** What went wrong, without the "fetch failed" that Node wraps around it. */
function reasonOf(error: unknown): string {
	const { cause, message } = error as Error & { cause?: unknown };
	if (cause instanceof Error) {
		return cause.message || (cause as NodeJS.ErrnoException).code || message;
	}
	return message;
}
