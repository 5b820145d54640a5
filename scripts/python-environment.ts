/** Virtual environments of Python in the build folder: made when something asks for one and never otherwise. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "./project.js";

export interface PythonEnvironment {
	/** Its folder in build/. */
	readonly folder: string;
	/** Packages, in the format of pip's requirements files. */
	readonly requirements: string;
	/**
	 * Modules that the Python on this machine has to have, because an environment of its own would be too large with them. The
	 * requirements are then installed beside them, without what they depend on.
	 */
	readonly beside?: readonly string[];
	/** Who needs it and what they need, for the error: "the peers need Python 3.11 or newer with venv, and PyPI". */
	readonly needs: string;
}

const WINDOWS = process.platform === "win32";
/** Debian's modules belong to its own Python, which need not be the first on the path. */
const PYTHONS = WINDOWS ? ["python"] : ["python3", "/usr/bin/python3"];

/**
 * The Python of an environment that has all of its packages; installs them unless they are there.
 * @param installing called before anything is installed, which takes minutes
 * @throws if there is no Python that will do, or the packages cannot be had
 */
export function pythonOf(
	{ folder, requirements, beside = [], needs }: PythonEnvironment,
	installing: () => void,
): string {
	const root = path.join(PROJECT, "build", folder);
	const python = path.join(
		root,
		...(WINDOWS ? ["Scripts", "python.exe"] : ["bin", "python"]),
	);
	/** The requirements; renamed when all of them are installed. */
	const [wanted, installed] = ["wanted.txt", "installed.txt"].map((name) =>
		path.join(root, name),
	);
	if (existsSync(installed) && readFileSync(installed, "utf8") === requirements)
		return python;
	installing();
	const fail = (what: string): Error => new Error(`${what}: ${needs}`);
	const run = (command: string, args: readonly string[]): void => {
		// Nothing but results goes to the standard output.
		const { status, error } = spawnSync(command, args, {
			stdio: ["ignore", 2, 2],
		});
		if (error || status !== 0)
			throw fail(
				`${command} ${args.join(" ")} ${error ? `cannot run (${error.message})` : `ended with exit code ${status}`}`,
			);
	};
	const packages = ["-m", "pip", "install", "--quiet", "-r", wanted];
	if (beside.length) {
		const base = PYTHONS.find((candidate) => has(candidate, beside));
		if (!base)
			throw fail(
				`none of ${PYTHONS.join(", ")} can import ${beside.join(" and ")}`,
			);
		run(base, ["-m", "venv", "--system-site-packages", root]);
		packages.push("--no-deps");
	} else if (!existsSync(python)) run(PYTHONS[0], ["-m", "venv", root]);
	writeFileSync(wanted, requirements);
	run(python, packages);
	renameSync(wanted, installed);
	return python;
}

function has(python: string, modules: readonly string[]): boolean {
	const { status } = spawnSync(python, ["-c", `import ${modules.join(", ")}`]);
	return status === 0;
}
