/** Is the kernel where Jupyter and VS Code look for it, and is there a Jupyter? */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { findJupyter } from "../notebook/jupyter.js";
import {
	KERNEL_TITLE,
	kernelFolder,
	kernelspec,
	userJupyterFolder,
} from "../notebooks/kernelspec.js";
import type { Finding } from "./finding.js";

export function kernelFinding(env: NodeJS.ProcessEnv = process.env): Finding {
	const subject = "kernel";
	const folders = [
		...(env.JUPYTER_PATH?.split(path.delimiter).filter(Boolean) ?? []),
		userJupyterFolder(env),
	];
	const file = folders
		.map((folder) => path.join(kernelFolder(folder), "kernel.json"))
		.find(existsSync);
	if (!file)
		return {
			state: "missing",
			subject,
			words: `"${KERNEL_TITLE}" is not installed`,
			fix: 'run "npm run kernel"',
		};
	if (!isCurrent(file))
		return {
			state: "missing",
			subject,
			words: `${file} starts another copy of this project, another version or another Node`,
			fix: 'run "npm run kernel"',
		};
	return { state: "good", subject, words: file };
}

function isCurrent(file: string): boolean {
	try {
		const installed: unknown = JSON.parse(readFileSync(file, "utf8"));
		return isDeepStrictEqual(
			installed,
			JSON.parse(JSON.stringify(kernelspec())),
		);
	} catch {
		return false;
	}
}

export async function jupyterFinding(): Promise<Finding> {
	const subject = "Jupyter";
	const jupyter = await findJupyter();
	return jupyter
		? { state: "good", subject, words: jupyter.title }
		: {
				state: "lacking",
				subject,
				words: "not found",
				fix: 'VS Code needs none; else "pip install jupyterlab"',
			};
}
