/** The road from the GRU to the SRC: five neurons under one signal, each with one thing more than the one before. */
import { brc } from "../../cells/brc.js";
import { gru } from "../../cells/gru.js";
import type { CurvePanel } from "../../plots/curve-panels.js";
import { STATE_STYLES } from "../../plots/theme.js";
import { fixedPoints } from "../dynamics/fixed-points.js";
import { orbit } from "../dynamics/held-map.js";
import { cellResponse } from "./cell-response.js";
import { pulseCurrent, stepCurrent } from "./currents.js";
import { recordNeuron } from "./neuron.js";

export interface Stage {
	readonly name: string;
	/** What is shown of it: its state, or for the last its output. */
	readonly variable: "h" | "s_out";
	/** [T]. */
	readonly course: ArrayLike<number>;
}

/** Steps of the signal; a held input first, then five brief spikes. */
const STEPS = 190;
export const HELD = { from: 20, to: 80, amplitude: 2.5 } as const;
export const BRIEF = {
	starts: [130, 134, 138, 142, 146],
	amplitude: 1,
} as const;

/** The signal that all stages get, [T]. */
export function roadSignal(): Float32Array {
	const held = stepCurrent(STEPS, HELD.amplitude, HELD.from, HELD.to);
	const brief = pulseCurrent(STEPS, BRIEF.amplitude, BRIEF.starts);
	return held.map((value, t) => value + brief[t]);
}

/**
 * From the GRU to the SRC. The GRU's gates are held at 1/2 by zero weights, and its own feedback is 1. The BRC is this library's, with the
 * feedback 1 + tanh(2 h[t−1]). The next two are the SRC's equations without integrator and bound, x[t] being the signal itself.
 */
export async function roadStages(): Promise<Stage[]> {
	const signal = roadSignal();
	const candidateOnly = [0, 0, 1];
	const [held] = await cellResponse(gru(1), signal, {
		weights: candidateOnly,
		recurrent: candidateOnly,
		bias: [0, 0, 0],
		recurrentBias: [0, 0, 0],
	});
	const [bistable] = await cellResponse(brc(1), signal, {
		weights: candidateOnly,
		wa: [2],
		wc: [0],
	});
	const [rest] = fixedPoints(0);
	const slow = orbit(rest, signal, { zDep: 0.9 });
	const gated = orbit(rest, signal);
	const { s_out } = await recordNeuron(signal);
	return [
		{ name: "GRU, its gates held constant", variable: "h", course: held },
		{
			name: "BRC: positive feedback above 1",
			variable: "h",
			course: bistable,
		},
		{
			name: "+ slow negative feedback, z<sub>s</sub> = 0.9 throughout",
			variable: "h",
			course: slow.map(({ h }) => h),
		},
		{
			name: "+ voltage-dependent z<sub>s</sub>",
			variable: "h",
			course: gated.map(({ h }) => h),
		},
		{
			name: "+ leaky, bounded input integrator and ReLU: the SRC",
			variable: "s_out",
			course: s_out,
		},
	];
}

/** Signal and stages from top to bottom, ready for `curvePanels`. */
export function roadPanels(stages: readonly Stage[]): CurvePanel[] {
	const signal: CurvePanel = panel("input of all", "input", roadSignal());
	return [
		signal,
		...stages.map(({ name, variable, course }) =>
			panel(name, variable, course),
		),
	];
}

function panel(
	heading: string,
	variable: "input" | Stage["variable"],
	y: ArrayLike<number>,
): CurvePanel {
	const { symbol, color } = STATE_STYLES[variable];
	return {
		heading,
		yTitle: `${symbol} (–)`,
		curves: [
			{
				name: heading,
				x: Array.from({ length: y.length }, (_, t) => t),
				y,
				style: { color, dash: "solid", marker: "circle" },
			},
		],
	};
}
