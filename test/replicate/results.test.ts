/** From run records to the results table. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type SRCSpec, src, tableMarkdown } from "spiking-recurrent-cell";
import { resultsTable } from "../../scripts/replicate/results.js";
import { record } from "../report/fixture.js";

const table = (...records: ReturnType<typeof record>[]) =>
	resultsTable(records, { message: "Results" });
const column = (shown: ReturnType<typeof table>, title: string) => {
	const index = shown.headings.findIndex((heading) => heading.title === title);
	return shown.cells.map((row) => row[index]);
};

describe("the results table", () => {
	test("joins the seeds of a configuration: mean and sample standard deviation", () => {
		const shown = table(
			record({ seed: 2, accuracy: 0.92 }),
			record({ seed: 1, accuracy: 0.9 }),
		);
		assert.deepEqual(column(shown, "seeds or folds"), ["2"]);
		assert.deepEqual(column(shown, "test accuracy (%)"), ["91.00 ± 1.41"]);
	});

	test("joins the folds of a cross-validation, whose data differ, and says how many", () => {
		const fold = (k: number, accuracy: number) => {
			const one = record({ seed: k, accuracy });
			const title = `N-MNIST (subset 1,100, fold ${k} of 11)`;
			return {
				...one,
				dataset: { ...one.dataset, title, checksum: `${k}` },
			};
		};
		const shown = table(fold(1, 0.9), fold(10, 0.92));
		assert.deepEqual(column(shown, "data set"), [
			"N-MNIST (subset 1,100, 2 of 11 folds)",
		]);
		assert.deepEqual(column(shown, "test accuracy (%)"), ["91.00 ± 1.41"]);
		assert.deepEqual(column(table(fold(3, 0.9)), "data set"), [
			"N-MNIST (subset 1,100, fold 3 of 11)",
		]);
	});

	test("joins records whose parts stand in another order", () => {
		const one = record({ seed: 1 });
		const plan = Object.fromEntries(Object.entries(one.plan).reverse());
		const other = { ...one, plan: { ...plan, seed: 2 } as typeof one.plan };
		assert.deepEqual(column(table(one, other), "seeds or folds"), ["2"]);
	});

	test("gives a single run no deviation", () => {
		assert.deepEqual(column(table(record()), "test accuracy (%)"), ["90.00"]);
	});

	test("never joins variants, and says what sets them apart from the default", () => {
		const shown = table(
			record(),
			record({ outputGradient: "relu", accuracy: 0.5 }),
		);
		assert.deepEqual(column(shown, "network"), [
			"SRC 784-100",
			"SRC 784-100 (outputGradient relu)",
		]);
	});

	test("never joins a run that began with given weights to one of fresh weights, and names these", () => {
		const shown = table(record({ seed: 1 }), {
			...record({ seed: 2 }),
			start: "0123456789abcdef",
		});
		assert.deepEqual(column(shown, "network"), [
			"SRC 784-100",
			"SRC 784-100 (from weights 0123456789abcdef)",
		]);
	});

	test("names what departs from the protocol even in the only row, and has a column for rates and steps", () => {
		const { plan, ...rest } = record();
		const { network, encoding } = plan;
		const changed = {
			...rest,
			plan: {
				...plan,
				network: { ...network, readout: { ...network.readout, leak: 0.95 } },
				encoding: { ...encoding, gain: 0.5, steps: 50 },
				adam: { ...plan.adam, rate: 0.004 },
				clip: null,
			} as typeof plan,
		};
		const shown = table(changed);
		assert.deepEqual(column(shown, "network"), [
			"SRC 784-100 (leak 0.95, gain 0.5, clip null)",
		]);
		assert.deepEqual(column(shown, "rate"), ["0.004"]);
		assert.deepEqual(column(shown, "steps"), ["70"]);
	});

	test("says which layer departs from the protocol where not all do", () => {
		const { plan, ...rest } = record();
		const [layer] = plan.network.layers;
		const row = (...layers: SRCSpec[]) =>
			column(
				table({
					...rest,
					plan: { ...plan, network: { ...plan.network, layers } },
				}),
				"network",
			)[0];
		const graded = src(layer.units);
		const binary = src(layer.units, { spikes: "binary" });
		assert.equal(
			row(graded, binary),
			"SRC 784-100×2 (spikes binary in layer 2)",
		);
		assert.equal(row(binary, binary), "SRC 784-100×2 (spikes binary)");
	});

	test("takes the newest of different versions of the numerics instead of averaging them", () => {
		const shown = table(
			record({ accuracy: 0.9, numerics: 2, finished: "2026-02-01" }),
			record({ accuracy: 0.1, numerics: 1, finished: "2026-01-01" }),
		);
		assert.deepEqual(column(shown, "test accuracy (%)"), ["90.00"]);
	});

	test("warns when a row is on built-in data, and only then", () => {
		assert.match(table(record({ origin: "built-in" })).caption, /NOT MNIST/);
		assert.doesNotMatch(table(record()).caption, /NOT MNIST/);
	});

	test("names no published value", () => {
		assert.deepEqual(column(table(record()), "published"), ["not available"]);
	});

	test("has the command of a row where one is known", () => {
		const shown = resultsTable([record()], {
			message: "Results",
			command: ({ plan }) => `npm run ${plan.experiment}`,
		});
		assert.deepEqual(column(shown, "command"), ["npm run first-network"]);
		assert.match(tableMarkdown(shown), /`npm run first-network` \|$/m);
	});
});
