import assert from "node:assert/strict";
import { test } from "node:test";
import { constantLabel, ruleText } from "spiking-recurrent-cell";
import { minus } from "spiking-recurrent-cell/dist/text/numbers.js";

test("each of the 9 hyphens that begin a number or an exponent becomes a minus, none of the 4 within words and architectures", () => {
	assert.equal(minus(-7), "−7");
	assert.equal(minus(-1e-7), "−1e−7");
	assert.equal(minus(Number.NEGATIVE_INFINITY), "−Infinity");
	assert.equal(minus("U(-0.7, -0.1)"), "U(−0.7, −0.1)");
	assert.equal(minus("[-2] or 3.5e-10 -4"), "[−2] or 3.5e−10 −4");
	for (const text of ["brief-lif", "3-fold", "784-100", "N-MNIST"])
		assert.equal(minus(text), text);
});

test("-1e-7 has two minus signs and no hyphen in the label of a constant and in a rule", () => {
	assert.equal(constantLabel("rs", -1e-7), "r<sub>s</sub> = −1e−7");
	const rule = { kind: "each", of: ["a"], atLeast: -1e-7, atMost: 1 } as const;
	assert.equal(
		ruleText(rule, () => "–"),
		"a from −1e−7 to 1",
	);
});
