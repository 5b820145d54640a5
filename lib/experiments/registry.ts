/** Every experiment, the most important first. */
import { ABLATIONS } from "./ablations.js";
import { DEPTH } from "./depth.js";
import type { Experiment } from "./experiment.js";
import { FIRST_NETWORK } from "./first-network.js";
import { GRADIENTS } from "./gradient-variants.js";
import { SHALLOW } from "./shallow.js";
import { SPARSE_GRADIENT } from "./sparse-gradient.js";

export const EXPERIMENTS: readonly Experiment[] = [
	SHALLOW,
	DEPTH,
	GRADIENTS,
	ABLATIONS,
	SPARSE_GRADIENT,
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
