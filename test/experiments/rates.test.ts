/** Learning rates, and a length of stimulus, that are said to be the best on validation images. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
	BRIEF_STEPS,
	committedRuns,
	DEPTHS,
	experimentNamed,
	loadRecords,
	type PlannedTraining,
	rateAt,
	runId,
	shallowRate,
} from "spiking-recurrent-cell";

interface Validated {
	readonly rate: number;
	readonly steps: number;
	readonly accuracy: number;
}

/** Validation accuracy after each of these trainings; undefined where a record is missing. */
async function validated(
	runs: readonly PlannedTraining[],
): Promise<Validated[] | undefined> {
	const records = new Map(
		(await loadRecords(committedRuns())).map((record) => [record.id, record]),
	);
	const results = runs.flatMap(({ plan, data }) => {
		const last = records.get(runId(plan, data))?.curve.at(-1);
		return last
			? [
					{
						rate: plan.adam.rate,
						steps: plan.encoding.steps,
						accuracy: last.validationAccuracy ?? 0,
					},
				]
			: [];
	});
	return results.length === runs.length ? results : undefined;
}

function bestOf(tried: readonly Validated[]): Validated {
	return tried.reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
}

test("at full scale one layer of SRC and of LIF, and two on Fashion-MNIST, have the recorded rate with the best validation accuracy on the data set itself", async () => {
	const searches = experimentNamed("rates").runs("paper");
	const searched = [
		["src", "mnist", 1],
		["lif", "mnist", 1],
		["src", "fashion-mnist", 1],
		["lif", "fashion-mnist", 1],
		["src", "fashion-mnist", 2],
		["lif", "fashion-mnist", 2],
	] as const;
	for (const [cell, data, layers] of searched) {
		const tried = await validated(
			searches.filter(
				({ plan: { network }, ...run }) =>
					run.data.name === data &&
					network.layers.length === layers &&
					network.layers[0].cell === cell,
			),
		);
		const where = `${layers} layers of ${cell} on ${data}`;
		assert(tried, `a record of ${where} is missing`);
		const { rate } = bestOf(tried);
		assert.equal(shallowRate(cell, data, "paper", layers), rate, where);
	}
});

test("a depth with a rate of its own has the recorded one with the best validation accuracy at that depth", async () => {
	const searches = experimentNamed("deep-rates").runs("paper");
	let held = 0;
	for (const depth of DEPTHS)
		for (const cell of ["src", "lif"] as const) {
			if (rateAt(cell, depth, "paper") === rateAt(cell, depth, "quick"))
				continue;
			const tried = await validated(
				searches.filter(
					({ plan: { network } }) =>
						network.layers.length === depth && network.layers[0].cell === cell,
				),
			);
			assert(tried, `a record of ${depth} layers of ${cell} is missing`);
			assert.equal(rateAt(cell, depth, "paper"), bestOf(tried).rate);
			held++;
		}
	assert.ok(held >= 1);
});

test("a brief stimulus has the recorded length with the best validation accuracy of fifteen SRC layers, and the LIF's other start the best there", async () => {
	const searches = experimentNamed("brief-search").runs("paper");
	const tried = await validated(
		searches.filter(({ variant }) => variant.startsWith("SRC")),
	);
	assert(tried, "a record of fifteen layers of SRC is missing");
	assert.equal(BRIEF_STEPS, bestOf(tried).steps);
	const starts = await validated(
		searches.filter(({ variant }) =>
			variant.startsWith(`LIF: ${BRIEF_STEPS} steps`),
		),
	);
	assert(starts, "a record of fifteen layers of LIF is missing");
	const run = experimentNamed("brief-depth")
		.runs("paper")
		.find(({ variant }) => variant.startsWith("LIF, weights × 2"));
	assert.equal(run?.plan.adam.rate, bestOf(starts).rate);
});

test("smaller budgets have the cell's usual rate, whatever the data set", () => {
	for (const scale of ["smoke", "quick"] as const)
		for (const cell of ["src", "lif", "gru"] as const)
			assert.equal(
				shallowRate(cell, "fashion-mnist", scale),
				shallowRate(cell, "n-mnist", scale),
			);
});
