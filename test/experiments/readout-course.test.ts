import assert from "node:assert/strict";
import { test } from "node:test";
import {
	accuracyWith,
	anytimePoints,
	chooseMargin,
	createNetwork,
	drawDigits,
	lastToSettle,
	networkOf,
	openFusedEngine,
	type ReadoutCourse,
	readoutCourse,
	readoutsOf,
	readyNetwork,
	rightByLabel,
	src,
	stepsUntilWithin,
	stopWhenSure,
} from "spiking-recurrent-cell";

/** Two labels; four samples that are 0, 1, 0 and 0. Sample 3 is never decided rightly. */
const COURSE: ReadoutCourse<"validation"> = {
	role: "validation",
	steps: [5, 10, 15],
	readouts: [
		[1, 0, 2, 0, 0, 1, 0, 1],
		[3, 0, 0, 1, 0, 1, 0, 2],
		[5, 0, 0, 4, 3, 1, 0, 3],
	].map((values) => Float32Array.from(values)),
	labels: Uint8Array.of(0, 1, 0, 0),
};

test("accuracy by steps, and by label, counts the samples whose label leads at each moment", () => {
	assert.deepEqual(
		anytimePoints(COURSE).map(({ x, values }) => [x, ...values]),
		[
			[5, 25],
			[10, 50],
			[15, 75],
		],
	);
	assert.deepEqual(rightByLabel(COURSE), [
		[100 / 3, 0],
		[100 / 3, 100],
		[200 / 3, 100],
	]);
	assert.deepEqual(readoutsOf(COURSE, 1), [
		[2, 0],
		[0, 1],
		[0, 4],
	]);
});

test("an accuracy has come when it stays within its distance of the last one, which it may be from the start", () => {
	assert.equal(stepsUntilWithin(0, COURSE), 15);
	assert.equal(stepsUntilWithin(25, COURSE), 10);
	assert.equal(stepsUntilWithin(50, COURSE), 5);
	const once = { ...COURSE, readouts: COURSE.readouts.toReversed() };
	assert.equal(stepsUntilWithin(0, once), 5);
});

test("a label that the part lacks has no share", () => {
	const labels = Uint8Array.of(0, 0, 0, 0);
	for (const [, one] of rightByLabel({ ...COURSE, labels }))
		assert.equal(one, null);
});

test("samples that are right in the end settle in the order of their last change", () => {
	assert.deepEqual(lastToSettle(COURSE), [
		{ sample: 2, step: 15 },
		{ sample: 1, step: 10 },
		{ sample: 0, step: 5 },
	]);
});

test("without a margin all stop at once, with an endless one never before the end, and between them each by its own lead", () => {
	const at = (margin: number) => stopWhenSure(COURSE, margin);
	assert.deepEqual(at(0), { margin: 0, steps: 5, accuracy: 25 });
	assert.deepEqual(at(Number.POSITIVE_INFINITY), {
		margin: Number.POSITIVE_INFINITY,
		steps: 15,
		accuracy: 75,
	});
	// Leads of 1, 3, 5 | 2, 1, 4 | 1, 1, 2 | 1, 2, 3.
	assert.deepEqual(at(2), {
		margin: 2,
		steps: (10 + 5 + 15 + 10) / 4,
		accuracy: 50,
	});
	assert.deepEqual(at(3), {
		margin: 3,
		steps: (10 + 15 + 15 + 15) / 4,
		accuracy: 75,
	});
});

test("the lead is over the second best of three labels, in whatever order they stand", () => {
	for (const readout of [
		[5, 4, 1],
		[5, 1, 4],
		[1, 5, 4],
		[4, 1, 5],
	]) {
		const readouts = [readout, [9, 0, 0]].map((r) => Float32Array.from(r));
		const labels = Uint8Array.of(0);
		const course = { ...COURSE, steps: [5, 10], readouts, labels };
		assert.equal(stopWhenSure(course, 1).steps, 5);
		assert.equal(stopWhenSure(course, 2).steps, 10);
	}
});

test("the margin chosen is the smallest that costs no more than allowed; where none is enough the error says so", () => {
	const margins = [0, 1, 2, 3, 4];
	assert.equal(chooseMargin(COURSE, margins, 0), 3);
	assert.equal(chooseMargin(COURSE, margins, 30), 2);
	assert.equal(chooseMargin(COURSE, margins, 60), 0);
	assert.throws(
		() => chooseMargin(COURSE, [0, 1], 10),
		/every margin up to 1 costs more than 10 points of 75\.0 %: try larger margins/,
	);
});

test("read at the last step a network decides as usual, to the bit; later steps than the stimulus has are left out", async (context) => {
	const engine = openFusedEngine({ workers: 1 });
	context.after(() => engine.dispose());
	const digits = drawDigits({ train: 64, validation: 16, test: 24 });
	const silent = { update: async () => {}, done: async () => {} };
	const ready = await readyNetwork("src", "smoke", digits, engine, silent);
	const { steps, prefix } = ready.encoding;
	const after = [10, steps, steps + 1];
	const course = await readoutCourse(ready, after, digits.test, engine);
	assert.equal(course.role, "test");
	assert.deepEqual(course.steps, [prefix + 10, prefix + steps]);
	assert.deepEqual(anytimePoints(course)[1].values, [
		await accuracyWith(ready, {}, digits.test, engine),
	]);
});

test("a network of the latency code is not read early: fewer steps show it other spikes", async (context) => {
	const engine = openFusedEngine({ workers: 1 });
	context.after(() => engine.dispose());
	const digits = drawDigits({ train: 8, validation: 8, test: 8 });
	const ready = {
		network: createNetwork(networkOf([src(20)]), 1),
		encoding: { code: "latency", threshold: 0.2, prefix: 5, steps: 20 },
		seed: 1,
		title: "",
		sawValidation: false,
	} as const;
	await assert.rejects(
		readoutCourse(ready, [10, 20], digits.test, engine),
		/with fewer steps the latency code shows other spikes, not the first/,
	);
});
