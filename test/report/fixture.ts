/** Executed notebooks with one of everything the report must show, and a run that made them. */
import {
	bundle,
	type EpochRecord,
	learningCurves,
	PAPER_ENCODING,
	type RunRecord,
	spikeRaster,
	src,
	stateTraces,
} from "spiking-recurrent-cell";
import type {
	Cell,
	Notebook,
	Output,
} from "../../scripts/notebooks/nbformat.js";
import type { Chapter } from "../../scripts/page/chapter.js";
import type { RunSummary } from "../../scripts/report/summary.js";

let cells = 0;

export function markdown(source: string): Cell {
	return {
		cell_type: "markdown",
		id: `cell-${cells++}`,
		metadata: {},
		source,
	};
}

export function code(source: string, ...outputs: Output[]): Cell {
	return {
		cell_type: "code",
		id: `cell-${cells++}`,
		metadata: {},
		source,
		execution_count: 1,
		outputs,
	};
}

export function notebook(...content: Cell[]): Notebook {
	return { cells: content, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

export function display(data: Record<string, unknown>): Output {
	return { output_type: "display_data", data, metadata: {} };
}

export function stdout(text: string): Output {
	return { output_type: "stream", name: "stdout", text };
}

const steps = 80;
const wave = (phase: number) =>
	Float32Array.from({ length: steps }, (_, t) => Math.sin(t / 6 + phase));

const TRACES = stateTraces({
	message: "The fast state jumps, the slow state follows and ends the spike",
	caption: "One neuron; x<sub>t</sub> and h<sub>s</sub> over 80 steps.",
	traces: {
		x: wave(0),
		h: wave(1),
		hs: wave(2),
		s_out: wave(1).map((h) => Math.max(0, h)),
	},
});

const RASTER = spikeRaster({
	message: "Thirty neurons spike in turn",
	caption: "A mark is a step with an output above 0.",
	dataset: { title: "drawn digits", origin: "built-in" },
	spikes: {
		steps,
		neurons: 30,
		values: Float32Array.from({ length: steps * 30 }, (_, k) =>
			k % 7 === 0 ? 1 : 0,
		),
	},
});

function epoch(k: number, scale: number): EpochRecord {
	return {
		epoch: k,
		trainLoss: scale / k,
		trainAccuracy: 1 - scale / (4 * k),
		validationLoss: scale / k,
		validationAccuracy: 1 - scale / (4 * k),
		layers: [],
		seconds: 1,
	};
}

const CURVES = learningCurves({
	message: "All three learn",
	caption: "Made-up curves.",
	dataset: { title: "MNIST", origin: "files" },
	groups: (["src", "lif", "gru"] as const).map((cell, k) => ({
		cell,
		runs: [[1, 2, 3, 4].map((number) => epoch(number, 1 + k / 4))],
	})),
});

/** A chapter that went well, with three figures. */
export async function soundChapter(): Promise<Chapter> {
	return {
		name: "01-the-neuron",
		failed: false,
		notebook: notebook(
			markdown(
				"# The neuron\n\nAfter [the start](00-start.ipynb), its state is $h[t] = \\tanh(x[t] + r\\,h[t-1])$; a price of $5 and `$x$` stay as they are.\n\n$$\n\\begin{aligned} i[t] &= \\alpha\\, i[t-1] + W s_\\mathrm{in}[t] \\\\ x[t] &= \\rho \\tanh(i[t] / \\rho) \\end{aligned}\n$$",
			),
			markdown(
				"## What r does\n\n| symbol | value |\n| --- | ---: |\n| $r$ | 2 |\n| $r_s$ | −7 |\n\n> Notice how the *slow* state ends the spike.",
			),
			code(
				'import { src } from "spiking-recurrent-cell";\n\nconst cell = src(100);\nconsole.log(cell.alpha < 1 && "a leak");',
				stdout("\u001b[32ma leak\u001b[39m\nepoch 1\repoch 2\repoch 3\n"),
			),
			code("await show(traces);", {
				output_type: "display_data",
				...(await figure(TRACES)),
			}),
			markdown("## What r does\n\nThe same heading again."),
			code("await show(raster);", {
				output_type: "display_data",
				...(await figure(RASTER)),
			}),
			code("await show(curves);", {
				output_type: "display_data",
				...(await figure(CURVES)),
			}),
			code(
				"showTable();",
				display({
					"text/html":
						'<style>@import url("https://evil.example/x.css"); td { color: inherit }</style><table onclick="steal()"><tr><th>cell</th></tr><tr><td>SRC &lt;i&gt;</td></tr></table><script>alert(1)</script><img src="https://evil.example/pixel.png">',
				}),
			),
		),
	};
}

async function figure(shown: Parameters<typeof bundle>[0]) {
	const { data, metadata } = await bundle(shown);
	return { data: { ...data }, metadata: { ...metadata } };
}

/** A chapter whose second cell failed. */
export function failedChapter(): Chapter {
	return {
		name: "02-a-network",
		failed: true,
		notebook: notebook(
			markdown("# A `<network>`"),
			code("const a = 1;"),
			code("a.b.c;", {
				output_type: "error",
				ename: "TypeError",
				evalue: "Cannot read properties of undefined (reading '<c>')",
				traceback: ["\u001b[31mat cell [2], line 1\u001b[39m"],
			}),
		),
	};
}

/** A record of a finished run; its numbers are made up. */
export function record(
	overrides: {
		seed?: number;
		accuracy?: number;
		origin?: "files" | "built-in";
		numerics?: number;
		finished?: string;
		outputGradient?: "bypass" | "relu";
	} = {},
): RunRecord {
	const {
		seed = 1,
		accuracy = 0.9,
		origin = "files",
		numerics = 1,
		finished = "2026-01-01T00:00:00.000Z",
		outputGradient = "bypass",
	} = overrides;
	return {
		id: `${seed}`,
		plan: {
			experiment: "first-network",
			network: {
				inputs: 784,
				layers: [{ ...src(100), outputGradient }],
				readout: {
					readout: "leaky",
					labels: 10,
					leak: 0.99,
					own: 1,
					other: -0.1,
				},
			},
			encoding: PAPER_ENCODING,
			seed,
			epochs: 3,
			batchSize: 16,
			adam: { rate: 0.005, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
			schedule: "cosine",
			clip: 1,
		},
		numerics,
		codeVersion: "0.0.0+abc",
		dataset: {
			name: origin === "files" ? "mnist" : "drawn-digits",
			title:
				origin === "files" ? "MNIST" : "drawn digits (built-in, not MNIST)",
			origin,
			checksum: "ab".repeat(32),
			train: 5000,
			validation: 1000,
			test: 10000,
		},
		engine: "tensorflow (wasm)",
		curve: [],
		test: { samples: 10000, accuracy, loss: 0.3, layers: [] },
		finished,
		seconds: 61.4,
		node: "v20.20.2",
	};
}

export const SUMMARY: RunSummary = {
	finished: new Date("2026-01-02T03:04:05Z"),
	scale: "quick",
	datasets: [{ title: "MNIST", checksum: "ab".repeat(32), builtIn: false }],
	engines: ["tensorflow (wasm)"],
	machine: "Node 20.20.2 on linux x64, 2 × a processor",
	codeVersion: "0.1.0+abc",
	seconds: 305,
	results: undefined,
	ledger: [],
	failures: [],
};
