/** An afternoon's use of a kernel as a list of cells: values, figures, tables, chatter, errors, and work that is interrupted. */

export interface DayCell {
	readonly source: string;
	/** What the reply must say. */
	readonly status: "ok" | "error";
	/** Outputs it must leave: displays, results, errors and streams. */
	readonly outputs: number;
	/** A line of output after which it is interrupted. */
	readonly interruptAt?: string;
}

export const ROUNDS = 50;

/** First of all, once. */
export const SETUP: DayCell = {
	source: `import { createNetwork, leakyReadout, linePlot, live, openFusedEngine, show, src } from "spiking-recurrent-cell";
const spec = { inputs: 784, layers: [src(100)], readout: leakyReadout() };
const engine = openFusedEngine({ workers: 1 });
const image = {
	kind: "images" as const,
	images: new Uint8Array(784).fill(128),
	encoding: { code: "rate" as const, gain: 0.25, prefix: 20, steps: 200 },
	samples: Uint32Array.of(0),
	seed: 1,
	epoch: 1,
};`,
	status: "ok",
	outputs: 0,
};

const SAY = 'console.log("begun");';
/** A loop that never awaits, one that does, and a network that trains in a worker. */
const LONG: readonly string[] = [
	`${SAY}\nfor (let k = 0; ; k++) Math.sqrt(k);`,
	`${SAY}\nfor (;;) await new Promise((resolve) => setTimeout(resolve, 5));`,
	`${SAY}\nfor (;;) await engine.gradient(network, { stimuli: image, labels: Uint8Array.of(3) });`,
];

/** Ten cells and forty outputs, one of the cells interrupted. */
export function round(k: number): readonly DayCell[] {
	const ok = (source: string, outputs: number): DayCell => ({
		source,
		status: "ok",
		outputs,
	});
	return [
		ok(`const network = createNetwork(spec, ${k});\nnetwork`, 1),
		ok(
			`const values${k % 5} = Float32Array.from({ length: 10_000 }, (_, i) => Math.sin(i + ${k}));\nvalues${k % 5}`,
			1,
		),
		ok("for (let i = 0; i < 14; i++) await show([{ i, square: i * i }]);", 14),
		ok('for (let line = 0; line < 1000; line++) console.log("line", line);', 1),
		ok(
			`await show(linePlot({
	message: "Round ${k}",
	caption: "A line.",
	curves: [{ name: "line", x: [0, 1], y: [0, ${k}] }],
	xTitle: "x (–)",
	yTitle: "y (–)",
	dataset: null,
}));`,
			1,
		),
		ok(
			'const panel = live(0);\nfor (let i = 0; i < 20; i++) await panel.update("step " + i);',
			1,
		),
		ok(
			`function half${k % 3}(x: number): number {\n\treturn x / 2;\n}\nhalf${k % 3}(${k})`,
			1,
		),
		{ source: `throw new Error("round ${k}");`, status: "error", outputs: 1 },
		ok('for (let i = 0; i < 17; i++) await show("a line of words");', 17),
		{
			source: LONG[k % LONG.length],
			status: "error",
			outputs: 2,
			interruptAt: "begun",
		},
	];
}
