/** Files that are either the old or the new one, never half of it. */
import { randomBytes } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Has `write` make the file beside `path`, under a name that no other writer has, and then renames it; makes the folder if there is none.
 * @throws with the path if it cannot be written; no part of it is left then
 */
export async function withWholeFile(
	path: string,
	write: (part: string) => void | Promise<void>,
): Promise<void> {
	const part = `${path}.${randomBytes(6).toString("hex")}.part`;
	try {
		await mkdir(dirname(path), { recursive: true });
		await write(part);
		await rename(part, path);
	} catch (error) {
		await rm(part, { force: true }).catch(() => {});
		const { message } = error as Error;
		throw new Error(`cannot write ${path}: ${message}`, { cause: error });
	}
}

/** @throws with the path if it cannot be written; what was there before stays then */
export async function writeWhole(
	path: string,
	content: string | Uint8Array,
): Promise<void> {
	await withWholeFile(path, (part) => writeFile(part, content));
}
