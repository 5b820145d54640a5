/** The files of a data set on disk: in a folder of the user's, read in place, or in this project's cache, filled by download. */
import { statSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { readIfThere } from "../files/if-there.js";
import type { CatalogueEntry, DataFile } from "./catalogue.js";
import { defectOf } from "./checksum.js";
import {
	DownloadError,
	type DownloadOptions,
	downloadFile,
	MirrorError,
} from "./download.js";
import { MissingDataError } from "./missing.js";

/** Where downloads go unless told otherwise: data/cache of the project, with one folder a data set. */
export function defaultCache(): string {
	return path.join(__dirname, "..", "..", "..", "data", "cache");
}

/**
 * The folder that the environment variable SRC_DATA names, as an absolute path; undefined when it is unset or empty.
 * Throws when there is no such folder.
 */
export function dataFolder(): string | undefined {
	if (!process.env.SRC_DATA) return undefined;
	const folder = path.resolve(process.env.SRC_DATA);
	if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
	throw new Error(
		`SRC_DATA names ${folder}, which is not a folder: correct or unset this environment variable`,
	);
}

/**
 * Content of one file below `root` (`root`/mnist/train-images-idx3-ubyte.gz …), which is never written to.
 * Throws when it is truncated or altered, MissingDataError when it is missing, and says how to get it again.
 */
export async function readDataFile(
	entry: CatalogueEntry,
	file: DataFile,
	root: string,
): Promise<Uint8Array> {
	const location = path.join(root, entry.name, file.name);
	const remedy = `get it with: ${commandFor(entry, root)}`;
	const content = await readIfThere(location);
	if (!content) {
		throw new MissingDataError(`${location} is missing; ${remedy}`);
	}
	const defect = defectOf(file, content);
	if (defect) {
		throw new Error(
			`${location} is truncated or altered: ${defect}; ${remedy}`,
		);
	}
	return content;
}

export interface ObtainedFile {
	readonly file: DataFile;
	/** Where it lies now. */
	readonly location: string;
	/** Where it was downloaded from; absent when it was there already. */
	readonly mirror?: string;
}

/**
 * Makes sure that every file of the data set lies below `root` as published: those already there are checked, bad ones replaced
 * or deleted, missing ones downloaded. Throws DownloadError when one is missing and no mirror can be reached, MirrorError when a mirror sends
 * another one or the one here was bad and cannot be replaced, and a plain Error with its path when one cannot be read or written.
 */
export async function obtainFiles(
	entry: CatalogueEntry,
	root: string,
	options: DownloadOptions = {},
): Promise<ObtainedFile[]> {
	const folder = path.join(root, entry.name);
	const obtained: ObtainedFile[] = [];
	for (const file of Object.values(entry.files)) {
		const location = path.join(folder, file.name);
		const content = await readIfThere(location);
		const defect = content && defectOf(file, content);
		if (content && !defect) {
			obtained.push({ file, location });
			continue;
		}
		try {
			const mirror = await downloadFile(file, entry.mirrors, folder, options);
			obtained.push({ file, location, mirror });
		} catch (error) {
			const absent = error instanceof DownloadError;
			if (!absent && !(error instanceof MirrorError)) throw error;
			// not before: another process may be about to read what replaced it
			if (defect) await rm(location, { force: true });
			const deleted = defect
				? `${location} was truncated or altered (${defect}) and has been deleted; `
				: "";
			const remedy = absent
				? `once there is a network, get it with: ${commandFor(entry, root)}`
				: `try again later, correct what lib/data/catalogue.ts says of "${entry.name}" if it is wrong`;
			const Failure = absent && !defect ? DownloadError : MirrorError;
			throw new Failure(
				`${deleted}${error.message}; ${remedy}, or set SRC_DATA to a folder that holds ${entry.name}/${file.name}`,
			);
		}
	}
	return obtained;
}

/** What puts the files of a data set below `root`. */
function commandFor(entry: CatalogueEntry, root: string): string {
	const folder = root === defaultCache() ? "" : ` --folder "${root}"`;
	return `npm run data -- ${entry.name}${folder}`;
}
