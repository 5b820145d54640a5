/** What a file or folder holds, if there is one: only what does not exist counts as not there, every other failure is an error. */
import { readdir, readFile } from "node:fs/promises";

/** Content of a file; undefined if there is none. @throws with the path if it cannot be read */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
	try {
		return await readFile(path).catch(onlyMissing);
	} catch (error) {
		// of a folder the system's own words do not say which
		const { message } = error as Error;
		throw new Error(`cannot read ${path}: ${message}`, { cause: error });
	}
}

/** Names in a folder; none if there is no such folder. @throws if it cannot be read, or is none */
export async function listIfThere(path: string): Promise<readonly string[]> {
	return (await readdir(path).catch(onlyMissing)) ?? [];
}

function onlyMissing(error: NodeJS.ErrnoException): undefined {
	if (error.code !== "ENOENT") throw error;
}
