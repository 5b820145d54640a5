/** `npm run notebook`: opens the notebooks in the Jupyter of this machine, with this project's kernel; without one, says how to get there. */
import { spawn } from "node:child_process";
import path from "node:path";
import { findJupyter } from "./notebook/jupyter.js";
import { installKernel, projectJupyterFolder } from "./notebooks/kernelspec.js";
import { NOTEBOOKS } from "./project.js";

const NONE = `There is no Jupyter on this machine. Either

  VS Code   install the extension "Jupyter" (ms-toolsai.jupyter), run "npm run kernel", open notebooks/00-start-here.ipynb and
            choose "Select Kernel" → "Jupyter Kernel…" → "TypeScript (SRC)"; no Python is needed
  Jupyter   with Python 3: "pip install jupyterlab", then "npm run notebook" again

or read the notebooks as they are: "npm run replicate" makes build/report/index.html of them.`;

async function main(): Promise<void> {
	const jupyter = await findJupyter();
	if (!jupyter) {
		console.log(NONE);
		process.exitCode = 1;
		return;
	}
	// For this Jupyter only: nothing of the user's is changed.
	const folder = projectJupyterFolder();
	installKernel(folder);
	const [program, ...args] = jupyter.command;
	console.log(`${jupyter.title} opens ${NOTEBOOKS}; Ctrl-C ends it.`);
	const child = spawn(program, [...args, ...process.argv.slice(2)], {
		cwd: NOTEBOOKS,
		env: {
			...process.env,
			JUPYTER_PATH: [folder, process.env.JUPYTER_PATH]
				.filter(Boolean)
				.join(path.delimiter),
		},
		stdio: "inherit",
		shell: process.platform === "win32",
	});
	// Ctrl-C reaches Jupyter too, which asks before it ends: only its end is ours.
	process.on("SIGINT", () => {});
	child.on("error", (error) => {
		console.error(`${jupyter.title} does not start: ${error.message}`);
		process.exitCode = 1;
	});
	child.on("close", (code) => {
		process.exitCode = code ?? 1;
	});
}

void main();
