import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import {
	brc,
	cellResponse,
	findSpikes,
	gru,
	lif,
	roadPanels,
	roadStages,
	type SRCSpec,
	type Stage,
	src,
} from "spiking-recurrent-cell";
import {
	BRIEF,
	HELD,
	roadSignal,
} from "spiking-recurrent-cell/dist/experiments/neuron/road.js";
import { runLayer } from "../oracle/cells.js";

describe("the road from the GRU to the SRC", () => {
	let stages: Stage[];
	before(async () => {
		stages = await roadStages();
	});
	/** h or s_out of a stage just before its signal's brief spikes. */
	const between = (k: number) => stages[k].course[BRIEF.starts[0] - 1];
	const spikesOf = (k: number) => findSpikes(stages[k].course);
	const during = (k: number) =>
		spikesOf(k).filter(({ start }) => start < HELD.to);
	const after = (k: number) =>
		spikesOf(k).filter(({ start }) => start >= BRIEF.starts[0]);

	test("begins with a GRU that follows its input: up to 0.95, back to 1e-3", () => {
		assert.ok(stages[0].course[HELD.to - 1] > 0.95);
		assert.ok(Math.abs(between(0)) < 1e-3);
	});

	test("the BRC's feedback makes a memory: 50 steps after the input h is still above 0.9", () => {
		assert.ok(between(1) > 0.9);
	});

	test("slow feedback makes spikes of four steps and more, the voltage-dependent gate cuts them to three and less", () => {
		assert.ok(during(2).length >= 3);
		assert.ok(Math.min(...during(2).map(({ length }) => length)) >= 4);
		assert.ok(during(3).length >= 3);
		assert.ok(Math.max(...during(3).map(({ length }) => length)) <= 3);
	});

	test("only with the integrator do brief spikes draw a spike", () => {
		assert.deepEqual([after(2).length, after(3).length], [0, 0]);
		assert.ok(after(4).length >= 1);
		assert.ok(Array.from(stages[4].course).every((s) => s >= 0));
	});

	test("has a panel for the signal and one for each stage, all of the same length", () => {
		const panels = roadPanels(stages);
		assert.equal(panels.length, stages.length + 1);
		for (const { curves } of panels)
			assert.equal(curves[0].y.length, roadSignal().length);
	});
});

describe("a cell behind one input line", () => {
	const signal = Float32Array.from({ length: 30 }, (_, t) => Math.sin(t));

	test("with given parameters follows the float64 transcription to 1e-5, GRU and BRC", async () => {
		const cases = [
			{
				spec: gru(1),
				values: {
					weights: [0.5, -1, 2],
					bias: [0.1, 0.2, 0.3],
					recurrent: [1, -0.5, 1.5],
					recurrentBias: [0, 0.1, -0.2],
				},
			},
			{ spec: brc(1), values: { weights: [0.5, -1, 2], wa: [1], wc: [-1] } },
		];
		for (const { spec, values } of cases) {
			const [h] = await cellResponse(spec, signal, values);
			const { output } = runLayer(
				spec,
				(symbol) => Float64Array.from(values[symbol as "weights"]),
				Float64Array.from(signal),
				1,
				signal.length,
				undefined,
			);
			for (const [t, value] of output.entries())
				assert.ok(Math.abs(h[t] - value) < 1e-5, `${spec.cell}, step ${t}`);
		}
	});

	test("draws noise at each step: units alike but for it come apart by > 0.01, without it by nothing", async () => {
		const gains = { noise: "step", rDeviation: 0.2, rsDeviation: 0.7 } as const;
		const alike = { weights: [1, 1], h0: [-0.5, -0.5], hs0: [-0.5, -0.5] };
		const apart = async (options: Partial<SRCSpec>) => {
			const [a, b] = await cellResponse(src(2, options), signal, alike);
			return Math.max(...a.map((h, t) => Math.abs(h - b[t])));
		};
		assert.equal(await apart({}), 0);
		assert.ok((await apart(gains)) > 0.01);
		const again = () => cellResponse(src(2, gains), signal, alike);
		assert.deepEqual(await again(), await again());
	});

	test("refuses a parameter that the cell lacks, one of another size, and a cell without h", async () => {
		await assert.rejects(
			cellResponse(brc(1), signal, { bias: [0] }),
			/"bias" of 1 brc units got 1 values: choose from weights, wa, wc/,
		);
		await assert.rejects(
			cellResponse(brc(2), signal, { wa: [0] }),
			/"wa" of 2 brc units got 1 values: give 2/,
		);
		await assert.rejects(
			cellResponse(lif(1), signal),
			/lif units have no h, which cellResponse follows/,
		);
	});
});
