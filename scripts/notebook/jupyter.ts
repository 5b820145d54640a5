/** Which Jupyter this machine has, if any. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

export interface Jupyter {
	/** e.g. "JupyterLab 4.6.6". */
	readonly title: string;
	/** What starts it: program and first arguments. */
	readonly command: readonly [string, ...string[]];
}

const CANDIDATES: readonly {
	readonly name: string;
	readonly command: Jupyter["command"];
}[] = [
	{ name: "JupyterLab", command: ["jupyter", "lab"] },
	{ name: "JupyterLab", command: ["python3", "-m", "jupyterlab"] },
	{ name: "Jupyter Notebook", command: ["jupyter", "notebook"] },
	{ name: "Jupyter Notebook (classic)", command: ["jupyter", "nbclassic"] },
];

/** Asks a program for its version. @throws if there is no such program, or it fails */
export type Ask = (program: string, args: readonly string[]) => Promise<string>;

/** The first Jupyter that says its version. */
export async function findJupyter(
	ask: Ask = askProgram,
): Promise<Jupyter | undefined> {
	for (const { name, command } of CANDIDATES) {
		const [program, ...args] = command;
		const version = await ask(program, [...args, "--version"]).catch(() => "");
		const number = /\d+(\.\d+)+/.exec(version)?.[0];
		if (number) return { title: `${name} ${number}`, command };
	}
	return undefined;
}

async function askProgram(
	program: string,
	args: readonly string[],
): Promise<string> {
	// On Windows "jupyter" may be a script that only a shell finds.
	const shell = process.platform === "win32";
	const { stdout } = await promisify(execFile)(program, args, { shell });
	return stdout;
}
