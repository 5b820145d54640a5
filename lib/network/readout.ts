/** How the last layer's spikes become a decision. */
import { constant, learned, uniform } from "../cells/initial.js";
import type { Parameter } from "../cells/parameters.js";
import { requireKnown } from "../checks/require-known.js";
import { isPositiveInteger, requireRange } from "../checks/require-range.js";
import type { RandomStream } from "../random/philox.js";
import type {
	LeakyReadoutSpec,
	LinearReadoutSpec,
	ReadoutSpec,
} from "./spec.js";

const LEAKY_OPTIONS: readonly (keyof LeakyReadoutSpec)[] = [
	"leak",
	"own",
	"other",
	"readout",
	"labels",
];

/**
 * The paper's frozen readout: one leaky integrator a label, R[t] = 0.99 R[t−1] + A s_out[t], read at the last step;
 * A is 1 for the label's own neurons and −0.1 for all others.
 * @throws if there are no labels, the leak is none, a weight is not finite, or an option is unknown
 */
export function leakyReadout(
	labels = 10,
	options: Partial<LeakyReadoutSpec> = {},
): LeakyReadoutSpec {
	requireKnown("option", "a leaky readout", options, LEAKY_OPTIONS);
	const spec: LeakyReadoutSpec = {
		leak: 0.99,
		own: 1,
		other: -0.1,
		...options,
		readout: "leaky",
		labels,
	};
	checkReadout(spec);
	return spec;
}

function checkReadout(spec: ReadoutSpec): void {
	const { readout, labels } = spec;
	if (readout !== "leaky" && readout !== "linear")
		throw new Error(`unknown readout "${readout}": choose leaky or linear`);
	const check = (
		option: string,
		value: number,
		range: string,
		holds: boolean,
	) => requireRange(`${option} of a ${readout} readout`, value, range, holds);
	check("labels", labels, "a positive integer", isPositiveInteger(labels));
	if (readout !== "leaky") return;
	const { leak, own, other } = spec;
	check("leak", leak, "a number in 0 … 1", leak >= 0 && leak <= 1);
	check("own", own, "a finite number", Number.isFinite(own));
	check("other", other, "a finite number", Number.isFinite(other));
}

/** A learned linear map of the last step's output, for the cells that do not spike. @throws if there are no labels */
export function linearReadout(labels = 10): LinearReadoutSpec {
	const spec: LinearReadoutSpec = { readout: "linear", labels };
	checkReadout(spec);
	return spec;
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

/**
 * The readout's parameters with their starting values, for `units` neurons in the last layer.
 * @throws as `leakyReadout`
 */
export function readoutParameters(
	spec: ReadoutSpec,
	units: number,
	random: RandomStream,
): Parameter[] {
	checkReadout(spec);
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
