/** Writes a file all or nothing: a reader sees the old content or the new, never a part. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Replaces the file's content, and makes its folder where there is none. */
export async function replaceFile(
	path: string,
	content: Uint8Array,
): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(`${path}.part`, content);
	await rename(`${path}.part`, path);
}
