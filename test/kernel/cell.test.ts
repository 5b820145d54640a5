import assert from "node:assert/strict";
import { test } from "node:test";
import { Cell } from "../../scripts/kernel/executor/cell.js";

/** A cell that awaits one thing, and what it was rejected with. */
function waitingCell(): { cell: Cell; rejections: Error[] } {
	const cell = new Cell(1, "");
	const rejections: Error[] = [];
	cell.waiting.add((reason) => rejections.push(reason));
	return { cell, rejections };
}

test("an interrupt aborts the cell's signal and rejects what it awaits", () => {
	const { cell, rejections } = waitingCell();
	assert.equal(cell.interrupt(), true);
	assert.equal(cell.signal.reason, rejections[0]);
	assert.equal(rejections[0].name, "Interrupted");
	assert.equal(cell.interrupt(), false, "there is nothing left to end");
});

test("what ends by itself gets the first interrupt as a signal only, and is ended by the second", () => {
	const { cell, rejections } = waitingCell();
	cell.endsByItself();
	assert.equal(cell.interrupt(), true);
	assert.equal(cell.signal.aborted, true);
	assert.equal(rejections.length, 0);
	assert.equal(cell.interrupt(), true);
	assert.equal(rejections.length, 1);
});

test("once it has taken its word back, a cell is ended by the first interrupt", () => {
	const { cell, rejections } = waitingCell();
	const release = cell.endsByItself();
	release();
	cell.interrupt();
	assert.equal(rejections.length, 1);
});
