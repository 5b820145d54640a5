/** The ledger of this project: sound, in step with records, README and notebooks, and nothing in it that nobody published. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, describe, test } from "node:test";
import {
	type Claim,
	driftOf,
	EXPERIMENTS,
	KINDS,
	projectSources,
	readClaims,
	renewClaims,
} from "spiking-recurrent-cell";
import { staleRows } from "../../scripts/ledger/notebooks.js";
import { NOTEBOOKS, PROJECT } from "../../scripts/project.js";
import { withLedger } from "../../scripts/replicate/readme.js";

const read = (file: string) => readFileSync(path.join(PROJECT, file), "utf8");

describe("data/claims.json", () => {
	let claims: readonly Claim[];
	before(async () => {
		claims = await readClaims();
	});

	test("says what the records and measurements say; its rules are those that were sealed", async () => {
		const renewed = renewClaims(claims, await projectSources());
		assert.deepEqual(driftOf(claims, renewed), [], 'run "npm run ledger"');
	});

	test("is what the README shows", () => {
		const text = read("README.md");
		assert.equal(withLedger(text, claims), text, 'run "npm run readme"');
	});

	test("is what the notebooks show", () => {
		assert.deepEqual(staleRows(NOTEBOOKS, claims), []);
	});

	test("has every kind of entry, and every experiment with a claim of the paper", () => {
		assert.deepEqual(new Set(claims.map(({ kind }) => kind)), new Set(KINDS));
		for (const topic of ["neuron", "shallow", "depth", "gradients", "noise"])
			assert.ok(
				claims.some(
					({ kind, experiment }) => kind === "claim" && experiment === topic,
				),
				topic,
			);
	});

	test("publishes no number of the paper but its constants: the paper's results are not available", () => {
		for (const { id, kind, published } of claims)
			if (["claim", "table", "figure"].includes(kind))
				assert.equal(published, null, id);
	});

	test("has commands that exist, of experiments that exist, unless its runs are pending", () => {
		const { scripts } = JSON.parse(read("package.json"));
		const names = EXPERIMENTS.map(({ name }) => name);
		for (const { id, command, evidence, result } of claims) {
			const [, script, experiment] =
				/^npm (?:run )?(\S+)(?: -- (\S+))?/.exec(command) ?? [];
			const awaited = evidence.some(
				(piece) => "awaited" in piece || piece.from === "measurements",
			);
			if (awaited && result?.measured.every(({ n }) => n === 0)) continue;
			assert.ok(script in scripts, `${id}: "npm run ${script}"`);
			if (script === "train") assert.ok(names.includes(experiment), id);
		}
	});
});
