/**
 * `npm run ledger`: renews what data/claims.json says of the records in data/runs and data/measurements, and prints it. With --check,
 * nothing is written, and whatever does not agree with the ledger is an error: records, notebooks.
 */
import {
	claimsFile,
	claimsText,
	driftOf,
	projectSources,
	readClaims,
	renewClaims,
} from "spiking-recurrent-cell";
import { staleRows } from "./ledger/notebooks.js";
import { briefLedger } from "./ledger/tables.js";
import { NOTEBOOKS, shortPath } from "./notebooks/project.js";
import { writeAtomically } from "./notebooks/write.js";
import { readOptions } from "./options.js";

const OPTIONS = {
	check: { type: "boolean" },
	help: { type: "boolean" },
} as const;
const USAGE = `usage: npm run ledger -- [--check]

  --check   change nothing; say what the ledger, the records and the notebooks disagree on`;

async function main(): Promise<void> {
	const { check, help } = readOptions(process.argv.slice(2), OPTIONS);
	if (help) {
		console.log(USAGE);
		return;
	}
	const claims = await readClaims();
	const renewed = renewClaims(claims, await projectSources());
	if (check) {
		const drift = driftOf(claims, renewed);
		if (drift.length) drift.push('run "npm run ledger" and "npm run readme"');
		drift.push(...staleRows(NOTEBOOKS, claims));
		if (drift.length) throw new Error(drift.join("\n"));
		return;
	}
	console.log(`${briefLedger(renewed)}\n`);
	writeAtomically(claimsFile(), claimsText(renewed));
	console.log(`renewed ${shortPath(claimsFile())}`);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
