import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	constantLabel,
	evenly,
	findSpikes,
	gruResponse,
	measureFiring,
	parameterTable,
	pulseCurrent,
	recordNeuron,
	SRC_DEFAULTS,
	settledOutputs,
	stepCurrent,
	sweepFiring,
} from "spiking-recurrent-cell";

const lengths = (output: Float32Array): number[] =>
	findSpikes(output).map(({ length }) => length);

describe("spikes in a trace", () => {
	test("are the stretches above zero, and one cut off by the end is left out", () => {
		const output = [0, 0.25, 0.75, 0, 0, 0.5, -1, 0.1];
		assert.deepEqual(findSpikes(output), [
			{ start: 1, length: 2, peak: 0.75, area: 1 },
			{ start: 5, length: 1, peak: 0.5, area: 0.5 },
		]);
	});

	test("of a silent trace are none", () => {
		assert.deepEqual(findSpikes(new Float32Array(10)), []);
	});
});

describe("one SRC neuron", () => {
	test("answers each of two pulses with one spike of one to three steps", async () => {
		const { s_out } = await recordNeuron(pulseCurrent(160, 1, [20, 90], 3));
		const found = findSpikes(s_out);
		assert.equal(found.length, 2);
		for (const { start, length, peak } of found) {
			assert.ok(length >= 1 && length <= 3, `${length} steps at ${start}`);
			assert.ok(peak > 0.9 && peak <= 1);
		}
		assert.ok(found[0].start >= 20 && found[0].start < 30);
		assert.ok(found[1].start >= 90 && found[1].start < 100);
	});

	test("rests without input, at the same state whatever it started from", async () => {
		const silence = new Float32Array(50);
		const a = await recordNeuron(silence);
		const b = await recordNeuron(
			silence,
			{},
			{ start: { h: -0.2, hs: -0.65 } },
		);
		assert.ok(a.s_out.every((s) => s === 0));
		assert.ok(Math.abs(a.h[49] - b.h[49]) < 1e-4);
		assert.ok(Math.abs(a.h[49] - a.hs[49]) < 1e-4);
	});

	test("is not recorded after −5, half a or no number of silent steps", async () => {
		for (const settle of [-5, 0.5, Number.NaN])
			await assert.rejects(recordNeuron(new Float32Array(1), {}, { settle }), {
				message: `settle of recordNeuron is ${settle}: it must be an integer ≥ 0`,
			});
	});

	test("latches when its slow state is held, as a bistable cell does", async () => {
		const { h, hs } = await recordNeuron(new Float32Array(1));
		const held = await recordNeuron(
			pulseCurrent(200, 1, [20], 3),
			{ zHyp: 1, zDep: 1 },
			{ start: { h: h[0], hs: hs[0] } },
		);
		assert.ok(held.s_out.subarray(0, 20).every((s) => s === 0));
		assert.ok(held.s_out.subarray(25).every((s) => s > 0.9));
	});

	test("only follows its input without feedback, and only rings with r = 0.5", async () => {
		const onset = stepCurrent(300, 0.5, 20);
		const passive = await recordNeuron(onset, { r: 0, rs: 0, biasInit: 0 });
		for (const [t, h] of passive.h.entries()) {
			assert.ok(Math.abs(h - Math.tanh(passive.x[t])) < 1e-6, `step ${t}`);
			assert.ok(t === 0 || h > passive.h[t - 1] - 1e-6, `falls at step ${t}`);
		}
		assert.ok(passive.h[19] === 0 && passive.h[299] > 0.99);
		const { h, s_out } = await recordNeuron(onset, { r: 0.5 });
		const swings = h
			.subarray(20, 100)
			.filter((top, k) => top > h[19 + k] && top > h[21 + k]);
		assert.ok(swings.length > 5 && swings[0] > 0);
		for (let k = 1; k < swings.length; k++)
			assert.ok(swings[k] < swings[k - 1], `swing ${k} grows`);
		assert.ok(s_out.subarray(100).every((s) => s === 0));
	});

	test("without the fast feedback alone answers only the onset of a current of 0.5, 1 or 3, in at most three steps, and settles in silence to 1e-4", async () => {
		for (const current of [0.5, 1, 3]) {
			const onset = stepCurrent(300, current, 20);
			const usual = await recordNeuron(onset);
			assert.ok(lengths(usual.s_out).length > 10, `silent at ${current}`);
			const { h, s_out } = await recordNeuron(onset, { r: 0 });
			assert.ok(s_out.filter((s) => s > 0).length <= 3, `fires at ${current}`);
			assert.ok(s_out.subarray(30).every((s) => s === 0));
			for (const late of h.subarray(150))
				assert.ok(Math.abs(late - h[299]) < 1e-4, `moves at ${current}`);
		}
	});

	test("spikes longer without the voltage-dependent gate", async () => {
		const onset = stepCurrent(120, 0.5, 20);
		const gated = lengths((await recordNeuron(onset)).s_out);
		const ungated = lengths((await recordNeuron(onset, { zDep: 0.9 })).s_out);
		assert.ok(gated.length > 1 && ungated.length > 1);
		assert.ok(Math.min(...ungated) > Math.max(...gated));
	});
});

test("currents begin and end at steps, none of which is counted from the end", () => {
	assert.deepEqual([...pulseCurrent(4, 1, [1, 3], 2)], [0, 1, 1, 1]);
	assert.throws(
		() => pulseCurrent(100, 1, [-5]),
		/start of a pulse is -5: it must be an integer ≥ 0/,
	);
	assert.throws(
		() => stepCurrent(100, 1, 20, -5),
		/to, where a current ends, is -5/,
	);
});

describe("the f–I curve", () => {
	test("is silent to 0.15, then between 0.2 and 1 never falls and ends at one spike in 20 steps", async () => {
		const quiet = await measureFiring(evenly(0, 0.15, 4), {}, 400);
		assert.deepEqual(quiet.rates, [0, 0, 0, 0]);
		assert.deepEqual(quiet.longest, [0, 0, 0, 0]);
		for (const output of await settledOutputs(evenly(0, 0.15, 4)))
			assert.ok(output.every((s) => s === 0));
		const { rates, shortest, longest } = await measureFiring(
			evenly(0.2, 1, 17),
			{},
			600,
		);
		for (let k = 1; k < rates.length; k++)
			assert.ok(rates[k] >= rates[k - 1] - 1 / 600, `falls at entry ${k}`);
		assert.ok(Math.abs(rates[16] - 0.05) < 0.002);
		assert.ok(Math.min(...shortest) >= 1 && Math.max(...longest) <= 3);
	});

	test("has no shortened spike at 0.25, where one is under way when counting begins", async () => {
		const { shortest, longest } = await measureFiring([0.25]);
		assert.deepEqual([shortest, longest], [[3], [3]]);
	});

	test("is of a positive number of steps, and of two evenly spaced currents or more", async () => {
		await assert.rejects(
			measureFiring([0.5], {}, 0),
			/counted, the steps of an f–I curve, is 0: it must be a positive integer/,
		);
		assert.deepEqual(evenly(0, 1, 2), [0, 1]);
		assert.throws(
			() => evenly(0, 1, 1),
			/count of evenly is 1: it must be an integer ≥ 2, for both ends/,
		);
	});

	test("falls once just above the threshold, where the output swings without reaching the gate", async () => {
		const { rates } = await measureFiring([0.165, 0.2], {}, 600);
		assert.ok(rates[0] > 1.3 * rates[1]);
		const soft = await recordNeuron(stepCurrent(400, 0.165, 0));
		const settled = findSpikes(soft.s_out).slice(5);
		assert.ok(settled.length > 10);
		assert.ok(settled.every(({ peak }) => peak < 0.5));
	});

	test("starts above zero at b_h = −4 and lower with a longer slow memory", async () => {
		const [free, bound] = await sweepFiring([0, 0.1], "biasInit", [-4, -5]);
		assert.ok(Number(free.y[0]) > 0.03);
		assert.equal(bound.y[0], 0);
		const [quick, slow] = await sweepFiring([0.5], "zHyp", [0.8, 0.95]);
		assert.ok(Number(quick.y[0]) > 2 * Number(slow.y[0]));
	});
});

describe("GRU units", () => {
	test("settle under a constant input: the change over the last 40 of 120 steps is below 1e-3", async () => {
		const courses = await gruResponse(stepCurrent(120, 5, 20), 20, 1);
		assert.equal(courses.length, 20);
		for (const h of courses) assert.ok(Math.abs(h[119] - h[79]) < 1e-3);
		assert.ok(courses.some((h) => Math.abs(h[119] - h[19]) > 0.05));
	});
});

describe("the table of parameters", () => {
	test("shows the library's own values, each with one of the three labels", () => {
		const { cells } = parameterTable();
		const valueAt = (symbol: string) =>
			cells.find(([name]) => name === symbol)?.[1];
		assert.equal(valueAt("α"), `${SRC_DEFAULTS.alpha}`);
		assert.equal(valueAt("r_s"), "−7");
		assert.equal(valueAt("b_h"), "−6");
		const labels = new Set(cells.map((row) => row[3]));
		assert.deepEqual([...labels].sort(), [
			"certain",
			"chosen here",
			"inferred",
		]);
	});

	test("legends mark the paper's value", () => {
		assert.equal(constantLabel("rs", -7), "r<sub>s</sub> = −7 (paper)");
		assert.equal(constantLabel("rs", -5), "r<sub>s</sub> = −5");
	});
});
