/** What the sparse gradient to lower layers leaves of the exact one: angle and relative error in fresh networks of several depths. */
import { openFusedEngine } from "../../engine/fused/workers.js";
import { createNetwork } from "../../network/network.js";
import { unitsOfDepth } from "../depth.js";
import { besideFirst, type NamedGradient } from "../gradients/gradients.js";
import { layersOf, networkOf } from "../protocol.js";
import type { Measurement } from "../records/measurements.js";
import { SPARSE_ENERGIES, sparseTitle } from "../sparse-gradient.js";
import { batchesBySeed } from "./batches-by-seed.js";
import type { Measure } from "./measure.js";

/** Layers in all, images and seeds. */
const BUDGETS = {
	smoke: { depths: [2], images: 8, seeds: 1 },
	quick: { depths: [2, 5], images: 32, seeds: 1 },
	paper: { depths: [2, 3, 5, 10], images: 64, seeds: 3 },
} as const;

export const SPARSE_GRADIENT_ERROR: Measure = {
	name: "sparse-gradient",
	question: "How far is the sparse gradient from the exact one?",
	measure: async (context) => {
		const { depths, images, seeds: count } = BUDGETS[context.scale];
		const exact = { name: "exact", engine: context.engine };
		const sparse = SPARSE_ENERGIES.map((energy) => ({
			name: sparseTitle(energy),
			engine: openFusedEngine({ lowerGradient: { kind: "sparse", energy } }),
		}));
		const rows: Measurement[] = [];
		try {
			for await (const { seed, batch, data } of batchesBySeed(
				context,
				"sparse gradient",
				{ images, count },
			))
				for (const depth of depths) {
					const spec = networkOf(layersOf("src", unitsOfDepth(depth)));
					const network = createNetwork(spec, seed);
					const found: NamedGradient[] = [];
					for (const way of [exact, ...sparse]) {
						const result = await way.engine.gradient(network, batch);
						found.push({ name: way.name, ...result });
					}
					for (const [k, comparison] of besideFirst(network, found).entries()) {
						if (k === 0) continue;
						const variant = `${found[k].name}, ${depth} layers`;
						const row = (quantity: string, value: number | null) => {
							if (value !== null)
								rows.push({ variant, data, quantity, unit: "–", seed, value });
						};
						row("cosine to the exact gradient", comparison.whole.cosine);
						row("relative error", comparison.whole.relativeError);
						row("cosine of the lowest layer", comparison.layers[0].cosine);
						row(
							"relative error of the lowest layer",
							comparison.layers[0].relativeError,
						);
					}
				}
		} finally {
			for (const way of sparse) await way.engine.dispose();
		}
		return rows;
	},
};
