/** A Python environment under build/ with Jupyter's own programs, this project's kernel and stock tslab; no part of a user's installation. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { installKernel, type Kernelspec } from "../notebooks/kernelspec.js";
import { MODULES } from "../project.js";
import { pythonOf } from "../python-environment.js";

/** No ipykernel: only kernels of TypeScript can run anything there. */
const PACKAGES = [
	"jupyter_client==8.10.0",
	"jupyter_kernel_test==0.7.0",
	"nbconvert==7.17.2",
	"nbmake==1.5.5",
	"papermill==2.7.0",
];

/** Name of stock tslab's kernel in that environment. */
export const STOCK_NAME = "stock-tslab";

/** The kernel that tslab 1.0.22 is without this project, but for its place. */
export function stockKernelspec(): Omit<Kernelspec, "interrupt_mode"> {
	return {
		argv: [
			process.execPath,
			path.join(MODULES, "tslab", "bin", "tslab"),
			"kernel",
			"--config-path",
			"{connection_file}",
		],
		display_name: "tslab",
		language: "typescript",
		env: {},
	};
}

/** Folder of the programs python, jupyter, papermill and pytest. */
export function jupyterPrograms(): string {
	const python = pythonOf(
		{
			folder: "jupyter-venv",
			requirements: PACKAGES.join("\n"),
			needs: "Jupyter's programs need Python 3.9 or newer with venv, and PyPI",
		},
		() => console.error("Installing Jupyter's programs into build/ …"),
	);
	const programs = path.dirname(python);
	const data = path.join(programs, "..", "share", "jupyter");
	installKernel(data);
	const stock = path.join(data, "kernels", STOCK_NAME);
	mkdirSync(stock, { recursive: true });
	writeFileSync(
		path.join(stock, "kernel.json"),
		JSON.stringify(stockKernelspec()),
	);
	return programs;
}
