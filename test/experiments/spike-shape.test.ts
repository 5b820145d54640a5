import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	compareGates,
	GATE_READINGS,
	gateLyapunov,
	measureFiring,
	measureSpikes,
	recordNeuron,
	SETTLE,
	SRC_DEFAULTS,
	shapePanels,
	stepCurrent,
} from "spiking-recurrent-cell";

describe("spikes under a held current", () => {
	test("have a mean width between the shortest and the longest, and no shape where the neuron is silent", async () => {
		const currents = [0.1, 0.3, 0.6, 1];
		const shapes = await measureSpikes(currents, {}, 400);
		const { rates, shortest, longest } = await measureFiring(currents, {}, 400);
		assert.deepEqual(shapes.rates, rates);
		assert.deepEqual(
			[shapes.widths[0], shapes.peaks[0], shapes.areas[0]],
			[null, null, null],
		);
		for (const k of [1, 2, 3]) {
			const width = Number(shapes.widths[k]);
			assert.ok(shortest[k] <= width && width <= longest[k]);
			const peak = Number(shapes.peaks[k]);
			const area = Number(shapes.areas[k]);
			assert.ok(peak > 0 && peak <= 1);
			assert.ok(area > peak && area <= width);
		}
	});

	test("carry in all what the neuron puts out: rate × area is its mean output to 2 %", async () => {
		const { rates, areas } = await measureSpikes([0.5], {}, 1000);
		const { s_out } = await recordNeuron(
			stepCurrent(SETTLE + 1000, 0.5, 0),
			{},
		);
		const steady = s_out.subarray(SETTLE);
		const mean = steady.reduce((sum, s) => sum + s) / steady.length;
		assert.ok(Math.abs(rates[0] * Number(areas[0]) - mean) < 0.02 * mean);
	});

	test("grow in area by more than a third from a current of 0.5 to 1, while the rate stays within 2 %", async () => {
		const { rates, areas } = await measureSpikes([0.5, 1]);
		assert.ok(Number(areas[1]) > (4 / 3) * Number(areas[0]));
		assert.ok(Math.abs(rates[1] / rates[0] - 1) < 0.02);
	});
});

describe("the four readings of the gate", () => {
	test("are all four, the default first", () => {
		const [{ options }] = GATE_READINGS;
		assert.equal(options.gateTiming, SRC_DEFAULTS.gateTiming);
		assert.equal(options.gateForm, SRC_DEFAULTS.gateForm);
		assert.equal(
			new Set(GATE_READINGS.map((reading) => JSON.stringify(reading.options)))
				.size,
			4,
		);
	});

	test("differ by their timing: from 0.6 on, h[t] makes the rate more than 1.2 times and the area less than 0.8 times as large", async () => {
		const panels = shapePanels(await compareGates([0.6, 0.75, 1]));
		const [rates, , , areas] = panels.map(({ curves }) =>
			curves.map(({ y }) => y),
		);
		for (const [previous, current] of [
			[0, 1],
			[2, 3],
		])
			for (const k of [0, 1, 2]) {
				assert.ok(Number(rates[current][k]) > 1.2 * Number(rates[previous][k]));
				assert.ok(Number(areas[current][k]) < 0.8 * Number(areas[previous][k]));
			}
	});

	test("differ in their Lyapunov exponents: at 0.7 negative for h[t−1], above 0.05 for h[t]", () => {
		const exponents = gateLyapunov([0.7]).map(({ y }) => Number(y[0]));
		assert.ok(exponents[0] < 0 && exponents[2] < 0);
		assert.ok(exponents[1] > 0.05 && exponents[3] > 0.05);
	});
});
