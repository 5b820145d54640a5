/** The kernelspec: the file that tells Jupyter and VS Code how to start this project's TypeScript kernel. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { Resvg } from "@resvg/resvg-js";
import { PROJECT } from "../project.js";

/** Not "tslab", so that a tslab installed otherwise keeps its own. */
export const KERNEL_NAME = "src-typescript";
export const KERNEL_TITLE = "TypeScript (SRC)";

export interface Kernelspec {
	readonly argv: readonly string[];
	readonly display_name: string;
	readonly language: string;
	/** A request on the control channel, rather than a signal. */
	readonly interrupt_mode: "message";
	readonly env: Readonly<Record<string, string>>;
}

/** Node and the kernel by absolute path: nothing needs to be on PATH, and no Python takes part. */
export function kernelspec(): Kernelspec {
	return {
		argv: [
			process.execPath,
			path.join(__dirname, "..", "kernel", "main.js"),
			"{connection_file}",
		],
		display_name: KERNEL_TITLE,
		language: "typescript",
		interrupt_mode: "message",
		env: {},
	};
}

/** Jupyter's data folder of this user: $JUPYTER_DATA_DIR, or where the operating system keeps such data. */
export function userJupyterFolder(
	env: NodeJS.ProcessEnv = process.env,
	platform: NodeJS.Platform = process.platform,
): string {
	const home = homedir();
	if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
	if (platform === "darwin") return path.join(home, "Library", "Jupyter");
	if (platform === "win32")
		return path.join(
			env.APPDATA ?? path.join(home, "AppData", "Roaming"),
			"jupyter",
		);
	return path.join(
		env.XDG_DATA_HOME || path.join(home, ".local", "share"),
		"jupyter",
	);
}

/** A Jupyter data folder inside the project; Jupyter looks there if JUPYTER_PATH names it. */
export function projectJupyterFolder(): string {
	return path.join(PROJECT, "build", "jupyter");
}

/** Folder of the kernelspec in a Jupyter data folder. */
export function kernelFolder(jupyterFolder: string): string {
	return path.join(jupyterFolder, "kernels", KERNEL_NAME);
}

/** Writes kernel.json and the logos beside it; returns the former's path. */
export function installKernel(jupyterFolder: string): string {
	const folder = kernelFolder(jupyterFolder);
	const file = path.join(folder, "kernel.json");
	mkdirSync(folder, { recursive: true });
	writeLogos(folder);
	writeFileSync(file, `${JSON.stringify(kernelspec(), null, 2)}\n`);
	return file;
}

/** The logo under the names that front ends look for: a drawing for JupyterLab, pictures for the classic notebook. */
function writeLogos(folder: string): void {
	const svg = readFileSync(path.join(PROJECT, "scripts/kernel/logo.svg"));
	writeFileSync(path.join(folder, "logo-svg.svg"), svg);
	for (const width of [32, 64]) {
		const fitTo = { mode: "width", value: width } as const;
		const png = new Resvg(svg, { fitTo }).render().asPng();
		writeFileSync(path.join(folder, `logo-${width}x${width}.png`), png);
	}
}

/** Removes what `installKernel` wrote. */
export function removeKernel(jupyterFolder: string): void {
	rmSync(kernelFolder(jupyterFolder), { recursive: true, force: true });
}
