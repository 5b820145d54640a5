/** What figures about depth are drawn from: accuracy against the number of layers, and what happens in each layer. */
import type { Batch, Engine } from "../engine/engine.js";
import { createNetwork } from "../network/network.js";
import type { LayerSpec } from "../network/spec.js";
import type { Curve } from "../plots/line-plot.js";
import type { SeedCurve } from "../plots/seed-curves.js";
import { CELL_STYLES } from "../plots/theme.js";
import type { TrainedRun } from "../training/train.js";
import type { PassResult } from "./gradients.js";
import { networkOf } from "./protocol.js";
import { cellOf, type Recorded, valuesOf } from "./recorded.js";

/** One curve a cell over the numbers of layers; a depth of which nothing is recorded has no values. */
export function depthCurves(recorded: readonly Recorded[]): SeedCurve[] {
	const cells = [...new Set(recorded.map(cellOf))];
	return cells.map((cell) => ({
		name: CELL_STYLES[cell].name,
		cell,
		points: recorded
			.filter((one) => cellOf(one) === cell)
			.map((one) => ({
				x: one.planned[0].plan.network.layers.length,
				values: valuesOf(one),
			})),
	}));
}

/** The same of trainings that were done just now. */
export function trainedDepthCurves(runs: readonly TrainedRun[]): SeedCurve[] {
	const cells = [
		...new Set(runs.map(({ network }) => network.spec.layers[0].cell)),
	];
	return cells.map((cell) => ({
		name: CELL_STYLES[cell].name,
		cell,
		points: runs
			.filter(({ network }) => network.spec.layers[0].cell === cell)
			.map(({ network, record }) => ({
				x: network.spec.layers.length,
				values: [100 * record.test.accuracy],
			})),
	}));
}

/** Share of spiking steps (%) in each layer of an untrained network, the lowest first. */
export async function freshActivity(
	layers: readonly LayerSpec[],
	batch: Batch,
	seed: number,
	engine: Engine,
): Promise<number[]> {
	const network = createNetwork(networkOf(layers), seed);
	const { activity } = await engine.forward(network, batch);
	return activity.map(
		({ spikingSteps, neuronSteps }) => (100 * spikingSteps) / neuronSteps,
	);
}

/** A value a layer as a curve over the layers, the lowest being 1. */
export function byLayer(
	name: string,
	values: readonly (number | null)[],
	style?: Curve["style"],
): Curve {
	const x = values.map((_, k) => k + 1);
	return { name, x, y: values, ...(style ? { style } : {}) };
}

/** Cosine to the first pass, layer by layer; the first pass itself is left out. */
export function cosineByLayer(passes: readonly PassResult[]): Curve[] {
	return passes.slice(1).map(({ name, layers }) =>
		byLayer(
			name,
			layers.map(({ cosine }) => cosine),
		),
	);
}
