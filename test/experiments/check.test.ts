import assert from "node:assert/strict";
import { test } from "node:test";
import { check, checkBetween } from "spiking-recurrent-cell";

test("a claim within its tolerance is printed with what was measured", (t) => {
	const log = t.mock.method(console, "log", () => {});
	check("one third", 1 / 3, 0.33, 0.01);
	checkBetween("a half", 0.5, 0.5, 1);
	assert.deepEqual(
		log.mock.calls.map((call) => call.arguments[0]),
		[
			"✓ one third: 0.3333 (expected 0.33 ± 0.01)",
			"✓ a half: 0.5 (expected 0.5 … 1)",
		],
	);
});

test("a claim beyond its tolerance, or about no number, stops", () => {
	assert.throws(
		() => check("one", 1.2, 1, 0.1),
		/this does not hold: one: 1\.2/,
	);
	assert.throws(() => check("one", Number.NaN, 1, 0.1), /NaN/);
	assert.throws(() => checkBetween("one", 2.01, 0, 2), /2\.01/);
	assert.throws(() => checkBetween("one", Number.NaN, 0, 2), /NaN/);
});
