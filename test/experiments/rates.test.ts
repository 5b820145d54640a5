/** Learning rates that are said to be the best on validation images. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
	committedRuns,
	experimentNamed,
	loadRecords,
	runId,
	shallowRate,
} from "spiking-recurrent-cell";

test("at full scale SRC and LIF have the recorded rate with the best validation accuracy on the data set itself", async () => {
	const records = new Map(
		(await loadRecords(committedRuns())).map((record) => [record.id, record]),
	);
	const tried = experimentNamed("rates")
		.runs("paper")
		.map(({ plan, data }) => {
			const record = records.get(runId(plan, data));
			assert(record, `no record of rate ${plan.adam.rate} on ${data.name}`);
			return {
				cell: plan.network.layers[0].cell,
				data: data.name,
				rate: plan.adam.rate,
				accuracy: record.curve[record.curve.length - 1].validationAccuracy ?? 0,
			};
		});
	for (const data of ["mnist", "fashion-mnist"])
		for (const cell of ["src", "lif"] as const) {
			const own = tried.filter((one) => one.data === data && one.cell === cell);
			const best = own.reduce((a, b) => (b.accuracy > a.accuracy ? b : a));
			assert.equal(shallowRate(cell, data, "paper"), best.rate);
		}
});

test("smaller budgets have the cell's usual rate, whatever the data set", () => {
	for (const scale of ["smoke", "quick"] as const)
		for (const cell of ["src", "lif", "gru"] as const)
			assert.equal(
				shallowRate(cell, "fashion-mnist", scale),
				shallowRate(cell, "n-mnist", scale),
			);
});
