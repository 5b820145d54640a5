/** The command line that both conformance checks share. */
import { parseArgs } from "node:util";
import {
	parseScale,
	type Scale,
} from "spiking-recurrent-cell/dist/experiments/scale.js";
import { nameOf, selectScripts } from "../notebooks/select.js";

export interface ConformanceOptions {
	readonly scale: Scale;
}

/** Runs `check` on the notebooks named on the command line (all without a name) and exits with 1 if it complains. */
export async function conform(
	where: string,
	check: (script: string, options: ConformanceOptions) => Promise<string[]>,
): Promise<void> {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: { scale: { type: "string", default: "smoke" } },
		});
		const scale = parseScale(values.scale);
		for (const script of selectScripts(positionals)) {
			const complaints = await check(script, { scale });
			for (const complaint of complaints) {
				console.error(`${nameOf(script)} in ${where}: ${complaint}`);
				process.exitCode = 1;
			}
			if (complaints.length === 0)
				console.log(`${nameOf(script)} in ${where}: as in the runner`);
		}
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
