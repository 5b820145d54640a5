import assert from "node:assert/strict";
import { test } from "node:test";
import {
	checkPlan,
	committedRuns,
	EXPERIMENTS,
	loadRecords,
	SCALES,
} from "spiking-recurrent-cell";

test("every plan of the registry, at each scale, and of each committed record is one that a training takes", async () => {
	const plans = [
		...EXPERIMENTS.flatMap(({ runs }) =>
			SCALES.flatMap((scale) => runs(scale).map(({ plan }) => plan)),
		),
		...(await loadRecords(committedRuns())).map(({ plan }) => plan),
	];
	assert.ok(plans.length > 0);
	for (const plan of plans) checkPlan(plan);
});
