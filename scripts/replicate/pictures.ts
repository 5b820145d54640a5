/** The README's pictures: one neuron, and how deep networks get. */
import {
	BRIEF_DEPTH,
	DEPTH,
	depthCurves,
	type Figure,
	recordedRuns,
	seedCurves,
	simulate,
	src,
	stateTraces,
	traceOf,
} from "spiking-recurrent-cell";

/** Those in data/figures, each under the name of its file. */
export const PICTURES: Readonly<Record<string, () => Promise<Figure>>> = {
	"src-neuron": neuron,
	depth,
};

/** One SRC neuron under a constant current: from silence to regular spikes. */
async function neuron(): Promise<Figure> {
	const steps = 120;
	const onset = 20;
	const drive = Float32Array.from({ length: steps }, (_, t) =>
		t < onset ? 0 : 0.3,
	);
	const traces = await simulate(src(1), drive);
	return stateTraces({
		message: "A recurrent cell that spikes",
		caption: `One SRC neuron; from step ${onset} on, a constant current of 0.3 flows into its integrator.`,
		traces: {
			x: traceOf(traces, "x"),
			h: traceOf(traces, "h"),
			hs: traceOf(traces, "hs"),
			s_out: traceOf(traces, "s_out"),
		},
	});
}

/** Accuracy against depth, with a long look at the picture and with a short one. */
async function depth(): Promise<Figure> {
	const looks = [
		{ recorded: await recordedRuns(DEPTH), steps: 200, dash: "solid" },
		{ recorded: await recordedRuns(BRIEF_DEPTH), steps: 20, dash: "dot" },
	] as const;
	return seedCurves({
		message: "Accuracy against depth, with a long look and with a short one",
		caption:
			"MNIST, test accuracy of the recorded trainings, with 200 steps of stimulus (solid) and with 20 (dotted).",
		curves: looks.flatMap(({ recorded, steps, dash }) =>
			depthCurves(recorded).map((curve) => ({
				...curve,
				name: `${curve.name}, ${steps} steps`,
				...(curve.style ? { style: { ...curve.style, dash } } : {}),
			})),
		),
		xTitle: "depth (layers)",
		xScale: "settings",
		levels: [{ name: "a guess", value: 10 }],
		bars: "range",
		dataset: null,
	});
}
