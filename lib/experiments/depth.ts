/** Claim 3 of the paper: with more and more layers, the SRC keeps learning where the LIF fails. */
import type { DataRequest } from "../data/request.js";
import type { Encoding } from "../encoding/encoding.js";
import type { Experiment } from "./experiment.js";
import {
	CELLS,
	dataOf,
	encodingOf,
	LAST,
	layersOf,
	networkOf,
	planned,
	seeds,
} from "./protocol.js";
import type { Scale } from "./scale.js";

const DEEP_CELLS = ["src", "lif"] as const;
type DeepCell = (typeof DEEP_CELLS)[number];

/** Neurons of each layer but the last. */
export const HIDDEN = 128;

/** Numbers of layers, the last one included. */
export const DEPTHS: readonly number[] = [1, 2, 3, 5, 7, 10, 15];

/** Validation and test images are the protocol's, unless named. */
interface DepthBudget
	extends Pick<DataRequest, "train">,
		Partial<Pick<DataRequest, "validation" | "test">> {
	readonly depths: readonly number[];
	/** Depths with three seeds; the others have one. */
	readonly repeated?: readonly number[];
	readonly epochs: number;
}

/** Small budgets, and the paper's depths. */
export const DEPTH_BUDGETS: Readonly<Record<Scale, DepthBudget>> = {
	smoke: { depths: [1, 3], epochs: 1, train: 200 },
	quick: {
		depths: [1, 3, 5],
		epochs: 2,
		train: 4000,
		validation: 1000,
		test: 5000,
	},
	paper: {
		depths: DEPTHS,
		repeated: [1, 3, 5, 10],
		epochs: 10,
		train: 50_000,
	},
};

/** [128, …, 128, 100]: `depth` layers. */
export function unitsOfDepth(depth: number): readonly number[] {
	return [...Array<number>(depth - 1).fill(HIDDEN), LAST];
}

/** "1 layer", "3 layers". */
export function depthTitle(depth: number): string {
	return `${depth} ${depth > 1 ? "layers" : "layer"}`;
}

/**
 * Adam's rate by number of layers, where the usual one, which comes from trials of ten layers, did not let the network learn: of those in deep-rates.ts the
 * best on validation images.
 */
const SEARCHED_RATES: Readonly<
	Record<DeepCell, Readonly<Record<number, number>>>
> = {
	src: { 15: 0.001 },
	lif: {},
};

/** Adam's rate for so many layers of a cell. */
export function rateAt(cell: DeepCell, depth: number, scale: Scale): number {
	const searched = scale === "paper" ? SEARCHED_RATES[cell][depth] : undefined;
	return searched ?? CELLS[cell].rate;
}

/** What experiments about depth differ in. */
interface DepthComparison extends Pick<Experiment, "name" | "question"> {
	readonly budgets: Readonly<Record<Scale, DepthBudget>>;
	readonly encoding: (scale: Scale) => Encoding;
	readonly rate: (cell: DeepCell, depth: number, scale: Scale) => number;
}

/** SRC and LIF of growing depth, on MNIST. */
export function depthComparison({
	name,
	question,
	budgets,
	encoding,
	rate,
}: DepthComparison): Experiment {
	return {
		name,
		question,
		runs: (scale, chosen) => {
			const { depths, repeated = [], epochs, ...counts } = budgets[scale];
			return depths.flatMap((depth) =>
				DEEP_CELLS.flatMap((cell) =>
					(chosen ?? seeds(repeated.includes(depth) ? 3 : 1)).map((seed) =>
						planned({
							experiment: name,
							variant: `${cell.toUpperCase()}, ${depthTitle(depth)}`,
							data: { ...dataOf("mnist", scale), ...counts },
							network: networkOf(layersOf(cell, unitsOfDepth(depth))),
							encoding: encoding(scale),
							seed,
							epochs,
							rate: rate(cell, depth, scale),
						}),
					),
				),
			);
		},
	};
}

export const DEPTH: Experiment = depthComparison({
	name: "depth",
	question:
		"Does the SRC keep learning with up to 15 layers, and does the LIF?",
	budgets: DEPTH_BUDGETS,
	encoding: encodingOf,
	rate: rateAt,
});
