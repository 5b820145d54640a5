import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
	barComparison,
	barMovie,
	imageGrid,
	learningCurves,
	linePlot,
	outputMovie,
	phasePlane,
	settingRows,
	spikeRaster,
	stateTraces,
	voteMovie,
} from "spiking-recurrent-cell";
import { DRAWN, FIGURES } from "./samples.js";

const { roundNumber } =
	require("spiking-recurrent-cell/dist/plots/render/plain-json.js") as typeof import("spiking-recurrent-cell/dist/plots/render/plain-json.js");

interface Axis {
	readonly title?: { readonly text: string };
	readonly showticklabels?: boolean;
}

const words = { message: "A message", caption: "A caption." };
const traces = (name: string) =>
	FIGURES[name].data as readonly Record<string, unknown>[];

for (const [name, figure] of Object.entries(FIGURES)) {
	test(`${name}: every axis that shows numbers has a title`, () => {
		const axes = Object.entries(figure.layout).filter(([key]) =>
			/^[xy]axis\d*$/.test(key),
		) as [string, Axis][];
		const titled = axes.filter(([, axis]) => axis.showticklabels !== false);
		assert.ok(titled.some(([key]) => key.startsWith("x")));
		assert.ok(titled.some(([key]) => key.startsWith("y")));
		for (const [key, axis] of titled)
			assert.match(axis.title?.text ?? "", /\S/, key);
		for (const trace of figure.data as { xaxis?: string; yaxis?: string }[])
			for (const id of [trace.xaxis ?? "x", trace.yaxis ?? "y"])
				if (id !== "x" || name !== "stateTraces")
					assert.ok(
						axes.some(([key]) => key === id.replace(/^([xy])/, "$1axis")),
						`${id} is laid out`,
					);
	});

	test(`${name}: the figure is plain JSON`, () => {
		const json = { data: figure.data, layout: figure.layout };
		assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
	});

	test(`${name}: message and caption are in the picture`, () => {
		const texts = (figure.layout.annotations as { text: string }[]).map(
			(annotation) => annotation.text.replaceAll(/<br>/g, " "),
		);
		assert.ok(texts.includes(`<b>${figure.message}</b>`));
		assert.ok(texts.includes(figure.caption));
	});
}

test("an animated figure has a frame a step that moves dots to numbers, a slider and buttons, and a still without them that is as wide and lower", () => {
	const { data, layout, frames, still } = FIGURES.travellingSpike;
	assert.equal(frames?.length, 3);
	const [, , last] = frames as { traces: number[]; data: { x: number[] }[] }[];
	assert.deepEqual(
		last.traces.map((k) => (data[k] as { name: string }).name),
		["now", "now", "now"],
	);
	assert.deepEqual(
		last.data.map(({ x }) => x),
		[[0.5], [2], [2]],
	);
	const [slider] = layout.sliders as { steps: { args: [string[]] }[] }[];
	assert.deepEqual(
		slider.steps.map(({ args }) => args[0][0]),
		["0", "1", "2"],
	);
	assert.ok("updatemenus" in layout);
	assert.ok(still && !("sliders" in still.layout));
	assert.equal(still.layout.width, layout.width);
	assert.ok(still.layout.height < layout.height);
});

test("bars that move stand before outlines of the last moment, which stay; it opens with the moment that paper shows and names", () => {
	const { data, frames, still } = FIGURES.barMovie;
	type Bars = { name: string; y: (number | null)[] };
	const bars = (traces: readonly object[]) =>
		(traces as Bars[]).map(({ name, y }) => [name, ...y]);
	assert.deepEqual(bars(data), [
		["now", -1, 3],
		["after 15 steps", -2, 5],
		["now", 50, null],
		["after 15 steps", 90, null],
	]);
	assert.deepEqual(
		(frames as { traces: number[]; data: Bars[] }[]).map((frame) => [
			...frame.traces,
			...frame.data.flatMap(({ y }) => y),
		]),
		[
			[0, 2, 0, 1, 10, null],
			[0, 2, -1, 3, 50, null],
			[0, 2, -2, 5, 90, null],
		],
	);
	assert.deepEqual(bars(still?.data ?? [])[0], ["after 10 steps", -1, 3]);
	const { shape } = (data[0] as { marker: { pattern: { shape: string[] } } })
		.marker.pattern;
	assert.deepEqual(shape, ["", "/"]);
	assert.throws(
		() =>
			barMovie({
				...words,
				panels: [{ heading: "one", yTitle: "y (–)", values: [[1]] }],
				bars: ["a"],
				xTitle: "x",
				moments: ["1", "2"],
				unit: "step",
				still: 0,
				dataset: null,
			}),
		/panel "one" of the movie has values for 1 moments, expected 2/,
	);
});

test("outputs of neurons stand 1 apart, an output of 1 rises by 0.8, a frame a setting changes both panels, and it opens with the still's", () => {
	const { data, frames, layout, still } = FIGURES.outputMovie;
	const [slider] = layout.sliders as { active: number }[];
	assert.equal(slider.active, 1);
	const [once] = data as { y: (number | null)[] }[];
	assert.deepEqual(once.y, [
		...[1, 1, 1.8, 1, null],
		...[2, 2, 2.8, 2.27, null],
		...[3, 3, 3.8, 3.53, null],
	]);
	const [, last] = frames as { traces: number[]; data: { y: number[] }[] }[];
	assert.deepEqual(last.traces, [0, 1]);
	assert.deepEqual(last.data[1].y.slice(0, 4), [1, 1.4, 1.8, 1]);
	const [shown] = (still?.data ?? []) as { name: string; y: number[] }[];
	assert.equal(shown.name, "σ = 50 %");
	assert.deepEqual(shown.y.slice(0, 4), [1, 1, 1.8, 1]);
	assert.throws(
		() =>
			outputMovie({
				...words,
				panels: [{ heading: "once", outputs: [[[0]]] }],
				settings: ["0", "1"],
				unit: "σ",
				still: 0,
				dataset: null,
			}),
		/panel "once" of the movie has the outputs of 1 settings, expected 2/,
	);
});

test("the movie of votes opens with its last frame; earlier ones show the spikes and votes up to their step, the largest marked", () => {
	const { data, layout, frames, still } = FIGURES.voteMovie;
	const moments = frames as {
		name: string;
		traces: number[];
		data: { visible: boolean; x: number[]; text: string[] }[];
	}[];
	assert.deepEqual(
		moments.map(({ name }) => name),
		["2", "4", "5"],
	);
	assert.deepEqual(
		moments.map((moment) => moment.data.slice(0, 3).map((one) => one.visible)),
		[
			[true, false, false],
			[true, true, false],
			[true, true, true],
		],
	);
	assert.deepEqual(moments[0].traces, [0, 1, 2, 3]);
	const votes = moments.map((moment) => moment.data[3]);
	assert.deepEqual(votes[0].text, ["", "largest"]);
	assert.deepEqual(
		votes.map(({ x }) => x),
		[
			[-0.1, 1],
			[0.8, 1.9],
			[0.7, 2.9],
		],
	);
	const [first, second, third, bars] = data as { x: number[]; y: number[] }[];
	assert.deepEqual([first.x, second.x, third.x], [[0], [2, 3], [4]]);
	assert.deepEqual([first.y, second.y, third.y], [[2], [1, 3], [3]]);
	assert.deepEqual(bars.x, votes[2].x);
	assert.equal((layout.sliders as { active: number }[])[0].active, 2);
	assert.deepEqual(still?.data, data);
});

test("votes that lie level have no largest, and sizes that do not fit are refused", () => {
	const movie = (votes: readonly number[]) =>
		voteMovie({
			...words,
			spikes: { steps: 1, neurons: 4, values: [0, 0, 0, 0] },
			votes,
			labels: ["a", "b"],
			onset: 0,
			dataset: null,
		});
	const bars = movie([0, 0]).data.at(-1) as { text: string[] };
	assert.deepEqual(bars.text, ["", ""]);
	assert.throws(
		() => movie([1, 2, 3]),
		/4 neurons over 1 steps and 3 votes for 2 labels do not fit/,
	);
});

test("moving curves are drawn over those that stand, open with the last moment, and leave the axis where it is", () => {
	const { data, layout, frames } = FIGURES.movingCurves;
	assert.deepEqual(
		(data as { name: string }[]).map(({ name }) => name),
		["untrained", "LIF"],
	);
	assert.deepEqual((data as { y: number[] }[])[1].y, [32.1, 32]);
	const moments = frames as { traces: number[]; data: { y: unknown[] }[] }[];
	assert.deepEqual(
		moments.map(({ traces, data: [{ y }] }) => [traces, y[1]]),
		[
			[[1], null],
			[[1], 16],
			[[1], 32],
		],
	);
	const { range } = layout.yaxis as { range: number[] };
	assert.ok(range[0] < -1 && range[0] > -1.5, `${range}`);
	assert.ok(range[1] > Math.log10(32.1) && range[1] < 2, `${range}`);
});

test("rows of settings have a mark for each value that is known, and refuse to be drawn without any", () => {
	const [reference, slow, fast] = traces("settingRows");
	assert.deepEqual(reference.x, [91, 91]);
	assert.deepEqual(
		[slow.x, slow.y],
		[
			[91, 92],
			[0, 1],
		],
	);
	assert.deepEqual([fast.x, fast.y], [[80], [1]]);
	assert.notDeepEqual(slow.marker, fast.marker);
	assert.throws(
		() =>
			settingRows({
				...words,
				rows: ["a"],
				marks: [{ name: "b", values: new Map() }],
				xTitle: "x (–)",
				dataset: null,
			}),
		/has no value at all/,
	);
});

test("figures of built-in data say so in their captions", () => {
	for (const name of [
		"spikeRaster",
		"learningCurves",
		"linePlot",
		"imageGrid",
		"barComparison",
	])
		assert.match(
			FIGURES[name].caption,
			/Data: drawn digits \(built-in, not MNIST\)\.$/,
			name,
		);
});

test("NaN and infinite values are refused with the place where they stand", () => {
	for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
		assert.throws(
			() => stateTraces({ ...words, traces: { h: [0, bad, 1] } }),
			/data\[0\]\.y\[1\] is (NaN|Infinity)/,
		);
		assert.throws(
			() =>
				barComparison({
					...words,
					bars: [{ name: "SRC", values: [1, bad] }],
					dataset: null,
				}),
			/value 1 is (NaN|Infinity)/,
		);
	}
});

test("rounding changes a number by less than 0.1 % and leaves integers alone", () => {
	fc.assert(
		fc.property(
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			(value) => {
				const rounded = roundNumber(value);
				assert.ok(Math.abs(rounded - value) <= 1e-3 * Math.abs(value));
				if (Number.isInteger(value)) assert.equal(rounded, value);
			},
		),
	);
	assert.equal(roundNumber(Math.fround(0.1)), 0.1);
});

test("a spike train and the matrix of its spikes make the same raster", () => {
	const values = [0, 1, 0, 0, 0, 0, 1, 0, 1];
	const train = {
		steps: 3,
		inputs: 3,
		offsets: Uint32Array.of(0, 1, 1, 3),
		indices: Uint16Array.of(1, 0, 2),
	};
	const dataset = null;
	assert.deepEqual(
		spikeRaster({ ...words, dataset, spikes: train }).data,
		spikeRaster({ ...words, dataset, spikes: { steps: 3, neurons: 3, values } })
			.data,
	);
});

test("a raster with too many spikes shows every k-th line whole and says which", () => {
	const spikes = {
		steps: 100,
		neurons: 50,
		values: new Float32Array(5000).fill(1),
	};
	const raster = spikeRaster({ ...words, spikes, dataset: null });
	const [{ y }] = raster.data as { y: number[] }[];
	assert.deepEqual(
		[...new Set(y)],
		Array.from({ length: 17 }, (_, k) => 3 * k),
	);
	assert.equal(y.length, 1700);
	assert.match(raster.caption, /Every third neuron is shown\./);
});

test("a logarithmic axis shows 1, 2, 5 over three powers of ten at most, else at most nine powers of ten", () => {
	const axis = (y: (number | null)[]) =>
		linePlot({
			...words,
			curves: [{ name: "a", x: y.map((_, k) => k), y }],
			xTitle: "x (–)",
			yTitle: "y (–)",
			yScale: "log",
			dataset: null,
		}).layout.yaxis as {
			dtick: number;
			tickvals: number[];
			ticktext: string[];
		};
	const { tickvals, ticktext } = axis([0.03, null, 20]);
	assert.deepEqual(
		tickvals,
		[0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50],
	);
	assert.deepEqual(ticktext, tickvals.map(String));
	for (const [low, high] of [
		[1, 2000],
		[1e-11, 1e11],
	])
		assert.ok(Math.log10(high / low) / Number(axis([low, high]).dtick) < 9);
});

test("panels share the style of their curves, and the legend names each once", () => {
	const [first, second, third] = traces("curvePanels");
	assert.deepEqual(first.line, third.line);
	assert.notDeepEqual(first.line, second.line);
	assert.deepEqual(
		traces("curvePanels").map(({ showlegend, yaxis }) => [showlegend, yaxis]),
		[
			[true, "y"],
			[true, "y"],
			[false, "y2"],
			[false, "y2"],
		],
	);
});

test("phase planes name in their legend what is drawn, each once, and number the steps asked for", () => {
	const named = traces("phasePlane").filter(({ showlegend }) => showlegend);
	assert.deepEqual(
		named.map(({ name }) => name),
		[
			"h-nullcline",
			"h<sub>s</sub>-nullcline",
			"orbit 1",
			"stable fixed point",
			"orbit 2",
			"unstable fixed point",
		],
	);
	const orbits = traces("phasePlane").filter(({ text }) => text);
	assert.deepEqual(orbits[0].text, ["0", "1"]);
	assert.notDeepEqual(orbits[0].marker, orbits[1].marker);
});

test("more than two phase planes are refused", () => {
	const panels = new Array(3).fill({
		heading: "a",
		nullclines: { h: { h: [], hs: [] }, hs: { h: [], hs: [] } },
		fixedPoints: [],
		orbits: [],
	});
	assert.throws(
		() => phasePlane({ ...words, panels, threshold: 0.5 }),
		/3 phase planes in one figure: at most two/,
	);
});

test("a raster without spikes is an empty plot, not an error", () => {
	const spikes = { steps: 4, neurons: 2, values: new Float32Array(8) };
	const [{ x }] = spikeRaster({ ...words, spikes, dataset: null }).data as {
		x: number[];
	}[];
	assert.deepEqual(x, []);
});

test("learning curves show the mean over seeds, and a band of one standard deviation around it", () => {
	const curve = (loss: number) => [
		{ epoch: 1, trainLoss: loss, validationAccuracy: 0.5 },
	];
	const figure = learningCurves({
		...words,
		groups: [{ cell: "src", runs: [curve(1), curve(2), curve(6)] }],
		dataset: DRAWN,
	});
	const [band, line, , accuracy] = figure.data as { y: number[] }[];
	assert.deepEqual(line.y, [3]);
	assert.deepEqual(accuracy.y, [50]);
	// deviation of 1, 2, 6: √((4 + 1 + 9) / 2) = √7
	assert.deepEqual(band.y, [5.6458, 0.35425, null]);
	assert.match(
		figure.caption,
		/Mean over 3 seeds; band: ± 1 standard deviation\./,
	);
});

test("learning curves of no group are refused", () => {
	assert.throws(
		() => learningCurves({ ...words, groups: [], dataset: DRAWN }),
		{ message: "learning curves of no group: give at least one" },
	);
});

test("learning curves without validation are refused", () => {
	const runs = [[{ epoch: 1, trainLoss: 1, validationAccuracy: null }]];
	assert.throws(
		() =>
			learningCurves({
				...words,
				groups: [{ cell: "src", runs }],
				dataset: DRAWN,
			}),
		/"SRC" was trained without validation samples/,
	);
});

test("a single seed has no band", () => {
	const runs = [[{ epoch: 1, trainLoss: 1, validationAccuracy: 0.5 }]];
	const figure = learningCurves({
		...words,
		groups: [{ cell: "lif", runs }],
		dataset: DRAWN,
	});
	assert.equal(figure.data.length, 2);
	assert.match(figure.caption, /One seed\./);
});

test("a band is cut where a value is missing", () => {
	const [band] = traces("linePlot");
	assert.deepEqual(band.x, [1, 1, null, 5, 10, 10, 5, null]);
});

test("wrong sizes are refused with what was found and what was expected", () => {
	assert.throws(
		() =>
			spikeRaster({
				...words,
				spikes: { steps: 3, neurons: 2, values: [1] },
				dataset: null,
			}),
		/has 1 values, expected 3 steps × 2 neurons = 6/,
	);
	assert.throws(
		() =>
			imageGrid({
				...words,
				images: [{ title: "a", pixels: [1, 2] }],
				dataset: null,
			}),
		/"a" has 2 pixels, expected 28 × 28 = 784/,
	);
	assert.throws(
		() => stateTraces({ ...words, traces: { h: [1, 2], hs: [1] } }),
		/hs has 1 values, expected 2/,
	);
	const curves = [{ name: "a", x: [1], y: [] }];
	assert.throws(
		() =>
			linePlot({
				...words,
				curves,
				xTitle: "x (m)",
				yTitle: "y (s)",
				dataset: null,
			}),
		/"a" has 1 x values and 0 y values/,
	);
	assert.throws(
		() =>
			linePlot({
				...words,
				curves: [],
				xTitle: " ",
				yTitle: "y (s)",
				dataset: null,
			}),
		/xaxis .* has no title/,
	);
});

test("state traces of a variable that no cell of the library has bear its own name, in a grey that no cell has", () => {
	const { data, layout } = stateTraces({
		message: "A threshold rises",
		caption: "Two steps.",
		traces: { mem: [0, 1], adaptation: [1, 2] },
	});
	const [, { name, line }] = data as {
		name: string;
		line: { color: string };
	}[];
	assert.deepEqual([name, line.color], ["adaptation", "#666666"]);
	assert.match(JSON.stringify(layout), /adaptation \(–\)/);
});
