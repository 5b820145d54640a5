import assert from "node:assert/strict";
import { test } from "node:test";
import { sourceLine } from "../../scripts/kernel/executor/align.js";

const SOURCE = `type Named = { name: string };

interface Point {
	x: number;
}
function fail(p: Point): never {
	// why
	throw new Error(String(p.x));
}
fail({ x: 1 });`;

const EMITTED = `(function(exports, require) { exports.fail = void 0;
function fail(p) {
    // why
    throw new Error(String(p.x));
}
exports.fail = fail;
exports.tsLastExpr = fail({ x: 1 });
})(__tslab__.exports, __tslab__.require)`;

test("a line of emitted JavaScript leads to the line of TypeScript it came from", () => {
	assert.equal(sourceLine(SOURCE, EMITTED, 4, 11), 8);
	assert.equal(sourceLine(SOURCE, EMITTED, 7, 22), 10);
});

test("a place before all that came from the source leads to its first line", () => {
	assert.equal(sourceLine("x;", "var y;\nx;", 1, 1), 1);
});
