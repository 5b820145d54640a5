/** What the experiments share: how many images a scale takes, and how a network is trained unless an experiment says otherwise. */
import { createCell } from "../cells/create.js";
import { gru } from "../cells/gru.js";
import { lif } from "../cells/lif.js";
import type { LayerSpec } from "../cells/spec.js";
import { src } from "../cells/src.js";
import type { DataRequest } from "../data/request.js";
import { type Encoding, PAPER_ENCODING } from "../encoding/encoding.js";
import { leakyReadout, linearReadout } from "../network/readout.js";
import { requireLayers } from "../network/require-layers.js";
import type { NetworkSpec } from "../network/spec.js";
import { ADAM_DEFAULTS } from "../training/adam.js";
import type { TrainingPlan } from "../training/plan.js";
import type { PlannedTraining } from "./experiment.js";
import type { Scale } from "./scale.js";

export const PROTOCOL_CELLS = ["src", "lif", "gru"] as const;
export type ProtocolCell = (typeof PROTOCOL_CELLS)[number];

/**
 * A layer of each cell with this project's settings, and Adam's usual rate: chosen on MNIST's validation images in first trials that left no record, with
 * one seed, batches of 16 and small budgets (the SRC's for ten layers, 6,000 to 20,000 images and up to eight epochs). The GRU's was not searched. For
 * the record there are searches with ten layers (search.ts) and with one (rates.ts).
 */
export const CELLS: Readonly<
	Record<
		ProtocolCell,
		{ readonly layer: (units: number) => LayerSpec; readonly rate: number }
	>
> = {
	src: { layer: src, rate: 0.003 },
	lif: { layer: lif, rate: 0.001 },
	gru: { layer: gru, rate: 0.002 },
};

/** Unless an experiment chooses otherwise. */
export const BATCH_SIZE = 16;

/** Neurons of the last spiking layer: ten a label. */
export const LAST = 100;
/** Neurons of the first of two layers, where it is to be large. */
export const WIDE = 512;
const PIXELS = 784;

/** Images of each part and stimulus steps, by scale. */
const SIZES = {
	smoke: { train: 200, validation: 100, test: 100, steps: 40 },
	quick: { train: 10_000, validation: 2000, test: 10_000, steps: 200 },
	paper: { train: 50_000, validation: 10_000, test: 10_000, steps: 200 },
} as const;

/**
 * Adam's rate for one layer and, where it was searched, for two, with all training images: of those in rates.ts the best on the data set's own
 * validation images, to which a test holds it.
 */
const SHALLOW_RATES: Readonly<
	Record<string, Readonly<Partial<Record<ProtocolCell, readonly number[]>>>>
> = {
	mnist: { src: [0.002], lif: [0.0005] },
	"fashion-mnist": { src: [0.001, 0.002], lif: [0.0005, 0.0005] },
};

/** The rate for one or two layers; where none was searched, that for one, or the usual one, such as for smaller budgets. */
export function shallowRate(
	cell: ProtocolCell,
	data: string,
	scale: Scale,
	layers = 1,
): number {
	const searched = scale === "paper" ? SHALLOW_RATES[data]?.[cell] : undefined;
	return searched?.slice(0, layers).at(-1) ?? CELLS[cell].rate;
}

/** The data of a scale; at "paper" the whole of it, or as many training images as `train` says. */
export function dataOf(
	name: string,
	scale: Scale,
	train?: number,
): DataRequest {
	const { steps: _, ...counts } = SIZES[scale];
	const images = Math.min(train ?? counts.train, counts.train);
	return { name, ...counts, train: images };
}

/** The paper's rate code; at "smoke" a fifth of its steps. */
export function encodingOf(scale: Scale): typeof PAPER_ENCODING {
	return { ...PAPER_ENCODING, steps: SIZES[scale].steps };
}

/** Layers [784 → … → units] of one cell. */
export function layersOf(
	cell: ProtocolCell,
	units: readonly number[],
): LayerSpec[] {
	return units.map((count) => CELLS[cell].layer(count));
}

/** With the paper's readout, which needs spikes; cells without have a learned linear one. @throws if there is no layer */
export function networkOf(
	layers: readonly LayerSpec[],
	inputs: number = PIXELS,
): NetworkSpec {
	requireLayers(layers);
	const { spiking } = createCell(1, layers[layers.length - 1]);
	return {
		inputs,
		layers,
		readout: spiking ? leakyReadout() : linearReadout(),
	};
}

/** What an experiment decides of a training. */
export interface Choice
	extends Pick<TrainingPlan, "lowerGradient" | "ownCell">,
		Partial<Pick<TrainingPlan, "batchSize" | "clip">> {
	readonly experiment: string;
	readonly variant: string;
	readonly data: DataRequest;
	readonly network: NetworkSpec;
	readonly encoding: Encoding;
	readonly seed: number;
	readonly epochs: number;
	readonly rate: number;
}

/**
 * A training by the common protocol: Adam in batches of 16 unless chosen otherwise, the rate falling along half a cosine, gradients clipped at norm 1. In a first
 * search (validation images, one seed, not recorded) ten layers learned clearly better with batches of 16 than with 64.
 */
export function planOf({
	rate,
	...choice
}: Omit<Choice, "variant" | "data">): TrainingPlan {
	return {
		batchSize: BATCH_SIZE,
		clip: 1,
		...choice,
		adam: { ...ADAM_DEFAULTS, rate },
		schedule: "cosine",
	};
}

/** The training of a variant on its data. */
export function planned({ variant, data, ...choice }: Choice): PlannedTraining {
	return { variant, data, plan: planOf(choice) };
}

/** 1 … count. */
export function seeds(count: number): readonly number[] {
	return Array.from({ length: count }, (_, k) => k + 1);
}
