/** One figure of each kind, from small made-up data, for the tests of this folder. */
import {
	barComparison,
	barMovie,
	boundRows,
	CELL_STYLES,
	type CellKind,
	curvePanels,
	type DataSource,
	eventMovie,
	type Figure,
	fiCurve,
	imageGrid,
	learningCurves,
	linePlot,
	outputMovie,
	phasePlane,
	seedCurves,
	seedRows,
	settingRows,
	spikeRaster,
	stackedRows,
	stateTraces,
	travellingSpike,
	voteMovie,
} from "spiking-recurrent-cell";

export const DRAWN: DataSource = {
	title: "drawn digits (built-in, not MNIST)",
	origin: "built-in",
};

const steps = 60;
const wave = (shift: number) =>
	Float32Array.from({ length: steps }, (_, t) => Math.sin(t / 5 + shift));

function run(cell: number, seed: number) {
	return Array.from({ length: 5 }, (_, k) => ({
		epoch: k + 1,
		trainLoss: (2 + cell) / (k + 1) + seed / 30,
		validationAccuracy: 0.9 - 0.3 / (k + 1 + cell) + seed / 100,
	}));
}

/** By the name of the function that makes it. */
export const FIGURES: Readonly<Record<string, Figure>> = {
	spikeRaster: spikeRaster({
		message: "Ten neurons fire",
		caption: "Values above 0.9 are spikes.",
		spikes: {
			steps,
			neurons: 10,
			values: Float32Array.from({ length: 600 }, (_, k) => Math.sin(k * k)),
		},
		onset: 20,
		dataset: DRAWN,
	}),
	stateTraces: stateTraces({
		message: "The slow state h<sub>s</sub> follows h",
		caption: "Two waves.",
		traces: { input: wave(0), h: wave(1), hs: wave(2), s_out: wave(3) },
	}),
	learningCurves: learningCurves({
		message: "All cells learn",
		caption: "784-100 networks.",
		groups: (["src", "lif", "gru"] as CellKind[]).map((cell, c) => ({
			cell,
			runs: [1, 2, 3].map((seed) => run(c, seed)),
		})),
		dataset: DRAWN,
	}),
	fiCurve: fiCurve({
		message: "Stronger currents make faster firing",
		caption: "500 steps a point.",
		curves: [-3, -5, -7].map((rs) => ({
			name: `r<sub>s</sub> = ${rs}`,
			x: [0, 0.5, 1, 1.5],
			y: [0, 0.01, 0.03, 0.05].map((rate) => rate - rs / 1000),
		})),
	}),
	linePlot: linePlot({
		message: "Depth costs accuracy",
		caption: "Made-up numbers.",
		curves: [
			{
				name: "SRC",
				style: CELL_STYLES.src,
				x: [1, 2, 5, 10],
				y: [96, null, 94, 93],
				spread: [0.2, 0, 0.4, 0.5],
			},
		],
		xTitle: "depth (layers)",
		yTitle: "test accuracy (%)",
		dataset: DRAWN,
	}),
	imageGrid: imageGrid({
		message: "Twelve images",
		caption: "Made-up stripes.",
		images: Array.from({ length: 12 }, (_, n) => ({
			title: `label ${n % 10}`,
			pixels: Uint8Array.from({ length: 784 }, (_, k) => (k * (n + 1)) % 256),
		})),
		dataset: DRAWN,
	}),
	curvePanels: curvePanels({
		message: "Two quantities, two neurons",
		caption: "Made-up numbers.",
		panels: ["rate", "width"].map((heading) => ({
			heading,
			yTitle: "value (–)",
			curves: ["a", "b"].map((name) => ({ name, x: [0, 1], y: [0, null] })),
		})),
		xTitle: "current (–)",
		dataset: null,
	}),
	phasePlane: phasePlane({
		message: "A kick comes home",
		caption: "Made-up lines.",
		threshold: 0.5,
		panels: ["at rest", "driven"].map((heading, k) => ({
			heading,
			nullclines: {
				h: { h: [-1, 1], hs: [0, k] },
				hs: { h: [-1, 1], hs: [-1, 1] },
			},
			fixedPoints: [{ h: 0, hs: 0, stable: k === 0 }],
			orbits: [
				{
					name: `orbit ${k + 1}`,
					points: [
						{ h: 0.5, hs: 0 },
						{ h: 0, hs: 0.5 },
					],
					numbered: 1,
				},
			],
		})),
	}),
	eventMovie: eventMovie({
		message: "Two moments",
		caption: "Made-up events.",
		pictures: ["0–20 ms", "20–40 ms"].map((name, k) => ({
			name,
			values: Int8Array.from({ length: 12 }, (_, p) => ((p + k) % 3) - 1),
		})),
		still: 1,
		width: 4,
		height: 3,
		dataset: DRAWN,
	}),
	barMovie: barMovie({
		message: "Two bars grow",
		caption: "Made-up numbers.",
		panels: [
			{
				heading: "one image",
				yTitle: "readout (–)",
				values: [
					[0, 1],
					[-1, 3],
					[-2, 5],
				],
				hatched: 1,
			},
			{
				heading: "all images",
				yTitle: "decided rightly (%)",
				values: [
					[10, null],
					[50, null],
					[90, null],
				],
			},
		],
		bars: ["0", "1"],
		xTitle: "label",
		moments: ["5", "10", "15"],
		unit: "step",
		still: 1,
		dataset: DRAWN,
	}),
	outputMovie: outputMovie({
		message: "The more noise, the more they differ",
		caption: "Made-up outputs.",
		panels: ["once", "anew"].map((heading, panel) => ({
			heading,
			outputs: [0, 1].map((setting) =>
				[0, 1, 2].map((neuron) => [0, panel / 2, setting, neuron / 3]),
			),
		})),
		settings: ["0 %", "50 %"],
		unit: "σ",
		still: 1,
		dataset: null,
	}),
	travellingSpike: travellingSpike({
		message: "A dot goes round",
		caption: "Made-up lines.",
		threshold: 0.5,
		panel: {
			heading: "driven",
			nullclines: {
				h: { h: [-1, 1], hs: [0, 0.5] },
				hs: { h: [-1, 1], hs: [-1, 1] },
			},
			fixedPoints: [{ h: 0.2, hs: 0.2, stable: false }],
			orbits: [
				{
					name: "way",
					points: [0, 1, 2].map((k) => ({ h: k / 4, hs: 0.5 - k / 4 })),
				},
			],
		},
	}),
	movingCurves: linePlot({
		message: "Silent layers wake up",
		caption: "Made-up shares.",
		curves: [{ name: "untrained", x: [1, 2], y: [0.1, null] }],
		moving: {
			unit: "images",
			moments: [0, 16, 32].map((seen) => ({
				name: `${seen}`,
				curves: [{ name: "LIF", x: [1, 2], y: [0.1 + seen, seen || null] }],
			})),
		},
		xTitle: "layer",
		yTitle: "spiking steps (%)",
		yScale: "log",
		dataset: DRAWN,
	}),
	voteMovie: voteMovie({
		message: "Four neurons vote for two labels",
		caption: "Made-up spikes.",
		spikes: {
			steps: 5,
			neurons: 4,
			values: [[2], [], [1], [3], [3]].flatMap((own) =>
				[0, 1, 2, 3].map((neuron) => Number(own.includes(neuron))),
			),
		},
		votes: [-0.1, 1, -0.1, 1, 0.9, 0.9, 0.8, 1.9, 0.7, 2.9],
		labels: ["zero", "one"],
		onset: 1,
		stride: 2,
		dataset: DRAWN,
	}),
	settingRows: settingRows({
		message: "Small rates do better",
		caption: "Made-up numbers.",
		rows: ["arctan", "fast sigmoid"],
		marks: [
			{
				name: "rate 0.001",
				values: new Map([
					["arctan", 91],
					["fast sigmoid", 92],
				]),
			},
			{ name: "rate 0.01", values: new Map([["fast sigmoid", 80]]) },
		],
		references: [{ name: "as everywhere here", value: 91 }],
		xTitle: "validation accuracy (%)",
		dataset: DRAWN,
	}),
	barComparison: barComparison({
		message: "Three cells are alike",
		caption: "Error bars: ± 1 standard deviation.",
		bars: [
			{
				name: "SRC",
				cell: "src",
				values: [96.1, 96.4, 96.2],
				published: 96.31,
			},
			{ name: "LIF", cell: "lif", values: [95.2] },
		],
		dataset: DRAWN,
	}),
	seedCurves: seedCurves({
		message: "The deeper, the harder",
		caption: "Made-up numbers.",
		curves: [
			{
				name: "SRC",
				cell: "src",
				points: [
					{ x: 10, values: [] },
					{ x: 1, values: [96, 97, 98] },
					{ x: 3, values: [95] },
				],
			},
			{ name: "LIF", cell: "lif", points: [{ x: 1, values: [] }] },
		],
		xTitle: "depth (layers)",
		xScale: "settings",
		levels: [{ name: "a guess", value: 10 }],
		dataset: DRAWN,
	}),
	seedRows: seedRows({
		message: "Two networks, one of them measured",
		caption: "Made-up numbers.",
		rows: [
			{ name: "SRC 784-100", cell: "src", values: [96, 97], published: 96.31 },
			{ name: "LIF 784-100", cell: "lif", values: [] },
		],
		dataset: DRAWN,
	}),
	stackedRows: stackedRows({
		message: "Memory costs most",
		caption: "Made-up numbers.",
		rows: [
			{ name: "SRC", parts: { sums: 1, memory: 5 } },
			{ name: "LIF", parts: { sums: 0.5, memory: 0 } },
		],
		xTitle: "energy (nJ)",
		dataset: null,
	}),
	boundRows: boundRows({
		message: "One claim holds, one does not",
		caption: "Made-up numbers.",
		rows: [
			{
				name: "SRC − LIF",
				value: 1,
				uncertainty: 0.5,
				atLeast: -0.5,
				atMost: 3,
				verdict: "replicated",
			},
			{
				name: "LIF",
				value: 4,
				uncertainty: null,
				atLeast: null,
				atMost: 2,
				verdict: "differs",
			},
		],
		xTitle: "difference (points)",
		dataset: null,
	}),
};
