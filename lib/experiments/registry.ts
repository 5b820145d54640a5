/** Every experiment, the most important first. */
import { ABLATIONS } from "./ablations.js";
import { ALL_IMAGES } from "./all-images.js";
import { BRIEF_DEPTH } from "./brief-depth.js";
import { BRIEF_SEARCH } from "./brief-search.js";
import { COST } from "./cost.js";
import { DEEP_RATES } from "./deep-rates.js";
import { DEPTH } from "./depth.js";
import type { Experiment } from "./experiment.js";
import { FIRST_NETWORK } from "./first-network.js";
import { GRADIENTS } from "./gradient-variants.js";
import { CAMERA_LIKENESS } from "./measures/camera-likeness.js";
import { COST_AT_TEST } from "./measures/cost-at-test.js";
import { GRADIENT_COSINES } from "./measures/gradient-cosines.js";
import type { Measure } from "./measures/measure.js";
import { NOISE_AT_TEST } from "./measures/noise-at-test.js";
import { SPARSE_GRADIENT_ERROR } from "./measures/sparse-gradient-error.js";
import { SPIKE_COST } from "./measures/spike-cost.js";
import { NOISE } from "./noise.js";
import { RATES } from "./rates.js";
import { DEEP_SEARCH, SEARCH } from "./search.js";
import { SHALLOW } from "./shallow.js";
import { SPARSE_GRADIENT } from "./sparse-gradient.js";

export const EXPERIMENTS: readonly Experiment[] = [
	SHALLOW,
	DEPTH,
	BRIEF_DEPTH,
	GRADIENTS,
	NOISE,
	COST,
	ABLATIONS,
	SPARSE_GRADIENT,
	SEARCH,
	DEEP_SEARCH,
	BRIEF_SEARCH,
	RATES,
	DEEP_RATES,
	ALL_IMAGES,
	FIRST_NETWORK,
];

/** The experiment of that name. @throws if there is none */
export function experimentNamed(name: string): Experiment {
	const found = EXPERIMENTS.find((experiment) => experiment.name === name);
	if (found) return found;
	throw new Error(
		`unknown experiment "${name}": choose from ${EXPERIMENTS.map((known) => known.name).join(", ")}`,
	);
}

/** Every measurement of networks that are trained already, or need no training. */
export const MEASURES: readonly Measure[] = [
	NOISE_AT_TEST,
	COST_AT_TEST,
	GRADIENT_COSINES,
	SPIKE_COST,
	CAMERA_LIKENESS,
	SPARSE_GRADIENT_ERROR,
];

/** The measurement of that name. @throws if there is none */
export function measureNamed(name: string): Measure {
	const found = MEASURES.find((measure) => measure.name === name);
	if (found) return found;
	throw new Error(
		`unknown measurement "${name}": choose from ${MEASURES.map((known) => known.name).join(", ")}`,
	);
}
