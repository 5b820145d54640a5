/** The peers' Python: a virtual environment in the build folder, made when a benchmark asks for it and never otherwise. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../notebooks/project.js";

export const PEER_SCRIPTS: string = path.join(
	PROJECT,
	"scripts",
	"bench",
	"peers",
);
const ENVIRONMENT = path.join(PROJECT, "build", "bench-env");
const REQUIREMENTS = path.join(PEER_SCRIPTS, "requirements.txt");
/** A copy of the requirements, written when all of them are installed. */
const INSTALLED = path.join(ENVIRONMENT, "installed.txt");

/**
 * The Python that has every peer installed.
 * @throws if there is no Python 3.11 or newer, or the packages cannot be had.
 */
export function peerPython(say: (sentence: string) => void): string {
	const windows = process.platform === "win32";
	const python = windows
		? path.join(ENVIRONMENT, "Scripts", "python.exe")
		: path.join(ENVIRONMENT, "bin", "python");
	const wanted = readFileSync(REQUIREMENTS, "utf8");
	if (existsSync(INSTALLED) && readFileSync(INSTALLED, "utf8") === wanted)
		return python;
	say(
		"Installing the peers into build/bench-env: PyTorch, snnTorch, SpikingJelly, JAX (about 6 GB) …",
	);
	if (!existsSync(python))
		run(windows ? "python" : "python3", ["-m", "venv", ENVIRONMENT]);
	run(python, ["-m", "pip", "install", "--quiet", "-r", REQUIREMENTS]);
	writeFileSync(INSTALLED, wanted);
	return python;
}

function run(command: string, args: readonly string[]): void {
	// Nothing but results goes to the standard output.
	const { status, error } = spawnSync(command, args, {
		stdio: ["ignore", 2, 2],
	});
	if (error || status !== 0)
		throw new Error(
			`${command} ${args.join(" ")} ${error ? `cannot run (${error.message})` : `ended with exit code ${status}`}: the peers need Python 3.11 or newer with venv, and PyPI`,
		);
}
