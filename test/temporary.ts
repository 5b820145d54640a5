import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const folders: string[] = [];
process.once("exit", () => {
	for (const folder of folders)
		rmSync(folder, { recursive: true, force: true });
});

/** An empty folder, with a space in its name, which is gone when the test process ends. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(path.join(tmpdir(), "src test "));
	folders.push(folder);
	return folder;
}
