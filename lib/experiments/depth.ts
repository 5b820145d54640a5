/** Claim 3 of the paper: with more and more layers, the SRC keeps learning where the LIF fails. */
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

/** Neurons of each layer but the last. */
export const HIDDEN = 128;

/** Numbers of layers, the last one included. */
export const DEPTHS: readonly number[] = [1, 2, 3, 5, 7, 10, 15];

/** Depths with three seeds at scale "paper"; the others have one. */
const REPEATED: readonly number[] = [1, 3, 5, 10];

const BUDGETS = {
	smoke: { depths: [1, 3], epochs: 1, train: 200 },
	quick: {
		depths: [1, 3, 5],
		epochs: 2,
		train: 4000,
		validation: 1000,
		test: 5000,
	},
	paper: { depths: DEPTHS, epochs: 10, train: 50_000 },
} as const;

/** [128, …, 128, 100]: `depth` layers. */
export function unitsOfDepth(depth: number): readonly number[] {
	return [...Array<number>(depth - 1).fill(HIDDEN), LAST];
}

/** "1 layer", "3 layers". */
export function depthTitle(depth: number): string {
	return `${depth} ${depth > 1 ? "layers" : "layer"}`;
}

function seedsOf(depth: number, scale: Scale): readonly number[] {
	return seeds(scale === "paper" && REPEATED.includes(depth) ? 3 : 1);
}

/**
 * Adam's rate by number of layers, where the usual one, which comes from trials of ten layers, did not let the network learn: of those in deep-rates.ts the
 * best on validation images.
 */
const SEARCHED_RATES: Readonly<
	Record<"src" | "lif", Readonly<Record<number, number>>>
> = {
	src: { 15: 0.001 },
	lif: {},
};

/** Adam's rate for so many layers of a cell. */
export function rateAt(
	cell: "src" | "lif",
	depth: number,
	scale: Scale,
): number {
	const searched = scale === "paper" ? SEARCHED_RATES[cell][depth] : undefined;
	return searched ?? CELLS[cell].rate;
}

export const DEPTH: Experiment = {
	name: "depth",
	question:
		"Does the SRC keep learning with up to 15 layers, and does the LIF?",
	runs: (scale, chosen) => {
		const { depths, epochs, ...counts } = BUDGETS[scale];
		return depths.flatMap((depth) =>
			(["src", "lif"] as const).flatMap((cell) =>
				(chosen ?? seedsOf(depth, scale)).map((seed) =>
					planned({
						experiment: "depth",
						variant: `${cell.toUpperCase()}, ${depthTitle(depth)}`,
						data: { ...dataOf("mnist", scale), ...counts },
						network: networkOf(layersOf(cell, unitsOfDepth(depth))),
						encoding: encodingOf(scale),
						seed,
						epochs,
						rate: rateAt(cell, depth, scale),
					}),
				),
			),
		);
	},
};
