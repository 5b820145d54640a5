/** `npm run doctor`: whether everything is there that notebooks and trainings need, one line each, with what to do. */
import {
	coresFinding,
	dataFinding,
	engineFinding,
} from "./doctor/computing.js";
import { findingText } from "./doctor/finding.js";
import { jupyterFinding, kernelFinding } from "./doctor/kernel.js";
import { nodeFinding, npmFinding, tslabFinding } from "./doctor/software.js";

async function main(): Promise<void> {
	const checks = [
		nodeFinding,
		npmFinding,
		tslabFinding,
		kernelFinding,
		jupyterFinding,
		engineFinding,
		coresFinding,
		dataFinding,
	];
	for (const check of checks) {
		const finding = await check();
		console.log(findingText(finding));
		if (finding.state === "missing") process.exitCode = 1;
	}
}

void main();
