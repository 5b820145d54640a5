import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import {
	loadMeasurements,
	type Measurement,
	type Measurements,
	makeMeasurements,
	NUMERICS,
	saveMeasurements,
} from "spiking-recurrent-cell";
import { record } from "../report/fixture.js";
import { temporaryFolder } from "../temporary.js";

const ROW: Measurement = {
	variant: "σ 10 %",
	data: "mnist",
	quantity: "test accuracy",
	unit: "%",
	seed: 1,
	value: 95.123456789,
};

function measured(...rows: readonly Measurement[]): Measurements {
	return makeMeasurements({
		experiment: "noise",
		scale: "paper",
		command: "npm run measure -- noise",
		engine: "fused (1 worker)",
		data: [record().dataset],
		rows,
	});
}

test("measurements come back as they were written, with seven digits and the versions they were made with", async () => {
	const place = temporaryFolder();
	const written = measured(ROW, { ...ROW, seed: 2, value: 1 });
	assert.equal(
		await saveMeasurements(written, place),
		path.join(place, "noise.json"),
	);
	await saveMeasurements({ ...written, scale: "quick" }, place);
	assert.deepEqual(readdirSync(place), ["noise.json", "noise_quick.json"]);
	const [read] = await loadMeasurements(place);
	assert.deepEqual(read, written);
	assert.equal(read.rows[0].value, 95.12346);
	assert.equal(read.numerics, NUMERICS);
});

test("a file that replaces another has the date of the first one beside its own, however often it is replaced", async () => {
	const place = temporaryFolder();
	for (const day of [1, 2, 3]) {
		const date = `2026-01-0${day}T00:00:00.000Z`;
		await saveMeasurements({ ...measured(ROW), date }, place);
	}
	const [{ date, first }] = await loadMeasurements(place);
	assert.deepEqual(
		[date, first],
		["2026-01-03T00:00:00.000Z", "2026-01-01T00:00:00.000Z"],
	);
});

test("without a folder there are no measurements; a file in its place, or a folder in a file's, is an error", async () => {
	const place = temporaryFolder();
	assert.deepEqual(await loadMeasurements(path.join(place, "none")), []);
	const file = path.join(place, "file");
	writeFileSync(file, "");
	await assert.rejects(loadMeasurements(file), { code: "ENOTDIR" });
	mkdirSync(path.join(place, "noise.json"));
	await assert.rejects(
		saveMeasurements(measured(ROW), place),
		/^Error: cannot read .*noise\.json: EISDIR/,
	);
});

test("a row that is no number, on unlisted data or there twice is refused, and nothing is written", async () => {
	const place = temporaryFolder();
	const refused: [Measurement[], RegExp][] = [
		[[{ ...ROW, data: "cifar" }], /on "cifar", which is not among .*mnist/],
		[[ROW, ROW], /there twice with seed 1/],
	];
	for (const [rows, message] of refused)
		await assert.rejects(saveMeasurements(measured(...rows), place), message);
	const odd = { ...measured(ROW), rows: [{ ...ROW, value: Number.NaN }] };
	await assert.rejects(saveMeasurements(odd, place), /the value NaN/);
	assert.deepEqual(readdirSync(place), []);
});

test("a damaged file, or one of something else, is named", async () => {
	const place = temporaryFolder();
	writeFileSync(path.join(place, "noise.json"), '{"rows": [');
	for (const refused of [
		() => loadMeasurements(place),
		() => saveMeasurements(measured(ROW), place),
	])
		await assert.rejects(
			refused,
			/noise.json is damaged .*: restore it, or remove it and make it again with the command of its experiment$/,
		);
	writeFileSync(path.join(place, "noise.json"), '{"rows": []}');
	await assert.rejects(loadMeasurements(place), /it has no "experiment"/);
});
