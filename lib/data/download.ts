/** Downloads one file so that its final name only ever stands for the genuine, complete content. */
import path from "node:path";
import { writeWhole } from "../files/whole-file.js";
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
 * mirror. The content is checked against size and SHA-256 before any of it is written.
 * @throws with what every mirror answered when none delivers: DownloadError if none could be reached, else MirrorError; a plain Error with the
 * path when the file cannot be written
 */
export async function downloadFile(
	file: DataFile,
	mirrors: readonly string[],
	folder: string,
	options: DownloadOptions = {},
): Promise<string> {
	const failures: string[] = [];
	let absent = true;
	for (const mirror of mirrors) {
		let content: Uint8Array;
		try {
			content = await fetchFile(file, mirror, options);
		} catch (error) {
			const unreached = error instanceof DownloadError;
			if (!unreached && !(error instanceof MirrorError)) throw error;
			const url = URL.canParse(mirror) ? urlOf(file, mirror) : mirror;
			failures.push(`${url}: ${error.message}`);
			absent &&= unreached;
			continue;
		}
		await writeWhole(path.join(folder, file.name), content);
		return mirror;
	}
	const Failure = absent ? DownloadError : MirrorError;
	throw new Failure(
		`cannot download ${file.name} (${failures.join("; ") || "no mirror given"})`,
	);
}

function urlOf(file: DataFile, mirror: string): URL {
	return new URL(file.name, mirror);
}

/** Content of the file as published. @throws DownloadError if the mirror cannot be reached or falls silent, MirrorError if another one comes */
async function fetchFile(
	file: DataFile,
	mirror: string,
	{ timeout = 5000, onProgress }: DownloadOptions,
): Promise<Uint8Array> {
	if (!/^https?:/.test(mirror) || !URL.canParse(mirror))
		throw new MirrorError(
			"a mirror must be an address that begins with http:// or https://",
		);
	const controller = new AbortController();
	const { signal } = controller;
	const watchdog = setTimeout(
		() => controller.abort(new Error(`no byte in ${timeout / 1000} s`)),
		timeout,
	);
	const unreached = (error: unknown): never => {
		throw new DownloadError(reasonOf(error));
	};
	try {
		const response = await fetch(urlOf(file, mirror), { signal }).catch(
			unreached,
		);
		if (!response.ok || !response.body)
			throw new MirrorError(`HTTP status ${response.status}`);
		const reader = response.body.getReader();
		const content = new Uint8Array(file.bytes);
		let received = 0;
		for (;;) {
			const { value, done } = await reader.read().catch(unreached);
			if (done) break;
			watchdog.refresh();
			if (received + value.length > file.bytes)
				throw new MirrorError(
					`more than the expected ${file.bytes} bytes came`,
				);
			content.set(value, received);
			received += value.length;
			onProgress?.({ file, mirror, received });
		}
		const defect = defectOf(file, content.subarray(0, received));
		if (defect) throw new MirrorError(`a damaged file came: ${defect}`);
		return content;
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
