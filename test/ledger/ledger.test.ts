/** Reading, sealing and renewing, with made-up claims. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import {
	type Claim,
	changeText,
	claimsText,
	driftOf,
	ledgerTable,
	readClaims,
	renewClaims,
	type Scale,
} from "spiking-recurrent-cell";
import { staleRows } from "../../scripts/ledger/notebooks.js";
import { withLedger } from "../../scripts/replicate/readme.js";
import { temporaryFolder } from "../temporary.js";
import { claim, EXPERIMENT, experiment, finished, sources } from "./fixture.js";

const NONE = sources();
const RUNS = [
	...finished("bypass", 0.95, 0.951),
	...finished("relu", 0.9, 0.901),
];
const BOTH = sources(RUNS);

const verdictCell = (entry: Claim): string =>
	ledgerTable([entry], { columns: ["verdict"] }).cells[0][0];

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

	test("leaves numbers that a file keeps: what is read is what was renewed", async () => {
		const file = path.join(temporaryFolder(), "claims.json");
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
	const now = new Date("2025-12-31T00:00:30.000Z");
	const later = new Date("2026-01-02T12:00:00.000Z");
	const anew = { seal: ["toy-claim"], now: later };
	const [sealed] = renewClaims([claim()], NONE, { now });
	const bent: Claim = {
		...sealed,
		rule: {
			kind: "contrast",
			weights: { bypass: 1, relu: -1 },
			atLeast: -5,
			atMost: null,
		},
	};

	test("is stamped with the minute in which the entry is first seen, and kept", () => {
		assert.equal(sealed.fixed, "2025-12-31T00:00Z");
		assert.deepEqual(renewClaims([sealed], NONE, { now: later }), [sealed]);
	});

	test("breaks when wording, certainty, published value, evidence or rule changes, in one sentence that says what and how to go on", () => {
		const changes: [part: string, Partial<Claim>][] = [
			["rule", { rule: bent.rule }],
			["evidence", { evidence: sealed.evidence.toReversed() }],
			["published", { published: { value: 97, unit: "%" } }],
			["certainty", { certainty: "inferred" }],
			["claim", { claim: "It helps much." }],
			["claim", { kind: "addition" }],
			["claim", { known: "the result was known" }],
		];
		for (const [part, change] of changes)
			assert.throws(
				() => renewClaims([{ ...sealed, ...change }], NONE),
				new RegExp(
					`changed since they were sealed: toy-claim \\(${part}.*npm run ledger -- --seal toy-claim$`,
				),
			);
		assert.equal(renewClaims([{ ...sealed, reason: "–" }], NONE).length, 1);
	});

	test("breaks when what is planned changes: rate, epochs, seeds", () => {
		const plan = EXPERIMENT.runs("paper")[0].plan;
		const plans = [
			experiment({ epochs: 4 }),
			experiment({ adam: { ...plan.adam, rate: 0.1 } }),
			{
				...EXPERIMENT,
				runs: (scale: Scale) => EXPERIMENT.runs(scale, [1, 2, 3]),
			},
		];
		for (const changed of plans)
			assert.throws(
				() => renewClaims([sealed], sources([], { experiments: [changed] })),
				/toy-claim \(plans\)/,
			);
		const untestable = claim({ rule: { kind: "not testable", why: "–" } });
		const [kept] = renewClaims([untestable], NONE);
		const other = sources([], { experiments: [plans[0]] });
		assert.equal(renewClaims([kept], other)[0].seal, kept.seal);
	});

	test("breaks when its date is typed, with or without a seal", () => {
		const typed = { ...sealed, fixed: "2025-12-30T00:00Z" };
		assert.throws(
			() => renewClaims([typed], NONE),
			/claim "toy-claim": its date "fixed" was changed by hand to "2025-12-30T00:00Z"/,
		);
		assert.throws(
			() => renewClaims([claim({ fixed: "2025-12-30T00:00Z" })], NONE),
			/its date "fixed" is written by hand: remove it/,
		);
	});

	test("is renewed on demand alone, and the table says what changed after how many results", () => {
		const [judged] = renewClaims([sealed], BOTH);
		assert.equal(judged.result?.ruleAfterRuns, false);
		const [renewed] = renewClaims([{ ...judged, rule: bent.rule }], BOTH, anew);
		assert.equal(renewed.fixed, "2026-01-02T12:00Z");
		assert.deepEqual(renewed.changes, [
			{ date: renewed.fixed, parts: ["rule"], seen: 4 },
		]);
		assert.match(verdictCell(renewed), /\(rule changed after 4 results\)$/);
		// The records were there, though the ledger had not been renewed with them.
		const [unread] = renewClaims([{ ...sealed, rule: bent.rule }], BOTH, anew);
		assert.equal(unread.changes?.[0].seen, 4);
		const [early] = renewClaims([{ ...sealed, rule: bent.rule }], NONE, anew);
		assert.equal(verdictCell(early), "pending: 0 of 4 runs");
		assert.deepEqual(early.changes?.map(changeText), [
			"rule changed before anything was measured",
		]);
		assert.throws(
			() => renewClaims([sealed], NONE, { seal: ["toy"] }),
			/the ledger has no entry toy/,
		);
	});

	test("of a changed plan tells how many results the old one had, though none counts any more", () => {
		const [judged] = renewClaims([sealed], BOTH);
		const longer = sources(RUNS, {
			experiments: [experiment({ epochs: 4 })],
		});
		const [renewed] = renewClaims([judged], longer, anew);
		assert.equal(
			verdictCell(renewed),
			"pending: 0 of 4 runs (plan changed after 4 results)",
		);
		const again = renewClaims([renewed], longer, anew);
		assert.deepEqual(again, [renewed]);
	});

	test("that is younger than a result, or than what its author knew, is told", () => {
		const late = renewClaims([claim()], BOTH, { now: later })[0];
		assert.equal(late.result?.ruleAfterRuns, true);
		assert.match(verdictCell(late), /\(fixed after a result\)$/);
		const known = claim({ known: "a trial had shown it" });
		assert.match(
			verdictCell(renewClaims([known], NONE, { now })[0]),
			/\(fixed when a trial had shown it\)$/,
		);
	});

	test("told of evidence counts only where the rule uses it", () => {
		const [bypass, relu] = claim().evidence;
		const beside = claim({
			evidence: [{ ...relu, name: "beside" }, bypass],
			rule: {
				kind: "contrast",
				weights: { bypass: 1 },
				atLeast: 0,
				atMost: null,
			},
		});
		const half = sources(finished("relu", 0.9, 0.901));
		const [late] = renewClaims([beside], half, { now: later });
		assert.equal(late.result?.ruleAfterRuns, false);
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
		...(
			[
				["a nested equality", { kind: "equals published", of: "bypass" }],
				["nested tests", { kind: "tested" }],
				["a nested rule without an answer", { kind: "not testable", why: "–" }],
				["a nested nest", { kind: "all", rules: [] }],
			] as const
		).map(([what, rule]): (typeof refusals)[number] => [
			`${what}, which would hold whatever was measured`,
			{ rule: { kind: "all", rules: [rule as never] } },
			/"all" holds one of kind "[a-z ]+": only contrast, each, near published can/,
		]),
		[
			"a nested rule about a published value that is not there",
			{
				rule: {
					kind: "all",
					rules: [{ kind: "near published", of: "bypass", tolerance: 1 }],
				},
			},
			/there is none/,
		],
		[
			"a contrast without a bound",
			{ rule: { ...claim().rule, atLeast: null } as Claim["rule"] },
			/"contrast" of bypass, relu has no bound: give "atLeast" or "atMost"/,
		],
		[
			"a contrast of nothing",
			{ rule: { kind: "contrast", weights: {}, atLeast: 0, atMost: null } },
			/"contrast" names no evidence/,
		],
		[
			"a nest of no rules",
			{ rule: { kind: "all", rules: [] } },
			/"all" uses no evidence/,
		],
		[
			"tests that are not there",
			{ rule: { kind: "tested" }, evidence: [] },
			/"tested" uses no evidence/,
		],
		[
			"an unknown kind of rule",
			{ rule: { kind: "any" } as never },
			/"kind" of its rule is "any": choose from contrast, each/,
		],
		["an empty reason", { reason: "" }, /it has no "reason": text is needed/],
		[
			"no word about what was published",
			{ published: undefined } as never,
			/no "published": object, or null for none, is needed/,
		],
		["no rule", { rule: undefined } as never, /it has no "rule"/],
		[
			"a bound that is left out",
			{ rule: { kind: "each", of: ["bypass"], atLeast: 1 } as never },
			/its rule has no "atMost": number, or null for none, is needed/,
		],
		[
			"a name where names are needed",
			{
				rule: { kind: "each", of: "bypass", atLeast: 1, atMost: null } as never,
			},
			/the "of" of its rule is "bypass": list is needed/,
		],
		[
			"a source that is none",
			{ evidence: [{ name: "bypass", from: "run" }] as never },
			/"from" of its evidence "bypass" is "run": choose from runs, measure/,
		],
		[
			"trainings where tests should pass",
			{ rule: { kind: "tested" } },
			/its rule "tested" is of tests, and "bypass", "relu" is none/,
		],
		["no id", { id: undefined } as never, /claim "number 1": it has no "id"/],
		[
			"an unknown kind",
			{ kind: "guess" as Claim["kind"] },
			/"guess" is none of claim, table/,
		],
	];
	for (const [what, change, message] of refusals)
		test(what, async () => {
			const file = path.join(temporaryFolder(), "claims.json");
			writeFileSync(file, claimsText([claim(change)]));
			await assert.rejects(readClaims(file), message);
		});

	test("two claims of one id, a file that is no JSON, and one that holds no list", async () => {
		const file = path.join(temporaryFolder(), "claims.json");
		writeFileSync(file, claimsText([claim(), claim()]));
		await assert.rejects(readClaims(file), /"toy-claim" is there twice/);
		writeFileSync(file, "[");
		await assert.rejects(readClaims(file), /claims.json is no valid JSON/);
		for (const [text, held] of [
			['{ "claims": [] }', "an object"],
			["null", "null"],
			["7", "7"],
		]) {
			writeFileSync(file, text);
			await assert.rejects(readClaims(file), {
				message: `${file} holds ${held}: it must be a list of entries`,
			});
		}
	});
});

describe("the table", () => {
	const now = new Date("2025-12-31T00:00:00.000Z");
	const [done] = renewClaims([claim()], BOTH, { now });
	const [pending] = renewClaims([claim()], NONE, { now });

	test("has rule, measurement, budget, what was published, verdict in words and command", () => {
		assert.deepEqual(ledgerTable([done]).cells, [
			[
				"The bypass helps.",
				"bypass − relu ≥ 0 points",
				"bypass: 95.05 ± 0.07 (2); relu: 90.05 ± 0.07 (2), in %",
				"5,000 × 3",
				"not available",
				"replicated: bypass − relu = 5.00 ± 0.00 points (paired)",
				"npm run train -- toy",
			],
		]);
		assert.deepEqual(
			ledgerTable([pending], { columns: ["claim", "verdict", "command"] })
				.cells,
			[["The bypass helps.", "pending: 0 of 4 runs", "npm run train -- toy"]],
		);
	});

	test("says of a result within noise which bounds lie in its interval", () => {
		const { result: decided } = done;
		assert(decided);
		const verdict = (bounds: { atLeast: number; atMost: number }) => {
			const verdict = "within noise" as const;
			const unsure = { value: -0.8, uncertainty: 0.4, ...bounds, verdict };
			const decisions = [{ ...decided.decisions[0], ...unsure }];
			const result = { ...decided, verdict, decisions };
			return ledgerTable([{ ...done, result }], { columns: ["verdict"] })
				.cells[0][0];
		};
		assert.equal(
			verdict({ atLeast: -0.5, atMost: 3 }),
			"within noise: bypass − relu = −0.80 ± 0.40 points (paired), astride −0.5 points",
		);
		assert.match(
			verdict({ atLeast: -1, atMost: -0.5 }),
			/, astride −1 points and −0.5 points$/,
		);
	});

	test("says of a value that is not certain only how much is known, never the value", () => {
		const remembered = claim({ certainty: "remembered", lead: "about 97 %" });
		const row = ledgerTable(renewClaims([remembered], NONE)).cells[0];
		assert.equal(row[4], "not available (remembered)");
		assert.doesNotMatch(row.join(" "), /97/);
	});

	test("says what of an entry is younger than results, in brief that something is", () => {
		const late = { ...done, known: "a trial was known" };
		const verdict = (brief: boolean) =>
			ledgerTable([late], { columns: ["verdict"], brief }).cells[0][0];
		assert.match(verdict(false), / \(fixed when a trial was known\)$/);
		assert.match(verdict(true), /\(paired\) †$/);
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

	test("in a notebook is stale as soon as one of its rows is no row of the ledger, or one of the ledger's is in none", async () => {
		const { bundle } = await import("spiking-recurrent-cell");
		const place = temporaryFolder();
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
		const [stale, missing] = staleRows(place, [done]);
		assert.match(stale, /10-toy.ipynb shows a row .*pending: 0 of 4 runs/);
		assert.match(missing, /no notebook shows this row .*replicated/);
	});
});
