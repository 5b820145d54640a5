/** Files that are either the old or the new one, never half of it. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes beside `file` first and then renames; makes the folder if there is none. */
export function writeAtomically(file: string, text: string): void {
	const folder = path.dirname(file);
	const part = path.join(folder, `.${path.basename(file)}.${process.pid}.part`);
	mkdirSync(folder, { recursive: true });
	try {
		writeFileSync(part, text);
		renameSync(part, file);
	} catch (error) {
		rmSync(part, { force: true });
		throw error;
	}
}
