/** The verdicts, from made-up numbers. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
	compare,
	judge,
	type Kind,
	type Measured,
	quantile975,
	type Rule,
	ruleText,
	worded,
} from "spiking-recurrent-cell";

/** A mean of these values, with seeds 1 …; without values a constant. */
function piece(
	name: string,
	value: number | string | null,
	values: readonly number[] = [],
	some: Partial<Measured> = {},
): Measured {
	const { n = Math.max(1, values.length), planned = n } = some;
	return {
		name,
		planned,
		n,
		value,
		seeds: some.seeds ?? values.map((_, k) => k + 1),
		values,
		deviation: null,
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

/** Values with this mean and sample standard deviation, in an order that is the same for all. */
function around(mean: number, deviation: number, count: number): number[] {
	const plain = Array.from({ length: count }, (_, k) => k - (count - 1) / 2);
	const size = Math.sqrt(
		plain.reduce((sum, one) => sum + one ** 2, 0) / (count - 1),
	);
	return plain.map((one) => mean + (deviation * one) / size);
}

/** Runs of seeds that no other piece has. */
function spread(
	name: string,
	mean: number,
	deviation: number,
	count: number,
	from = 1,
): Measured {
	return piece(name, mean, around(mean, deviation, count), {
		seeds: Array.from({ length: count }, (_, k) => from + k),
	});
}

test("t exceeds the tabulated quantiles of Student with 2.5 %, to 1e-3, and 0 degrees of freedom are refused", () => {
	const table = [12.706, 4.303, 3.182, 2.776, 2.571];
	table.forEach((t, k) => {
		assert.ok(Math.abs(quantile975(k + 1) - t) < 1e-3, `${k + 1}`);
	});
	assert.ok(Math.abs(quantile975(30) - 2.042) < 1e-3);
	assert.ok(Math.abs(quantile975(1000) - 1.962) < 1e-3);
	assert.throws(() => quantile975(0), /0 degrees of freedom/);
});

describe("a difference of means", () => {
	test("replicates wholly within the bounds, differs wholly outside, is noise astride one", () => {
		// 6 degrees of freedom: 2.447 √(0.04/4 + 0.04/4) = 0.346
		const against = (src: number) =>
			verdictOf(DIFFERENCE, [
				spread("SRC", src, 0.2, 4),
				spread("LIF", 97, 0.2, 4, 10),
			]);
		assert.equal(against(97.1), "replicated");
		assert.equal(against(96.85), "replicated");
		assert.equal(against(96.84), "within noise");
		assert.equal(against(96.16), "within noise");
		assert.equal(against(96.15), "differs");
		assert.equal(against(99.9), "within noise");
		assert.equal(against(100.35), "differs");
	});

	test("has Welch's interval where seeds differ, in points and with its bounds", () => {
		const [decision] = judge(
			DIFFERENCE,
			[spread("SRC", 97.5, 0.3, 9), spread("LIF", 97, 0.4, 16, 10)],
			null,
		).decisions;
		assert.equal(decision.of, "SRC − LIF");
		assert.ok(Math.abs(decision.value - 0.5) < 1e-12);
		// 0.02² / (0.01²/8 + 0.01²/15) = 20.9 degrees of freedom, t = 2.086
		const expected = 2.086 * Math.sqrt(0.02);
		assert.ok(Math.abs((decision.uncertainty ?? 0) - expected) < 1e-4);
		assert.equal(decision.basis, "independent");
		assert.deepEqual(
			[decision.unit, decision.atLeast, decision.atMost],
			["points", -0.5, 3],
		);
	});

	test("is taken seed by seed where both sides have the same, in whatever order: what they share is no spread", () => {
		const src = piece("SRC", 97, [96, 97, 98]);
		const lif = piece("LIF", 96.5, [97.4, 95.6, 96.5], { seeds: [3, 1, 2] });
		const [decision] = judge(DIFFERENCE, [src, lif], null).decisions;
		// differences 0.4, 0.5, 0.6: 4.303 · 0.1 / √3
		const expected = (4.303 * 0.1) / Math.sqrt(3);
		assert.ok(Math.abs((decision.uncertainty ?? 0) - expected) < 1e-4);
		assert.equal(decision.basis, "paired");
	});

	test("with a single seed on a side has no interval and says so; the value alone decides", () => {
		const three = spread("LIF", 97, 0.1, 3);
		for (const lif of [piece("LIF", 97, [97]), three]) {
			const { decisions, verdict } = judge(
				DIFFERENCE,
				[piece("SRC", 96.49, [96.49]), lif],
				null,
			);
			assert.equal(decisions[0].uncertainty, null);
			assert.equal(decisions[0].basis, "single seed");
			assert.equal(verdict, "differs");
		}
	});

	test("of values without chance has no interval and needs none", () => {
		const pieces = [
			piece("SRC", 97, [97], { seeds: [null] }),
			piece("LIF", 97),
		];
		const [decision] = judge(DIFFERENCE, pieces, null).decisions;
		assert.deepEqual(
			[decision.uncertainty, decision.basis, decision.verdict],
			[null, "exact", "replicated"],
		);
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
	const noisy = spread("b", 89, 2, 2);
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
	const incomplete = piece("SRC", 97, [97, 97, 97], { planned: 5 });
	const complete = piece("LIF", 97, [97, 97, 97, 97, 97]);
	const result = judge(DIFFERENCE, [incomplete, complete], null);
	assert.equal(result.verdict, "pending");
	assert.equal(result.why, "8 of 10 runs");
	const unplanned = piece("SRC", null, [], { n: 0, planned: 0 });
	assert.match(
		judge(DIFFERENCE, [unplanned, complete], null).why ?? "",
		/not planned yet: SRC/,
	);
	const other = piece("GRU", null, [], { n: 0, planned: 3 });
	assert.equal(
		verdictOf(DIFFERENCE, [piece("SRC", 97), piece("LIF", 97), other]),
		"replicated",
	);
});

test("a complete piece outside its bounds decides, whatever is still missing; one inside decides nothing", () => {
	const rule: Rule = {
		kind: "each",
		of: ["10 layers", "15 layers"],
		atLeast: 90,
		atMost: null,
	};
	const missing = piece("10 layers", 97, [97], { planned: 3 });
	const judged = (fifteen: number) =>
		judge(rule, [missing, piece("15 layers", fifteen, [fifteen])], null);
	const failed = judged(30);
	assert.equal(failed.verdict, "differs");
	assert.equal(failed.why, "2 of 4 runs");
	assert.deepEqual(
		failed.decisions.map(({ of }) => of),
		["15 layers"],
	);
	assert.equal(judged(96).verdict, "pending");
});

test("what cannot be tested says why", () => {
	const rule: Rule = { kind: "not testable", why: "it is not at hand" };
	assert.deepEqual(judge(rule, [], null), {
		verdict: "not testable here",
		why: "it is not at hand",
		decisions: [],
	});
});

test("a parameter can only be as published; what nobody published holds or does not, in each of its comparisons, too", () => {
	const words = (kind: Kind, src: number) => {
		const plain = judge(
			DIFFERENCE,
			[piece("SRC", src), piece("LIF", 97)],
			null,
		);
		const { verdict, decisions } = worded(kind, plain);
		assert.equal(decisions[0].verdict, verdict);
		return verdict;
	};
	assert.deepEqual(
		[words("claim", 97), words("parameter", 97), words("addition", 97)],
		["replicated", "as published", "holds"],
	);
	assert.deepEqual(
		[words("claim", 90), words("parameter", 90), words("addition", 90)],
		["differs", "differs", "does not hold"],
	);
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
