/** What the paper's readout holds at each step, and not only at the last: how a decision comes about. */
import { type ImageSamples, imageOf } from "../../data/dataset.js";
import { encodeSample } from "../../encoding/encode.js";
import { decisionOf } from "../../engine/decision.js";
import type { Network } from "../../network/network.js";
import type { LeakyReadoutSpec } from "../../network/spec.js";
import type { SpikeMatrix } from "../../plots/spike-events.js";
import type { TrainingPlan } from "../../training/plan.js";
import { layerRaster } from "./layer-raster.js";
import { labelsOfRows } from "./rows-by-label.js";

/** A network's decision on one image, step by step. */
export interface DecisionCourse {
	/** The spikes that vote, neurons of one label side by side. */
	readonly raster: SpikeMatrix;
	/** R, [T × labels]. */
	readonly votes: Float64Array;
	/** The label with the largest R after each step, [T]; the last is the decision. */
	readonly leads: readonly number[];
	/** Steps after which the decision leads for good. */
	readonly settled: number;
}

/**
 * On the same spikes as `evaluate` and `decide` show, and under the same noise.
 * @param network of one SRC or LIF layer, with the paper's readout
 * @throws if it is another
 */
export async function watchDecision(
	network: Network,
	samples: ImageSamples,
	position: number,
	{ encoding, seed }: Pick<TrainingPlan, "encoding" | "seed">,
): Promise<DecisionCourse> {
	const { layers, readout } = network.spec;
	if (readout.readout !== "leaky" || layers.length > 1)
		throw new Error(
			`votes can be watched of one layer under a leaky readout, got ${layers.length} under a ${readout.readout} one`,
		);
	const sample = samples.first + position;
	const address = { seed, epoch: 0 };
	const spikes = encodeSample(encoding, imageOf(samples, position), {
		...address,
		sample,
	});
	const addresses = { ...address, samples: Uint32Array.of(sample) };
	const raster = await layerRaster(network, spikes, { addresses });
	const votes = votesByStep(raster, readout);
	const leads = leaders(votes, readout.labels);
	return { raster, votes, leads, settled: settledAfter(leads) };
}

/**
 * R[t] = leak R[t−1] + A s_out[t], [T × labels].
 * @param outputs of the last layer, neurons of one label side by side as `layerRaster` sorts them
 */
function votesByStep(
	{ steps, neurons, values }: SpikeMatrix,
	{ labels, leak, own, other }: LeakyReadoutSpec,
): Float64Array {
	const course = new Float64Array(steps * labels);
	const labelOf = labelsOfRows(neurons, labels);
	for (let t = 0; t < steps; t++)
		for (let label = 0; label < labels; label++) {
			const at = t * labels + label;
			course[at] = t > 0 ? leak * course[at - labels] : 0;
			for (let n = 0; n < neurons; n++) {
				const a = labelOf[n] === label ? own : other;
				course[at] += a * values[t * neurons + n];
			}
		}
	return course;
}

/** The label with the largest R after each step, [T]; the first of equals. */
export function leaders(course: Float64Array, labels: number): number[] {
	return Array.from({ length: course.length / labels }, (_, t) =>
		decisionOf(course.subarray(t * labels, (t + 1) * labels)),
	);
}

/** Steps after which the last of `leaders` leads for good. */
export function settledAfter(leads: readonly number[]): number {
	const last = leads[leads.length - 1];
	return leads.findLastIndex((leader) => leader !== last) + 1;
}
