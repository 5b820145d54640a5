/** Files that are either the old or the new one, never half of it. */
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes beside `path` first, under a name of this process's own, and then renames; makes the folder if there is none. */
export async function writeWhole(
	path: string,
	content: string | Uint8Array,
): Promise<void> {
	const part = `${path}.${process.pid}.part`;
	await mkdir(dirname(path), { recursive: true });
	try {
		await writeFile(part, content);
		await rename(part, path);
	} catch (error) {
		await rm(part, { force: true });
		throw error;
	}
}
