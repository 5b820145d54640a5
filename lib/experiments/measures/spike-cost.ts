/** What a decision costs the shallow networks: events, multiply-accumulates and energy a sample, from the records of their trainings. */
import { createCell } from "../../cells/create.js";
import { totalSteps } from "../../encoding/encoding.js";
import {
	isTested,
	loadRecords,
	type RunRecord,
	runId,
} from "../../training/record.js";
import type { PlannedTraining } from "../experiment.js";
import type { Measurement } from "../records/measurements.js";
import type { Scale } from "../scale.js";
import { SHALLOW } from "../shallow.js";
import { inputEventsOf, sentEvents } from "./decision-events.js";
import { costOfSample, type SampleCost } from "./energy.js";
import type { Measure } from "./measure.js";

/** Spiking networks that look at images. */
function spiking(scale: Scale): readonly PlannedTraining[] {
	return SHALLOW.runs(scale).filter(
		({ plan }) =>
			plan.encoding.code === "rate" &&
			createCell(1, plan.network.layers[0]).spiking,
	);
}

/** The quantities of one run by name: unit and value. */
function costs(
	{ plan, test }: RunRecord,
	drawn: number,
): ReadonlyMap<string, readonly [unit: string, value: number]> {
	const { network, encoding } = plan;
	const steps = totalSteps(encoding);
	const sent = sentEvents(network, test.layers, steps);
	const { eventDriven, dense, plain } = costOfSample(network, steps, [
		drawn,
		...sent,
	]);
	const share = (of: SampleCost) =>
		(100 * eventDriven.multiplyAccumulates) / of.multiplyAccumulates;
	const energy = ({ arithmetic, memory }: SampleCost) => arithmetic + memory;
	return new Map([
		["input events", ["events", drawn]],
		...sent.map((events, k): [string, [string, number]] => [
			`events of layer ${k + 1}`,
			["events", events],
		]),
		...test.layers.map(({ spikingShare }, k): [string, [string, number]] => [
			`spiking share of layer ${k + 1}`,
			["%", 100 * spikingShare],
		]),
		[
			"multiply-accumulates",
			["thousand", eventDriven.multiplyAccumulates / 1000],
		],
		["multiply-accumulates of the dense", ["%", share(dense)]],
		["multiply-accumulates of a plain network's", ["%", share(plain)]],
		["energy", ["µJ", energy(eventDriven)]],
		["energy, dense", ["µJ", energy(dense)]],
		["energy, a plain network", ["µJ", energy(plain)]],
		[
			"share of memory in the energy",
			["%", (100 * eventDriven.memory) / energy(eventDriven)],
		],
	]);
}

export const SPIKE_COST: Measure = {
	name: "spike-cost",
	question:
		"How many events, multiply-accumulates and µJ does a decision of a shallow network take?",
	runs: spiking,
	measure: async ({ scale, load, say }) => {
		const records = new Map(
			(await loadRecords()).filter(isTested).map((run) => [run.id, run]),
		);
		const rows: Measurement[] = [];
		for (const { variant, plan, data } of spiking(scale)) {
			const record = records.get(runId(plan, data));
			if (!record) continue;
			say(`spike-cost: ${variant}, ${data.name}, seed ${plan.seed} …`);
			const dataset = await load({ ...data, train: 1, validation: 1 });
			if (dataset.name !== record.dataset.name)
				throw new Error(
					`run ${record.id} saw ${record.dataset.title}, and only ${dataset.title} is at hand: set SRC_DATA to a folder that holds ${data.name}/`,
				);
			const { test } = dataset;
			if (test.kind !== "images")
				throw new Error(
					`input events are counted of images here, got recordings: ${dataset.title}`,
				);
			const found = costs(record, inputEventsOf(test, plan, test.count));
			for (const [quantity, [unit, value]] of found)
				rows.push({
					variant,
					data: dataset.name,
					quantity,
					unit,
					seed: plan.seed,
					run: record.id,
					value,
				});
		}
		if (rows.length === 0)
			throw new Error(
				'no shallow network has a record yet: train some with "npm run train -- shallow --resume" at the same scale',
			);
		return rows;
	},
};
