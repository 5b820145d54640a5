/** The results table and the pictures of the README. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { PROJECT } from "../../scripts/project.js";
import { PICTURES } from "../../scripts/replicate/pictures.js";
import { withResults } from "../../scripts/replicate/readme.js";
import { record } from "../report/fixture.js";

const TEXT =
	"before\n<!-- results:begin -->\nold\n<!-- results:end -->\nafter\n";

test("only what stands between the marks is replaced, and twice is as good as once", () => {
	const once = withResults(TEXT, [record()]);
	assert.match(once, /^before\n<!-- results:begin -->\n\*\*Test results\*\*/);
	assert.match(once, /\| SRC 784-100 \| MNIST .* 90\.00 \| /);
	assert.match(once, /\n<!-- results:end -->\nafter\n$/);
	assert.doesNotMatch(once, /\bold\b/);
	assert.equal(withResults(once, [record()]), once);
});

test("trainings on fewer images than others of the same data have to be opened, and no row is lost", () => {
	const few = record({ seed: 2 });
	const text = withResults(TEXT, [
		{ ...few, dataset: { ...few.dataset, train: 1000 } },
		record(),
	]);
	const [open, folded] = text.split("<details>");
	assert.match(open, /\| 5,000 × 3 \|/);
	assert.doesNotMatch(open, /\| 1,000 × 3 \|/);
	assert.match(folded, /\| 1,000 × 3 \|.*<\/details>/s);
	assert.doesNotMatch(folded, /\| 5,000 × 3 \|/);
	assert.doesNotMatch(withResults(TEXT, [record()]), /<details>/);
});

test("without records it says that there are none", () => {
	assert.match(withResults(TEXT, []), /No finished runs/);
});

test("a README without the marks is an error that names them", () => {
	assert.throws(() => withResults("text", []), /results:begin/);
});

test("the README shows every picture that is drawn for it, and no other of data/figures", () => {
	const text = readFileSync(path.join(PROJECT, "README.md"), "utf8");
	const shown = [...text.matchAll(/\]\(data\/figures\/([^)]*)\.png\)/g)];
	assert.deepEqual(
		shown.map(([, name]) => name),
		Object.keys(PICTURES),
	);
});
