/**
 * Jupyter's own tests of kernels (jupyter_kernel_test), on stock tslab and on this project's kernel, in one table:
 * `npm run conformance:jupyter-kernel`. Fails unless all pass on ours.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { KERNEL_NAME } from "../notebooks/kernelspec.js";
import { PROJECT } from "../project.js";
import { jupyterPrograms, STOCK_NAME } from "./jupyter.js";

const TESTS = path.join(PROJECT, "scripts", "conformance", "jupyter_kernel.py");

/** Seconds for one reply: a busy machine compiles for a while; stock tslab leaves several requests without one. */
const SECONDS: Readonly<Record<string, number>> = {
	[STOCK_NAME]: 15,
	[KERNEL_NAME]: 60,
};

/** Test → "passes", "fails" or "skipped". */
type Outcomes = Readonly<Record<string, string>>;

function outcomesOf(kernel: string, programs: string): Outcomes {
	const { stdout, stderr, status } = spawnSync(
		path.join(programs, "python"),
		[TESTS, kernel, String(SECONDS[kernel])],
		{ encoding: "utf8" },
	);
	const line = stdout.trim().split("\n").at(-1) ?? "";
	if (!line.startsWith("{"))
		throw new Error(`${TESTS} ended with ${status}: ${stderr}`);
	if (kernel === KERNEL_NAME) console.error(stderr);
	return JSON.parse(line);
}

function main(): void {
	const programs = jupyterPrograms();
	const [stock, ours] = [STOCK_NAME, KERNEL_NAME].map((kernel) =>
		outcomesOf(kernel, programs),
	);
	console.log("| jupyter_kernel_test | stock tslab | TypeScript (SRC) |");
	console.log("| --- | --- | --- |");
	for (const [test, outcome] of Object.entries(ours)) {
		console.log(`| ${test} | ${stock[test]} | ${outcome} |`);
		if (outcome !== "passes") process.exitCode = 1;
	}
}

main();
