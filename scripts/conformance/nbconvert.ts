/**
 * Executes the .ipynb files with `jupyter nbconvert`: `node build/scripts/conformance/nbconvert.js [NAME …] [--scale S]`.
 * For CI: makes a Python virtual environment with its own Jupyter under build/; no part of a user's installation.
 */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { checkNotebook, readNotebook } from "../notebooks/check.js";
import { executeNotebook } from "../notebooks/execute.js";
import { codeCells } from "../notebooks/nbformat.js";
import { nameOf } from "../notebooks/select.js";
import { PROJECT } from "../project.js";
import { complaintsAbout } from "./compare.js";
import { jupyterPrograms } from "./jupyter.js";
import { type ConformanceOptions, conform } from "./run.js";

const OUT = path.join(PROJECT, "build", "nbconvert");

/** Complaints about a notebook as nbconvert ran it. */
export async function conformsInNbconvert(
	script: string,
	{ scale }: ConformanceOptions,
): Promise<string[]> {
	const ipynb = script.replace(/\.ts$/, ".ipynb");
	const outdated = checkNotebook(script, ipynb);
	if (outdated) return [outdated];
	const { notebook } = await executeNotebook(script, { scale });
	execFileSync(
		path.join(jupyterPrograms(), "jupyter"),
		[
			"nbconvert",
			"--to=notebook",
			"--execute",
			// Lost messages are a fault, not a warning.
			"--ExecutePreprocessor.raise_on_iopub_timeout=True",
			`--output-dir=${OUT}`,
			ipynb,
		],
		{ env: { ...process.env, SRC_SCALE: scale }, stdio: "inherit" },
	);
	const executed = readNotebook(path.join(OUT, `${nameOf(script)}.ipynb`));
	return complaintsAbout(
		codeCells(executed).map(({ outputs }) => outputs),
		notebook,
	);
}

if (require.main === module) void conform("nbconvert", conformsInNbconvert);
