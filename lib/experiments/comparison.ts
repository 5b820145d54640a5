/** The shape that most experiments have: several variants of a network, each trained with the same budget and the same seeds. */
import type { CellKind, LayerSpec } from "../cells/spec.js";
import type { DataRequest } from "../data/request.js";
import type { Encoding, PAPER_ENCODING } from "../encoding/encoding.js";
import type { ReadoutSpec } from "../network/spec.js";
import type { TrainingPlan } from "../training/plan.js";
import type { Experiment } from "./experiment.js";
import {
	CELLS,
	dataOf,
	encodingOf,
	networkOf,
	planned,
	seeds,
} from "./protocol.js";
import type { Scale } from "./scale.js";

/** One of the things compared. Whatever is absent is the protocol's. */
export interface Variant
	extends Pick<TrainingPlan, "lowerGradient" | "ownCell">,
		Partial<Pick<TrainingPlan, "batchSize" | "clip">> {
	readonly variant: string;
	readonly layers: readonly LayerSpec[];
	readonly readout?: ReadoutSpec;
	/** From the protocol's code for images. */
	readonly encoding?: (usual: typeof PAPER_ENCODING) => Encoding;
	/** Adam's; that of the first layer's cell where absent. */
	readonly rate?: number;
	/** Where it has more or fewer than the budget says. */
	readonly seeds?: number;
}

/** Validation and test samples are the protocol's, unless named. */
export interface ComparisonBudget
	extends Partial<Pick<DataRequest, "validation" | "test">> {
	readonly epochs: number;
	/** Training images. */
	readonly train: number;
	readonly seeds: number;
}

interface Comparison extends Pick<Experiment, "name" | "question"> {
	/** The name of the data set; MNIST where absent. */
	readonly data?: string;
	/** Input lines of the networks: a sample's pixels, or a recording's pixels and polarities; 784, as MNIST has them, where absent. */
	readonly inputs?: number;
	readonly budgets: Readonly<Record<Scale, ComparisonBudget>>;
	readonly variants: (scale: Scale) => readonly Variant[];
}

/** Such an experiment. */
export function comparison({
	name,
	question,
	data = "mnist",
	inputs,
	budgets,
	variants,
}: Comparison): Experiment {
	return {
		name,
		question,
		runs: (scale, chosen) => {
			const { epochs, seeds: count, ...counts } = budgets[scale];
			const usual = encodingOf(scale);
			return variants(scale).flatMap(
				({ variant, layers, readout, encoding, rate, seeds: own, ...rest }) =>
					(chosen ?? seeds(own ?? count)).map((seed) => {
						const network = networkOf(layers, inputs);
						return planned({
							...rest,
							experiment: name,
							variant,
							data: { ...dataOf(data, scale), ...counts },
							network: readout ? { ...network, readout } : network,
							encoding: encoding ? encoding(usual) : usual,
							seed,
							epochs,
							rate: rate ?? usualRate(variant, layers[0]),
						});
					}),
			);
		},
	};
}

/** @throws if the protocol does not name the cell */
function usualRate(variant: string, { cell }: LayerSpec): number {
	const known: Readonly<Partial<Record<CellKind, { readonly rate: number }>>> =
		CELLS;
	const usual = known[cell];
	if (usual) return usual.rate;
	throw new Error(
		`variant "${variant}": cell "${cell}" has no usual rate: give rate, or add it to CELLS in lib/experiments/protocol.ts`,
	);
}
