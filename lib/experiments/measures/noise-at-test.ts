/** Claim 5 at test: networks that learned without noise, evaluated with noisy gains or with spikes cut to 0 and 1. */
import type { SRCSpec } from "../../cells/spec.js";
import type { Network } from "../../network/network.js";
import { withSpec } from "../../network/with-spec.js";
import type { PlannedTraining } from "../experiment.js";
import { DEVIATIONS, noisyGains } from "../noise.js";
import type { Measurement } from "../records/measurements.js";
import type { Scale } from "../scale.js";
import { SHALLOW } from "../shallow.js";
import { type Measure, trained } from "./measure.js";

/** Gains drawn at test are not those that a network of this seed would have been created with. */
const OTHER_GAINS = 1000;

interface Disturbance {
	readonly variant: string;
	readonly options: Partial<Omit<SRCSpec, "cell" | "units">>;
}

const DISTURBANCES: readonly Disturbance[] = [
	{ variant: "SRC 784-100, no noise", options: {} },
	...(["neuron", "step"] as const).flatMap((kind) =>
		DEVIATIONS.map((share) => ({
			variant: `SRC 784-100, σ ${100 * share} % at test, per ${kind}`,
			options: noisyGains(share, kind),
		})),
	),
	{
		variant: "SRC 784-100, binary spikes",
		options: { spikes: "binary" },
	},
];

/** The network with these options in each of its SRC layers; gains drawn once a neuron are drawn by `seed`. */
export function disturbed(
	network: Network,
	options: Partial<Omit<SRCSpec, "cell" | "units">>,
	seed: number,
): Network {
	const layers = network.spec.layers.map((layer) =>
		layer.cell === "src" ? { ...layer, ...options } : layer,
	);
	return withSpec(network, { ...network.spec, layers }, seed + OTHER_GAINS);
}

/** The shallow networks that learned undisturbed. */
function undisturbed(scale: Scale): readonly PlannedTraining[] {
	return SHALLOW.runs(scale).filter(
		({ variant, data }) => variant === "SRC 784-100" && data.name === "mnist",
	);
}

export const NOISE_AT_TEST: Measure = {
	name: "noise",
	question:
		"Does a trained network bear noisy feedback gains, or spikes without shape?",
	runs: undisturbed,
	measure: async (context) => {
		const rows: Measurement[] = [];
		for await (const { network, run, id, test } of trained(
			undisturbed(context.scale),
			context,
		)) {
			const { seed } = run.plan;
			for (const { variant, options } of DISTURBANCES) {
				const { accuracy } = await test(disturbed(network, options, seed));
				rows.push({
					variant,
					data: run.data.name,
					quantity: "test accuracy",
					unit: "%",
					seed,
					run: id,
					value: 100 * accuracy,
				});
			}
		}
		return rows;
	},
};
