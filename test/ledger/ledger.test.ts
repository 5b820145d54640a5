/** Reading, sealing and renewing, with made-up claims. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, type TestContext, test } from "node:test";
import {
	type Claim,
	claimsText,
	driftOf,
	ledgerTable,
	readClaims,
	renewClaims,
} from "spiking-recurrent-cell";
import { staleRows } from "../../scripts/ledger/notebooks.js";
import { withLedger } from "../../scripts/replicate/readme.js";
import { claim, finished, sources } from "./fixture.js";

const NONE = sources();
const BOTH = sources([
	...finished("bypass", 0.95, 0.951),
	...finished("relu", 0.9, 0.901),
]);

function folder(context: TestContext): string {
	const place = mkdtempSync(path.join(tmpdir(), "src-ledger-"));
	context.after(() => rmSync(place, { recursive: true }));
	return place;
}

describe("renewing", () => {
	test("judges by the records, keeps what is written by hand, and twice is as good as once", () => {
		const [first] = renewClaims([claim()], NONE);
		assert.equal(first.result?.verdict, "pending");
		assert.equal(first.result?.why, "0 of 4 runs");
		const [second] = renewClaims([first], BOTH);
		assert.equal(second.result?.verdict, "replicated");
		assert.equal(second.claim, claim().claim);
		assert.deepEqual(renewClaims([second], BOTH), [second]);
	});

	test("leaves numbers that a file keeps: what is read is what was renewed", async (context) => {
		const file = path.join(folder(context), "claims.json");
		const renewed = renewClaims([claim()], BOTH);
		writeFileSync(file, claimsText(renewed));
		assert.deepEqual(driftOf(await readClaims(file), renewed), []);
	});

	test("says what drifted when a record comes or goes", () => {
		const before = renewClaims([claim()], NONE);
		const [sentence] = driftOf(before, renewClaims(before, BOTH));
		assert.match(
			sentence,
			/toy-claim: .* "pending" from 0 runs, the records say "replicated" from 4/,
		);
	});

	test("names the claim whose evidence or rule is not sound", () => {
		const [evidence] = claim().evidence;
		const odd = claim({
			evidence: [{ ...evidence, variant: "odd" } as typeof evidence],
			rule: { kind: "not testable", why: "–" },
		});
		assert.throws(
			() => renewClaims([odd], NONE),
			/claim "toy-claim": .* "odd"/,
		);
	});
});

describe("the seal", () => {
	const [sealed] = renewClaims([claim()], NONE);
	const bent: Claim = {
		...sealed,
		rule: {
			kind: "contrast",
			weights: { bypass: 1, relu: -1 },
			atLeast: -5,
			atMost: null,
		},
	};

	test("breaks when rule, evidence or published value changes and the date does not", () => {
		const changes: Partial<Claim>[] = [
			{ rule: bent.rule },
			{ evidence: sealed.evidence.slice(0, 1) },
			{ published: { value: 97, unit: "%" } },
			{ certainty: "inferred" },
		];
		for (const change of changes)
			assert.throws(
				() => renewClaims([{ ...sealed, ...change }], NONE),
				/"toy-claim" changed, and its date "fixed" is still 2025-12-31T00:00Z/,
			);
	});

	test("is renewed with a later date, and runs that finished before are told", () => {
		const late = { ...bent, fixed: "2026-01-02T00:00Z" };
		const [renewed] = renewClaims([late], BOTH);
		assert.equal(renewed.result?.ruleAfterRuns, true);
		assert.match(
			ledgerTable([renewed]).cells[0].join(" "),
			/rule changed after a run/,
		);
		assert.equal(renewClaims([sealed], BOTH)[0].result?.ruleAfterRuns, false);
	});

	test("holds when only the words change", () => {
		const words = { ...sealed, claim: "It helps.", reason: "Why not." };
		assert.equal(renewClaims([words], NONE)[0].seal, sealed.seal);
	});
});

describe("reading refuses", () => {
	const refusals: [string, Partial<Claim>, RegExp][] = [
		[
			"a published value that is not certain",
			{ published: { value: 97, unit: "%" }, certainty: "remembered" },
			/although that is only remembered: set "published" to null/,
		],
		[
			"a rule about a published value that is not there",
			{ rule: { kind: "near published", of: "bypass", tolerance: 1 } },
			/there is none/,
		],
		[
			"a rule about evidence that is not there",
			{ rule: { kind: "each", of: ["byp"], atLeast: 1, atMost: null } },
			/uses "byp", which is not among the evidence \(bypass, relu\)/,
		],
		["a date without time", { fixed: "2026-01-01" }, /write a date and time/],
		["an empty reason", { reason: "" }, /"reason" is empty/],
		[
			"an unknown kind",
			{ kind: "guess" as Claim["kind"] },
			/"guess" is none of claim, table/,
		],
	];
	for (const [what, change, message] of refusals)
		test(what, async (context) => {
			const file = path.join(folder(context), "claims.json");
			writeFileSync(file, claimsText([claim(change)]));
			await assert.rejects(readClaims(file), message);
		});

	test("two claims of one id, and a file that is no JSON", async (context) => {
		const file = path.join(folder(context), "claims.json");
		writeFileSync(file, claimsText([claim(), claim()]));
		await assert.rejects(readClaims(file), /"toy-claim" is there twice/);
		writeFileSync(file, "[");
		await assert.rejects(readClaims(file), /claims.json is no valid JSON/);
	});
});

describe("the table", () => {
	const [done] = renewClaims([claim()], BOTH);
	const [pending] = renewClaims([claim()], NONE);

	test("has rule, measurement, budget, what was published, verdict in words and command", () => {
		assert.deepEqual(ledgerTable([done]).cells, [
			[
				"The bypass helps.",
				"bypass − relu ≥ 0 points",
				"bypass: 95.05 ± 0.07 (2); relu: 90.05 ± 0.07 (2), in %",
				"5,000 × 3",
				"not available",
				"replicated: bypass − relu = 5.00 ± 0.14 points",
				"npm run train -- toy",
			],
		]);
		assert.deepEqual(
			ledgerTable([pending], { columns: ["claim", "verdict", "command"] })
				.cells,
			[["The bypass helps.", "pending: 0 of 4 runs", "npm run train -- toy"]],
		);
	});

	test("says of a value that is not certain only how much is known, never the value", () => {
		const remembered = claim({ certainty: "remembered", lead: "about 97 %" });
		const row = ledgerTable(renewClaims([remembered], NONE)).cells[0];
		assert.equal(row[4], "not available (remembered)");
		assert.doesNotMatch(row.join(" "), /97/);
	});

	test("takes the entries of a kind or experiment, and refuses to be empty", () => {
		const other = { ...done, experiment: "other", kind: "table" as const };
		assert.equal(
			ledgerTable([done, other], { kinds: ["table"] }).cells.length,
			1,
		);
		assert.equal(
			ledgerTable([done, other], { experiment: "toy" }).cells.length,
			1,
		);
		assert.throws(
			() => ledgerTable([done], { experiment: "tyo" }),
			/"tyo": choose from toy/,
		);
	});

	test("in the README is the count of verdicts and the claims, between its marks", () => {
		const neighbour = { ...done, id: "other", kind: "neighbour" as const };
		const text = "a\n<!-- ledger:begin -->\noutdated\n<!-- ledger:end -->\nb\n";
		const once = withLedger(text, [done, neighbour]);
		assert.match(
			once,
			/^a\n<!-- ledger:begin -->\n\*\*The ledger has 2 entries/,
		);
		assert.match(once, /\| Claims, tables and figures \| 1 \| 0 \|/);
		assert.match(once, /\| Published neighbours \| 1 \| 0 \|/);
		assert.equal(once.match(/\| The bypass helps\. \|/g)?.length, 1);
		assert.doesNotMatch(once, /outdated/);
		assert.equal(withLedger(once, [done, neighbour]), once);
	});

	test("in a notebook is stale as soon as one of its rows is no row of the ledger", async (context) => {
		const { bundle } = await import("spiking-recurrent-cell");
		const place = folder(context);
		const output = await bundle(ledgerTable([pending], { experiment: "toy" }));
		const code = {
			cell_type: "code",
			outputs: [{ output_type: "display_data", ...output }],
		};
		writeFileSync(
			path.join(place, "10-toy.ipynb"),
			JSON.stringify({ cells: [code] }),
		);
		assert.deepEqual(staleRows(place, [pending]), []);
		const [sentence] = staleRows(place, [done]);
		assert.match(sentence, /10-toy.ipynb shows a row .*pending: 0 of 4 runs/);
	});
});
