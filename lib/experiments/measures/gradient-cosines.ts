/** What the bypass and the detached recurrences make of the gradient: angles to the true one, in fresh networks of several depths. */
import { depthTitle } from "../depth.js";
import { compareDepths } from "../gradients/gradient-depth.js";
import type { Measurement } from "../records/measurements.js";
import { batchesBySeed } from "./batches-by-seed.js";
import type { Measure } from "./measure.js";

/** Layers in all, images and seeds. */
const BUDGETS = {
	smoke: { depths: [1, 3], images: 8, seeds: 1 },
	quick: { depths: [1, 3, 5], images: 32, seeds: 1 },
	paper: { depths: [1, 3, 5, 10], images: 64, seeds: 3 },
} as const;

export const GRADIENT_COSINES: Measure = {
	name: "gradients",
	question: "How far do bypass and detachment turn the gradient?",
	measure: async (context) => {
		const { depths, images, seeds: count } = BUDGETS[context.scale];
		const { engine } = context;
		const rows: Measurement[] = [];
		for await (const { seed, batch, data } of batchesBySeed(
			context,
			"gradients",
			{ images, count },
		)) {
			const hidden = depths.map((depth) => depth - 1);
			const results = await compareDepths("src", hidden, batch, seed, engine);
			for (const { hidden: below, passes } of results)
				for (const { name: pass, whole, layers } of passes.slice(1)) {
					const variant = `${pass}, ${depthTitle(below + 1)}`;
					const row = (quantity: string, value: number | null) => {
						// without a true gradient there is no angle to it
						if (value === null) return;
						rows.push({
							variant,
							data,
							quantity,
							unit: "–",
							seed,
							value,
						});
					};
					row("cosine to the true gradient", whole.cosine);
					row("cosine of the lowest layer", layers[0].cosine);
					row("cosine of the highest layer", layers[below].cosine);
				}
		}
		return rows;
	},
};
