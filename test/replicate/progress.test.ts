/** Progress and the estimate of the time left. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { Estimate } from "../../scripts/replicate/estimate.js";
import { Progress } from "../../scripts/replicate/progress.js";
import { Timings } from "../../scripts/replicate/timings.js";
import { temporaryFolder } from "../temporary.js";

const SEEN = { name: "00-a", cells: 2, expected: [1, 9] };
const UNSEEN = { name: "01-b", cells: 2, expected: undefined };

describe("the estimate", () => {
	test("weighs cells by their earlier times", () => {
		const estimate = new Estimate([SEEN]);
		assert.equal(estimate.secondsLeft(0), 10);
		estimate.cellDone(1);
		assert.equal(estimate.secondsLeft(4), 5);
		assert.equal(estimate.share(4), 0.5);
		assert.equal(estimate.secondsLeft(99), 0);
	});

	test("says nothing before an unseen cell is done, then takes their mean", () => {
		const estimate = new Estimate([UNSEEN]);
		assert.equal(estimate.secondsLeft(0), undefined);
		estimate.cellDone(3);
		assert.equal(estimate.secondsLeft(1), 2);
	});

	test("forgets the cells that will not run", () => {
		const estimate = new Estimate([SEEN, { ...SEEN, expected: [5, 5] }]);
		estimate.skip(2);
		assert.equal(estimate.secondsLeft(0), 10);
	});
});

function run(isTTY: boolean): string {
	const written: string[] = [];
	let now = 0;
	const progress = new Progress(
		[SEEN, UNSEEN],
		{ isTTY, columns: 60, write: (text) => written.push(text) },
		() => now,
	);
	progress.notebookStarted();
	now = 1;
	progress.cellFinished();
	now = 10;
	progress.cellFinished();
	progress.notebookFinished(false);
	progress.notebookStarted();
	progress.notebookFinished(true);
	progress.stop();
	return written.join("");
}

describe("progress", () => {
	test("is one line a notebook where there is no terminal", () => {
		assert.equal(
			run(false),
			"[1/2] 00-a: 2 cells, 10 s; time left not known yet\n[2/2] 01-b: FAILED after 0 of 2 cells, 0 s\n",
		);
	});

	test("is a bar in place on a terminal, never wider than it, and gone in the end", () => {
		const text = run(true);
		assert.match(text, /█+░+ +\d+ % {2}00-a, cell 2 of 2/);
		for (const line of text.split("\r\x1b[2K"))
			assert.ok(line.trimEnd().length < 60, line);
		assert.ok(text.endsWith("\r\x1b[2K"));
	});
});

describe("timings", () => {
	test("come back by scale and notebook, and not for a notebook of another length", async () => {
		const folder = temporaryFolder();
		const file = path.join(folder, "timings.json");
		const typical = path.join(folder, "typical.json");
		writeFileSync(typical, '{"quick/01-b": [7]}');
		await new Timings(file, typical).record("quick", "00-a", [0.12345, 2]);
		const timings = new Timings(file, typical);
		assert.deepEqual(timings.expected("quick", "00-a", 2), [0.123, 2]);
		assert.equal(timings.expected("paper", "00-a", 2), undefined);
		assert.equal(timings.expected("quick", "00-a", 3), undefined);
		assert.deepEqual(timings.expected("quick", "01-b", 1), [7]);
		assert.doesNotMatch(readFileSync(file, "utf8"), /01-b/);
	});

	test("a spoilt file costs nothing but the estimate", () => {
		const folder = temporaryFolder();
		const file = path.join(folder, "timings.json");
		writeFileSync(file, "{ half");
		assert.equal(
			new Timings(file, file).expected("quick", "00-a", 2),
			undefined,
		);
	});
});
