/** What the sparse gradient to lower layers leaves of the exact one: angle and relative error in fresh networks of several depths. */
import { openFusedEngine } from "../engine/fused/workers.js";
import { createNetwork } from "../network/network.js";
import { batchOf } from "../training/batches.js";
import { unitsOfDepth } from "./depth.js";
import { besideFirst, type NamedGradient } from "./gradients.js";
import type { Measure } from "./measure.js";
import type { Measurement } from "./measurements.js";
import { dataOf, encodingOf, layersOf, networkOf, seeds } from "./protocol.js";
import { SPARSE_ENERGIES, sparseTitle } from "./sparse-gradient.js";

/** Layers in all, images and seeds. */
const BUDGETS = {
	smoke: { depths: [2], images: 8, seeds: 1 },
	quick: { depths: [2, 5], images: 32, seeds: 1 },
	paper: { depths: [2, 3, 5, 10], images: 64, seeds: 3 },
} as const;

export const SPARSE_GRADIENT_ERROR: Measure = {
	name: "sparse-gradient",
	question: "How far is the sparse gradient from the exact one?",
	measure: async ({ scale, engine, load, say }) => {
		const { depths, images, seeds: count } = BUDGETS[scale];
		const request = {
			...dataOf("mnist", scale, images),
			validation: 1,
			test: 1,
		};
		const { train, name: data } = await load(request);
		const positions = Uint32Array.from({ length: images }, (_, k) => k);
		const sparse = SPARSE_ENERGIES.map((energy) => ({
			name: sparseTitle(energy),
			engine: openFusedEngine({ lowerGradient: { kind: "sparse", energy } }),
		}));
		const rows: Measurement[] = [];
		try {
			for (const seed of seeds(count)) {
				say(`sparse gradient: seed ${seed} …`);
				const encoding = encodingOf(scale);
				const batch = batchOf(train, positions, { encoding, seed, epoch: 1 });
				for (const depth of depths) {
					const spec = networkOf(layersOf("src", unitsOfDepth(depth)));
					const network = createNetwork(spec, seed);
					const found: NamedGradient[] = [];
					for (const way of [{ name: "exact", engine }, ...sparse]) {
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
			}
		} finally {
			for (const way of sparse) await way.engine.dispose();
		}
		return rows;
	},
};
