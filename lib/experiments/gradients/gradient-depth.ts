/** How the gradients of a fresh network change with its depth: do they reach the lowest layer, and do they still point the true way? */
import type { Batch, Engine } from "../../engine/engine.js";
import { createNetwork } from "../../network/network.js";
import type { Curve } from "../../plots/line-plot.js";
import { unitsOfDepth } from "../depth.js";
import { layersOf, networkOf } from "../protocol.js";
import {
	type BackwardPass,
	compareGradients,
	LIF_PASSES,
	type PassResult,
	SRC_PASSES,
} from "./gradients.js";

export interface DepthResult {
	/** Layers of 128 below the last one of 100. */
	readonly hidden: number;
	/** One entry a backward pass, in their order. */
	readonly passes: readonly PassResult[];
}

const PASSES: Readonly<Record<"src" | "lif", readonly BackwardPass[]>> = {
	src: SRC_PASSES,
	lif: LIF_PASSES,
};

/** All backward passes of a cell, in untrained networks with these numbers of hidden layers, on the same batch. */
export async function compareDepths(
	cell: "src" | "lif",
	hidden: readonly number[],
	batch: Batch,
	seed: number,
	engine: Engine,
): Promise<DepthResult[]> {
	const results: DepthResult[] = [];
	for (const count of hidden) {
		const spec = networkOf(layersOf(cell, unitsOfDepth(count + 1)));
		const network = createNetwork(spec, seed);
		const passes = await compareGradients(network, batch, PASSES[cell], engine);
		results.push({ hidden: count, passes });
	}
	return results;
}

/** Norm of the gradient against layer, the lowest being 1; a norm of 0 has no place on a logarithmic axis and is left out. */
export function normByLayer(passes: readonly PassResult[]): Curve[] {
	return passes.map(({ name, layers }) => ({
		name,
		x: layers.map((_, layer) => layer + 1),
		y: layers.map(({ norm }) => norm || null),
	}));
}
