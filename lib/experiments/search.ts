/**
 * What lets ten and fifteen layers learn at all, and a fair chance for the LIF: settings compared on few images by their validation accuracy.
 * No training here looks at the test set.
 */
import { lif } from "../cells/lif.js";
import type { LIFSpec, SRCSpec } from "../cells/spec.js";
import { src } from "../cells/src.js";
import { comparison, type Variant } from "./comparison.js";
import { unitsOfDepth } from "./depth.js";
import type { Experiment } from "./experiment.js";
import { CELLS, layersOf } from "./protocol.js";

/** Neurons of each layer, but where the width is searched. */
const TEN = unitsOfDepth(10);
const FIFTEEN = unitsOfDepth(15);

/** The SRC's settings: each differs from the protocol's in one thing. */
function srcCandidates(
	units: readonly number[],
	usualRate: number,
	rates: readonly number[],
): readonly Variant[] {
	const layersWith = (
		options: Partial<Omit<SRCSpec, "cell" | "units">>,
		hidden?: number,
	): SRCSpec[] =>
		// The last layer keeps its ten neurons a label.
		units.map((count, k) =>
			src(k < units.length - 1 ? (hidden ?? count) : count, options),
		);
	const candidate = (
		change: string,
		layers: readonly SRCSpec[],
		training: Pick<Variant, "rate" | "batchSize" | "clip"> = {},
	): Variant => ({
		variant: `SRC: ${change}`,
		layers,
		rate: usualRate,
		...training,
	});
	const usual = layersWith({});
	const large = { batchSize: 64, rate: 2 * usualRate };
	return [
		candidate(
			usualRate === CELLS.src.rate ? "as everywhere" : `rate ${usualRate}`,
			usual,
		),
		...rates.map((rate) => candidate(`rate ${rate}`, usual, { rate })),
		candidate("batches of 64", usual, { batchSize: 64 }),
		candidate("batches of 4", usual, { batchSize: 4 }),
		candidate(`batches of 64, rate ${large.rate}`, usual, large),
		candidate("gradients not clipped", usual, { clip: null }),
		candidate("gate: step, h[t]", layersWith({ gateTiming: "current" })),
		candidate("gate: sigmoid, h[t−1]", layersWith({ gateForm: "sigmoid" })),
		candidate(
			"gate: sigmoid, h[t]",
			layersWith({ gateForm: "sigmoid", gateTiming: "current" }),
		),
		candidate("bias learned", layersWith({ bias: "learned" })),
		candidate("bias frozen at −5", layersWith({ biasInit: -5 })),
		...[1, 1.2, 2].map((weightGain) =>
			candidate(`initial scale ${weightGain}`, layersWith({ weightGain })),
		),
		...[64, 256].map((hidden) =>
			candidate(`width ${hidden}`, layersWith({}, hidden)),
		),
	];
}

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
		layers: TEN.map((units) => lif(units, { surrogate, beta, weightGain })),
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
	variants: () => [
		...srcCandidates(TEN, CELLS.src.rate, [0.001, 0.002, 0.005, 0.01]),
		...LIF_CANDIDATES,
	],
});

/** Two that fared best alone, together: smaller initial weights and larger rates. */
const SMALLER_SCALES: readonly Variant[] = [0.5, 0.7, 1, 1.2].flatMap(
	(weightGain) =>
		[0.002, 0.004].map((rate) => ({
			variant: `SRC: initial scale ${weightGain}, rate ${rate}`,
			layers: FIFTEEN.map((units) => src(units, { weightGain })),
			rate,
		})),
);

/**
 * Between silence and noise: spikes so few that they neither die out from layer to layer nor drown what the image says. Untrained layers above the
 * fifth then still repeat a part of their answer to an image (inside/repeatability.ts measures it), with the usual weights hardly any.
 */
const SPARSE_STARTS: readonly Variant[] = (
	[
		["initial scale 1.05", { weightGain: 1.05 }],
		["initial scale 1.1", { weightGain: 1.1 }],
		[
			"bias frozen at −5.5, initial scale 0.8",
			{ biasInit: -5.5, weightGain: 0.8 },
		],
		[
			"gate: sigmoid, h[t−1], initial scale 1.2",
			{ gateForm: "sigmoid", weightGain: 1.2 },
		],
	] as const
).map(([change, options]) => ({
	variant: `SRC: ${change}, rate 0.002`,
	layers: FIFTEEN.map((units) => src(units, options)),
	rate: 0.002,
}));

/** What the variant of a control begins with. */
export const CONTROL = "control: ";

/** Networks that are known to learn in full trainings, at their usual rates: what they show at this budget says how much it can tell. */
const CONTROLS: readonly Variant[] = [
	{
		variant: `${CONTROL}ten layers of SRC`,
		layers: layersOf("src", TEN),
		rate: CELLS.src.rate,
	},
	{
		variant: `${CONTROL}fifteen layers of LIF`,
		layers: layersOf("lif", FIFTEEN),
		rate: CELLS.lif.rate,
	},
];

/** Of every search with fifteen layers, so that their rows can stand beside each other. */
export const DEEP_SEARCH_BUDGETS = {
	smoke: { epochs: 1, seeds: 1, train: 100, validation: 100, test: 0 },
	quick: { epochs: 1, seeds: 1, train: 1000, validation: 1000, test: 0 },
	paper: { epochs: 3, seeds: 1, train: 10_000, validation: 2000, test: 0 },
} as const;

/** The SRC alone but for controls: at its usual rate, and at any other that deep-rates.ts tries, fifteen layers hardly learn; the LIF's do. */
export const DEEP_SEARCH: Experiment = comparison({
	name: "deep-search",
	question: "Which settings let fifteen layers of SRC learn?",
	budgets: DEEP_SEARCH_BUDGETS,
	variants: () => [
		...srcCandidates(FIFTEEN, 0.001, [0.0005, 0.002]),
		...SMALLER_SCALES,
		...SPARSE_STARTS,
		...CONTROLS,
	],
});
