/**
 * Renews what the README shows: its pictures, drawn by the project's own plots, its results table, from the records in data/runs,
 * and the ledger, from data/claims.json. With --check, nothing is written and a table that does not fit is an error.
 */
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import {
	type Claim,
	committedRuns,
	isTested,
	loadRecords,
	networkTitle,
	type RunRecord,
	readClaims,
	renderPng,
	tableMarkdown,
	totalSteps,
} from "spiking-recurrent-cell";
import { writeWhole } from "spiking-recurrent-cell/dist/files/whole-file.js";
import { mainClaims, verdictTable } from "../ledger/tables.js";
import { PROJECT, shortPath } from "../project.js";
import { withBlock } from "./marked.js";
import { PICTURES } from "./pictures.js";
import { resultsTable } from "./results.js";

const README = path.join(PROJECT, "README.md");
/** Others come before them. */
const DATA_ORDER = ["mnist", "fashion-mnist", "n-mnist", "n-mnist-subset"];
const FIGURES = path.join(PROJECT, "data", "figures");

/**
 * The text with the table of `records` between its marks; those of trainings on fewer images than others saw of the same data have to be opened.
 * @throws if a mark is missing
 */
export function withResults(
	text: string,
	records: readonly RunRecord[],
): string {
	if (records.length === 0)
		return withBlock(
			text,
			"results",
			"No finished runs are recorded in `data/runs` yet.",
		);
	const most = new Map<string, number>();
	for (const { dataset } of records)
		most.set(
			dataset.name,
			Math.max(most.get(dataset.name) ?? 0, dataset.train),
		);
	// A tenth or a sixth of all is often set aside for validation.
	const isFull = ({ dataset }: RunRecord) =>
		dataset.train > (most.get(dataset.name) ?? 0) / 2;
	const ordered = records.toSorted(byData);
	const table = (chosen: readonly RunRecord[], message: string) =>
		tableMarkdown(resultsTable(chosen, { message }));
	const few = ordered.filter((record) => !isFull(record));
	const blocks = [table(ordered.filter(isFull), "Test results")];
	if (few.length)
		blocks.push(
			`<details><summary>Trainings on fewer images: gradients, noise, ablations and first looks</summary>`,
			table(few, "Test results of trainings on fewer images"),
			"</details>",
		);
	return withBlock(text, "results", blocks.join("\n\n"));
}

/** Data set by data set, the fullest trainings first, of these the longest stimulus and the shallowest, and cells of the same size beside each other. */
function byData(a: RunRecord, b: RunRecord): number {
	const order = (record: RunRecord) => DATA_ORDER.indexOf(record.dataset.name);
	const effort = ({ dataset, plan }: RunRecord) => dataset.train * plan.epochs;
	const steps = ({ plan }: RunRecord) => totalSteps(plan.encoding);
	const depth = ({ plan }: RunRecord) => plan.network.layers.length;
	const title = ({ plan }: RunRecord) => networkTitle(plan.network);
	return (
		order(a) - order(b) ||
		effort(b) - effort(a) ||
		steps(b) - steps(a) ||
		depth(a) - depth(b) ||
		title(b).localeCompare(title(a), "en") ||
		a.plan.adam.rate - b.plan.adam.rate
	);
}

/** The text with the ledger's verdicts and main claims between its marks. */
export function withLedger(text: string, claims: readonly Claim[]): string {
	const block = [verdictTable(claims), mainClaims(claims)].map(tableMarkdown);
	return withBlock(text, "ledger", block.join("\n\n"));
}

async function renewed(text: string): Promise<string> {
	const records = await loadRecords(committedRuns());
	// Runs on built-in data are trials of whoever has no other.
	const shown = records
		.filter(isTested)
		.filter(({ dataset }) => dataset.origin !== "built-in");
	const results = withResults(text, shown);
	return withLedger(results, await readClaims());
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { check: { type: "boolean", default: false } },
	});
	const text = readFileSync(README, "utf8");
	const now = await renewed(text);
	if (values.check) {
		if (now !== text)
			throw new Error(
				'the tables of README.md are not those of data/runs and data/claims.json; run "npm run readme"',
			);
		return;
	}
	await writeWhole(README, now);
	mkdirSync(FIGURES, { recursive: true });
	for (const [name, picture] of Object.entries(PICTURES))
		await writeWhole(
			path.join(FIGURES, `${name}.png`),
			await renderPng(await picture()),
		);
	console.log(`renewed README.md and the pictures in ${shortPath(FIGURES)}`);
}

if (require.main === module)
	main().catch((error: Error) => {
		console.error(error.message);
		process.exitCode = 1;
	});
