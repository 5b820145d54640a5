/**
 * What lets ten layers learn at all, and a fair chance for the LIF: settings compared on few images by their validation accuracy. No training
 * here looks at the test set.
 */
import { lif } from "../cells/lif.js";
import { src } from "../cells/src.js";
import type { LIFSpec, SRCSpec } from "../network/spec.js";
import { comparison, type Variant } from "./comparison.js";
import { unitsOfDepth } from "./depth.js";
import type { Experiment } from "./experiment.js";

/** Layers in all. */
export const SEARCH_DEPTH = 10;

/** Neurons of each layer, but where the width is searched. */
export const SEARCH_UNITS: readonly number[] = unitsOfDepth(SEARCH_DEPTH);

/** Ten layers of the SRC that differ from the protocol's in one thing. */
function srcWith(
	change: string,
	options: Partial<Omit<SRCSpec, "cell" | "units">>,
	training: Pick<Variant, "rate" | "batchSize"> = {},
	units: readonly number[] = SEARCH_UNITS,
): Variant {
	return {
		variant: `SRC: ${change}`,
		layers: units.map((count) => src(count, options)),
		...training,
	};
}

/** The last layer keeps its ten neurons a label. */
function widened(hidden: number): readonly number[] {
	return SEARCH_UNITS.map((count, k) =>
		k < SEARCH_UNITS.length - 1 ? hidden : count,
	);
}

const SRC_CANDIDATES: readonly Variant[] = [
	srcWith("as everywhere", {}),
	...[0.001, 0.002, 0.005, 0.01].map((rate) =>
		srcWith(`rate ${rate}`, {}, { rate }),
	),
	srcWith("batches of 64", {}, { batchSize: 64 }),
	srcWith("batches of 64, rate 0.006", {}, { batchSize: 64, rate: 0.006 }),
	srcWith("gate: step, h[t]", { gateTiming: "current" }),
	srcWith("gate: sigmoid, h[t−1]", { gateForm: "sigmoid" }),
	srcWith("gate: sigmoid, h[t]", {
		gateForm: "sigmoid",
		gateTiming: "current",
	}),
	srcWith("bias learned", { bias: "learned" }),
	srcWith("bias frozen at −5", { biasInit: -5 }),
	...[1, 2].map((weightGain) =>
		srcWith(`initial scale ${weightGain}`, { weightGain }),
	),
	...[64, 256].map((hidden) =>
		srcWith(`width ${hidden}`, {}, {}, widened(hidden)),
	),
];

const SURROGATES = ["arctan", "fast-sigmoid", "straight-through"] as const;

function lifWith(
	surrogate: LIFSpec["surrogate"],
	beta: number,
	rate: number,
	weightGain = lif(1).weightGain,
): Variant {
	const scale =
		weightGain === lif(1).weightGain ? "" : `, initial scale ${weightGain}`;
	return {
		variant: `LIF: ${surrogate}, β ${beta}, rate ${rate}${scale}`,
		layers: SEARCH_UNITS.map((units) =>
			lif(units, { surrogate, beta, weightGain }),
		),
		rate,
	};
}

/**
 * All combinations of surrogate, β and rate; then of surrogate, rate and larger initial weights, for with PyTorch's ten layers begin silent.
 */
const LIF_CANDIDATES: readonly Variant[] = SURROGATES.flatMap((surrogate) =>
	[0.0005, 0.001, 0.003].flatMap((rate) => [
		...[0.8, 0.9, 0.95].map((beta) => lifWith(surrogate, beta, rate)),
		...[2, 4].map((scale) => lifWith(surrogate, lif(1).beta, rate, scale)),
	]),
);

const BUDGETS = {
	smoke: { epochs: 1, seeds: 1, train: 200, validation: 100, test: 0 },
	quick: { epochs: 1, seeds: 1, train: 1000, validation: 1000, test: 0 },
	paper: { epochs: 5, seeds: 1, train: 6000, validation: 2000, test: 0 },
} as const;

export const SEARCH: Experiment = comparison({
	name: "search",
	question:
		"Which settings let ten layers of SRC learn, and which ten layers of LIF?",
	budgets: BUDGETS,
	variants: () => [...SRC_CANDIDATES, ...LIF_CANDIDATES],
});
