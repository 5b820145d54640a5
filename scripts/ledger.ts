/**
 * `npm run ledger`: renews what data/claims.json says of the records in data/runs, of data/measurements and of the tests that it names, which
 * it runs, and prints it. With --check, nothing is written, and whatever does not agree with the ledger is an error: records, tests, notebooks.
 */
import {
	claimsFile,
	claimsText,
	driftOf,
	projectSources,
	readClaims,
	renewClaims,
} from "spiking-recurrent-cell";
import { writeWhole } from "spiking-recurrent-cell/dist/files/whole-file.js";
import { staleRows } from "./ledger/notebooks.js";
import { briefLedger } from "./ledger/tables.js";
import { runTestsOf } from "./ledger/tests.js";
import { readCommand } from "./options.js";
import { NOTEBOOKS, PROJECT, shortPath } from "./project.js";

const OPTIONS = {
	check: { type: "boolean" },
	seal: { type: "boolean" },
	help: { type: "boolean" },
} as const;
const USAGE = `usage: npm run ledger -- [--check | --seal ID …]

  --check   change nothing; say what the ledger, the records, the tests and the notebooks disagree on
  --seal    seal these entries anew, whose wording, published value, evidence, rule or planned trainings changed`;

async function main(): Promise<void> {
	const { values, words } = readCommand(process.argv.slice(2), OPTIONS);
	const { check, seal, help } = values;
	if (help) {
		console.log(USAGE);
		return;
	}
	if (seal !== words.length > 0 || (seal && check))
		throw new Error(
			`ids of entries go with --seal, and --seal with ids and without --check\n${USAGE}`,
		);
	const claims = await readClaims();
	const sources = await projectSources();
	const sealing = { seal: words };
	// refuses what was changed unsealed, before any test runs
	renewClaims(claims, sources, sealing);
	const tests = await runTestsOf(claims, PROJECT);
	const renewed = renewClaims(claims, { ...sources, tests }, sealing);
	if (check) {
		const drift = driftOf(claims, renewed);
		if (drift.length) drift.push('run "npm run ledger" and "npm run readme"');
		drift.push(...staleRows(NOTEBOOKS, claims));
		if (drift.length) throw new Error(drift.join("\n"));
		return;
	}
	console.log(`${briefLedger(renewed)}\n`);
	await writeWhole(claimsFile(), claimsText(renewed));
	console.log(`renewed ${shortPath(claimsFile())}`);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
