import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import {
	committedRuns,
	isKeptForGood,
	type RunRecord,
	runsFolder,
	type Scale,
} from "spiking-recurrent-cell";
import { temporaryFolder } from "../temporary.js";

/** What `work` gives while SRC_RUNS has this value. */
function withRuns<T>(value: string | undefined, work: () => T): T {
	const inherited = process.env.SRC_RUNS;
	const set = (now: string | undefined) => {
		if (now === undefined) delete process.env.SRC_RUNS;
		else process.env.SRC_RUNS = now;
	};
	set(value);
	try {
		return work();
	} finally {
		set(inherited);
	}
}

/** Of what decides whether weights are kept. */
const record = (seed: number, test: unknown = {}) =>
	({ plan: { seed }, test }) as RunRecord;

test("weights are kept for good of the first seed of the paper's protocol, if it was tested and its record is committed", () => {
	const kept = (
		runs: string | undefined,
		scale: Scale = "paper",
		run = record(1),
	) => withRuns(runs, () => isKeptForGood(scale, run));
	for (const committed of [
		undefined,
		"",
		committedRuns(),
		path.relative("", committedRuns()),
	])
		assert.ok(kept(committed), `SRC_RUNS is ${committed}`);
	assert.ok(!kept(temporaryFolder()), "a trial");
	assert.ok(!kept(undefined, "quick"));
	assert.ok(!kept(undefined, "paper", record(2)));
	assert.ok(!kept(undefined, "paper", record(1, null)), "a search");
});

test("an empty SRC_RUNS is none: records go to the project's data/runs", () => {
	assert.equal(withRuns("", runsFolder), committedRuns());
	assert.equal(withRuns("elsewhere", runsFolder), "elsewhere");
});
