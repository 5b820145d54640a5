/** How the last layer's spikes become a decision. */
import type { RandomStream } from "../encoding/random.js";
import { constant, learned, uniform } from "./initial.js";
import type { Parameter } from "./parameters.js";
import type {
	LeakyReadoutSpec,
	LinearReadoutSpec,
	ReadoutSpec,
} from "./spec.js";

/**
 * The paper's frozen readout: one leaky integrator a label, R[t] = 0.99 R[t−1] + A s_out[t], read at the last step;
 * A is 1 for the label's own neurons and −0.1 for all others.
 */
export function leakyReadout(
	labels = 10,
	options: Partial<LeakyReadoutSpec> = {},
): LeakyReadoutSpec {
	return {
		leak: 0.99,
		own: 1,
		other: -0.1,
		...options,
		readout: "leaky",
		labels,
	};
}

/** A learned linear map of the last step's output, for the cells that do not spike. */
export function linearReadout(labels = 10): LinearReadoutSpec {
	return { readout: "linear", labels };
}

/** A as [units, labels]: neuron k belongs to label k mod labels. */
export function assignment(
	spec: LeakyReadoutSpec,
	units: number,
): Float32Array {
	return Float32Array.from({ length: units * spec.labels }, (_, k) =>
		Math.floor(k / spec.labels) % spec.labels === k % spec.labels
			? spec.own
			: spec.other,
	);
}

/** The readout's parameters with their starting values, for `units` neurons in the last layer. */
export function readoutParameters(
	spec: ReadoutSpec,
	units: number,
	random: RandomStream,
): Parameter[] {
	const { labels } = spec;
	if (spec.readout === "leaky")
		return [
			{
				...constant("weights", [units, labels]),
				values: assignment(spec, units),
			},
		];
	const bound = 1 / Math.sqrt(units);
	return [
		learned("weights", uniform(random, units * labels, -bound, bound), [
			units,
			labels,
		]),
		learned("bias", uniform(random, labels, -bound, bound), [labels]),
	];
}
