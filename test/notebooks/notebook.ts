/** Tiny notebooks for the tests, each in a folder of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../temporary.js";

const COMMAND = path.resolve(__dirname, "../../scripts/notebooks.js");

/** Writes a script named `name`.ts into a new folder that goes away with the test; returns its path. */
export function writeScript(name: string, text: string): string {
	const folder = temporaryFolder();
	const file = path.join(folder, `${name}.ts`);
	writeFileSync(file, text);
	return file;
}

export interface Finished {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs `npm run notebooks` with these arguments; `interrupt` resolves when Ctrl-C is to be pressed. */
export async function runNotebooks(
	args: readonly string[],
	interrupt?: () => Promise<void>,
): Promise<Finished> {
	const child = spawn(process.execPath, [COMMAND, ...args]);
	let stdout = "";
	let stderr = "";
	child.stdout.on("data", (text) => {
		stdout += text;
	});
	child.stderr.on("data", (text) => {
		stderr += text;
	});
	const closed = once(child, "close");
	if (interrupt) {
		await interrupt();
		child.kill("SIGINT");
	}
	const [code] = await closed;
	return { code, stdout, stderr };
}
