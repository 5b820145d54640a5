/** `npm run kernel`: tells Jupyter and VS Code how to start this project's TypeScript kernel; needs no Python. */
import path from "node:path";
import { parseArgs } from "node:util";
import {
	installKernel,
	KERNEL_TITLE,
	kernelFolder,
	projectJupyterFolder,
	removeKernel,
	userJupyterFolder,
} from "./notebooks/kernelspec.js";

const USAGE = `npm run kernel -- [options]

  --user      for all of this user's notebooks (default)
  --project   into build/jupyter only; JUPYTER_PATH then has to name that folder
  --remove    take it away again
  --help      this text`;

function main(): void {
	const { values } = parseArgs({
		options: {
			user: { type: "boolean", default: false },
			project: { type: "boolean", default: false },
			remove: { type: "boolean", default: false },
			help: { type: "boolean", default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	if (values.user && values.project)
		throw new Error("--user and --project exclude each other: choose one");
	const jupyter = values.project ? projectJupyterFolder() : userJupyterFolder();
	if (values.remove) {
		removeKernel(jupyter);
		console.log(
			`The kernel "${KERNEL_TITLE}" is no longer in ${kernelFolder(jupyter)}.`,
		);
		return;
	}
	const file = installKernel(jupyter);
	console.log(`The kernel "${KERNEL_TITLE}" is installed: ${file}

VS Code   install the extension "Jupyter" (ms-toolsai.jupyter), open notebooks/00-….ipynb, then
          "Select Kernel" → "Jupyter Kernel…" → "${KERNEL_TITLE}".
Jupyter   "jupyter lab notebooks" or "jupyter notebook notebooks"; the notebooks name their kernel themselves.`);
	if (values.project)
		console.log(`\nStart either with JUPYTER_PATH=${path.resolve(jupyter)}`);
}

try {
	main();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	if (error instanceof TypeError) console.error(USAGE);
	process.exitCode = 1;
}
