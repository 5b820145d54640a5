/** The verdicts, from made-up numbers. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
	compare,
	judge,
	type Measured,
	type Rule,
	ruleText,
} from "spiking-recurrent-cell";

function piece(
	name: string,
	value: number | string | null,
	some: Partial<Measured> = {},
): Measured {
	const { n = 1, planned = n, deviation = null } = some;
	return {
		name,
		planned,
		n,
		value,
		deviation,
		unit: "%",
		images: null,
		epochs: null,
		runs: [],
		finished: null,
	};
}

const verdictOf = (
	rule: Rule,
	measured: readonly Measured[],
	value?: number | string,
) =>
	judge(rule, measured, value === undefined ? null : { value, unit: "%" })
		.verdict;

const DIFFERENCE: Rule = {
	kind: "contrast",
	weights: { SRC: 1, LIF: -1 },
	atLeast: -0.5,
	atMost: 3,
};

describe("a difference of means", () => {
	test("replicates wholly within the bounds, differs wholly outside, is noise astride one", () => {
		const spread = { deviation: 0.2, n: 4 };
		// two standard errors of the difference: 2 √(0.04/4 + 0.04/4) = 0.283
		const against = (src: number) =>
			verdictOf(DIFFERENCE, [
				piece("SRC", src, spread),
				piece("LIF", 97, spread),
			]);
		assert.equal(against(97.1), "replicated");
		assert.equal(against(96.79), "replicated");
		assert.equal(against(96.77), "within noise");
		assert.equal(against(96.23), "within noise");
		assert.equal(against(96.2), "differs");
		assert.equal(against(99.9), "within noise");
		assert.equal(against(100.3), "differs");
	});

	test("is said with two standard errors, in points", () => {
		const { decisions } = judge(
			DIFFERENCE,
			[
				piece("SRC", 97.5, { deviation: 0.3, n: 9 }),
				piece("LIF", 97, { deviation: 0.4, n: 16 }),
			],
			null,
		);
		assert.equal(decisions[0].of, "SRC − LIF");
		assert.ok(Math.abs(decisions[0].value - 0.5) < 1e-12);
		// 2 √(0.09/9 + 0.16/16) = 2 √0.02
		const expected = 2 * Math.sqrt(0.02);
		assert.ok(Math.abs((decisions[0].uncertainty ?? 0) - expected) < 1e-12);
		assert.equal(decisions[0].unit, "points");
	});

	test("of single seeds has no spread, so that the value alone decides", () => {
		const { decisions, verdict } = judge(
			DIFFERENCE,
			[piece("SRC", 96.49), piece("LIF", 97)],
			null,
		);
		assert.equal(decisions[0].uncertainty, null);
		assert.equal(verdict, "differs");
	});
});

test("more spread never turns a verdict round: it only makes it noise", () => {
	const values = fc.double({ min: -10, max: 10, noNaN: true });
	const spreads = fc.double({ min: 0, max: 5, noNaN: true });
	fc.assert(
		fc.property(values, spreads, spreads, (value, a, b) => {
			const bounds = { atLeast: -1, atMost: 2 };
			const before = compare(value, Math.min(a, b), bounds);
			const after = compare(value, Math.max(a, b), bounds);
			assert.ok(after === before || after === "within noise");
		}),
	);
});

test("the worst of several decisions is the verdict", () => {
	const rule: Rule = {
		kind: "each",
		of: ["a", "b"],
		atLeast: 90,
		atMost: null,
	};
	const a = piece("a", 95);
	assert.equal(verdictOf(rule, [a, piece("b", 91)]), "replicated");
	assert.equal(verdictOf(rule, [a, piece("b", 89)]), "differs");
	const noisy = piece("b", 89, { deviation: 2, n: 2 });
	assert.equal(verdictOf(rule, [a, noisy]), "within noise");
	const all: Rule = {
		kind: "all",
		rules: [
			{ kind: "contrast", weights: { a: 1 }, atLeast: 90, atMost: null },
			{ kind: "contrast", weights: { b: 1 }, atLeast: null, atMost: 50 },
		],
	};
	assert.equal(verdictOf(all, [a, piece("b", 40)]), "replicated");
	assert.equal(verdictOf(all, [a, piece("b", 93)]), "differs");
	assert.equal(verdictOf(all, [piece("a", 60), piece("b", 40)]), "differs");
});

test("near the published value means within the tolerance of it", () => {
	const rule: Rule = { kind: "near published", of: "a", tolerance: 0.5 };
	assert.equal(verdictOf(rule, [piece("a", 96.7)], 96.31), "replicated");
	assert.equal(verdictOf(rule, [piece("a", 95.7)], 96.31), "differs");
});

test("a constant is the published one or differs, number or word", () => {
	const rule: Rule = { kind: "equals published", of: "a" };
	assert.equal(verdictOf(rule, [piece("a", -7)], -7), "replicated");
	assert.equal(verdictOf(rule, [piece("a", -6)], -7), "differs");
	assert.equal(verdictOf(rule, [piece("a", "step")], "step"), "replicated");
	assert.equal(verdictOf(rule, [piece("a", "sigmoid")], "step"), "differs");
});

test("a missing run of what the rule uses is pending with how many are there; of anything else it is not", () => {
	const incomplete = piece("SRC", 97, { n: 3, planned: 5 });
	const complete = piece("LIF", 97, { n: 5 });
	const result = judge(DIFFERENCE, [incomplete, complete], null);
	assert.equal(result.verdict, "pending");
	assert.equal(result.why, "8 of 10 runs");
	const unplanned = piece("SRC", null, { n: 0, planned: 0 });
	assert.match(
		judge(DIFFERENCE, [unplanned, complete], null).why ?? "",
		/not planned yet: SRC/,
	);
	const other = piece("GRU", null, { n: 0, planned: 3 });
	assert.equal(
		verdictOf(DIFFERENCE, [piece("SRC", 97), piece("LIF", 97), other]),
		"replicated",
	);
});

test("what cannot be tested says why", () => {
	const rule: Rule = { kind: "not testable", why: "it is not at hand" };
	assert.deepEqual(judge(rule, [], null), {
		verdict: "not testable here",
		why: "it is not at hand",
		decisions: [],
	});
});

test("a rule reads as words with units", () => {
	const text = (rule: Rule) => ruleText(rule, () => "%");
	assert.equal(text(DIFFERENCE), "SRC − LIF from −0.5 to 3 points");
	assert.equal(
		text({ kind: "each", of: ["a", "b", "c"], atLeast: 90, atMost: null }),
		"each of a … c ≥ 90 %",
	);
	assert.equal(
		text({ kind: "near published", of: "a", tolerance: 0.5 }),
		"within 0.5 points of the published",
	);
});
