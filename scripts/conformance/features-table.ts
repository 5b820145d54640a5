/**
 * Tries all features in stock tslab and in this project's kernel, and writes what it finds into scripts/kernel/SUPPORT.md:
 * `npm run conformance:features`. Fails where it is not what features.ts says.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { kernelspec } from "../notebooks/kernelspec.js";
import { PROJECT } from "../project.js";
import { FeatureCheck, type Patience } from "./feature-check.js";
import { FEATURES } from "./features.js";
import { stockKernelspec } from "./jupyter.js";

export const SUPPORT = path.join(PROJECT, "scripts", "kernel", "SUPPORT.md");

/** tslab aborts whatever it is asked within 200 ms after a failure. */
const STOCK_PATIENCE: Patience = { idleAfterReply: 5, afterFailure: 400 };

/** The table that SUPPORT.md must hold. */
export function supportTable(): string {
	return Object.entries(FEATURES)
		.map(
			([group, features]) =>
				`| ${group} | stock tslab | TypeScript (SRC) |\n| --- | --- | --- |\n${features
					.map(
						({ title, stock, ours }) =>
							`| ${title.replaceAll("|", "\\|")} | ${stock ? "yes" : "no"} | ${ours ? "yes" : "no"} |`,
					)
					.join("\n")}\n`,
		)
		.join("\n");
}

async function main(): Promise<void> {
	const stock = new FeatureCheck(stockKernelspec(), STOCK_PATIENCE);
	const ours = new FeatureCheck(kernelspec());
	try {
		for (const features of Object.values(FEATURES))
			for (const feature of features) {
				for (const [name, kernel, expected] of [
					["stock tslab", stock, feature.stock],
					["TypeScript (SRC)", ours, feature.ours],
				] as const) {
					// What does not work may take for ever.
					const limited = expected ? feature : { limit: 20_000, ...feature };
					const complaint = await kernel.complaintOf(limited);
					const as = (complaint === undefined) === expected;
					console.log(
						`${as ? "as expected" : "UNEXPECTED "}  ${name}: ${feature.title}${complaint ? `: ${complaint.split("\n")[0].slice(0, 100)}` : ""}`,
					);
					if (!as) process.exitCode = 1;
				}
			}
	} finally {
		await stock.remove();
		await ours.remove();
	}
	if (!readFileSync(SUPPORT, "utf8").includes(supportTable())) {
		console.error(`${SUPPORT} does not hold this table:\n\n${supportTable()}`);
		process.exitCode = 1;
	}
}

if (require.main === module)
	main().catch((error) => {
		console.error(error);
		process.exit(1);
	});
