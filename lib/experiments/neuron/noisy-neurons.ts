/** What noise on r and r_s does to single neurons: the same current into several, whose gains are drawn once each, or anew at each step. */
import { src } from "../../cells/src.js";
import { simulate, traceOf } from "../../engine/tensorflow/simulate.js";
import { type NoiseKind, noisyGains } from "../noise.js";
import { SETTLE } from "./neuron.js";

/**
 * Outputs of so many neurons, [T] each, all under `current` ([T]) after silence in which they settle. The draws behind the noise are the
 * same for each `share`, so that they only grow with it.
 */
export async function noisyOutputs(
	current: Float32Array,
	neurons: number,
	share: number,
	kind: NoiseKind,
): Promise<Float32Array[]> {
	const drive = new Float32Array((SETTLE + current.length) * neurons);
	for (const [t, value] of current.entries()) {
		const from = (SETTLE + t) * neurons;
		drive.fill(value, from, from + neurons);
	}
	const start = new Float32Array(neurons).fill(-0.5);
	const traces = await simulate(src(neurons, noisyGains(share, kind)), drive, {
		h0: start,
		hs0: start,
	});
	return Array.from({ length: neurons }, (_, neuron) =>
		traceOf(traces, "s_out", neuron).subarray(SETTLE),
	);
}
