/** The slow gate's four readings: it looks at h[t−1] or at h[t], through a step or through a sigmoid. */
import type { Curve } from "../../plots/line-plot.js";
import { lyapunovExponents } from "../dynamics/lyapunov.js";
import type { SRCOptions } from "./neuron.js";
import { measureSpikes, type NamedShapes } from "./spike-shape.js";

export interface GateReading {
	/** As legends write it. */
	readonly name: string;
	readonly options: Required<Pick<SRCOptions, "gateTiming" | "gateForm">>;
}

/** The default first. */
export const GATE_READINGS: readonly GateReading[] = [
	{
		name: "step of h[t−1]",
		options: { gateTiming: "previous", gateForm: "step" },
	},
	{
		name: "step of h[t]",
		options: { gateTiming: "current", gateForm: "step" },
	},
	{
		name: "sigmoid of h[t−1]",
		options: { gateTiming: "previous", gateForm: "sigmoid" },
	},
	{
		name: "sigmoid of h[t]",
		options: { gateTiming: "current", gateForm: "sigmoid" },
	},
];

/** The spikes of each reading's neuron against current, in the order of `GATE_READINGS`. */
export async function compareGates(
	currents: readonly number[],
): Promise<NamedShapes[]> {
	const readings: NamedShapes[] = [];
	for (const { name, options } of GATE_READINGS)
		readings.push({ name, shapes: await measureSpikes(currents, options) });
	return readings;
}

/** The largest Lyapunov exponent of each reading against current. */
export function gateLyapunov(currents: readonly number[]): Curve[] {
	return GATE_READINGS.map(({ name, options }) => ({
		name,
		x: currents,
		y: lyapunovExponents(currents, options),
	}));
}
