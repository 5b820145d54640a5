/** What figures about depth are drawn from: accuracy against the number of layers, and what happens in each layer. */
import type { CellKind, LayerSpec } from "../../cells/spec.js";
import type { Batch, Engine } from "../../engine/engine.js";
import { createNetwork, type Network } from "../../network/network.js";
import type { Curve, MovingCurves } from "../../plots/line-plot.js";
import type { SeedCurve } from "../../plots/seed-curves.js";
import {
	CELL_STYLES,
	CURVE_STYLES,
	type CurveStyle,
} from "../../plots/theme.js";
import { countText } from "../../text/numbers.js";
import type { TrainedRun } from "../../training/train.js";
import type { PlannedTraining } from "../experiment.js";
import type { PassResult } from "../gradients/gradients.js";
import type { Album } from "../inside/snapshots.js";
import { networkOf } from "../protocol.js";
import { cellOf, type Recorded, valuesOf } from "../records/recorded.js";

/**
 * One curve a cell, and a kind of it that has a name of its own, over the numbers of layers; a depth of which nothing is recorded has no values.
 * A kind keeps the colour of its cell where that has a curve, too; where there are kinds alone, they come from the palette.
 */
export function depthCurves(recorded: readonly Recorded[]): SeedCurve[] {
	const nameOf = ({ variant }: Recorded) =>
		variant.replace(/, \d+ layers?$/, "");
	const names = [...new Set(recorded.map(nameOf))];
	return names.map((name) => {
		const own = recorded.filter((one) => nameOf(one) === name);
		const cell = cellOf(own[0]);
		return {
			name,
			...(names.includes(CELL_STYLES[cell].name)
				? { style: styleOf(cell, name) }
				: {}),
			points: own.map((one) => ({
				x: one.planned[0].plan.network.layers.length,
				values: valuesOf(one),
			})),
		};
	});
}

function styleOf(cell: CellKind, name: string): CurveStyle {
	const style = CELL_STYLES[cell];
	return name === style.name
		? style
		: { ...style, dash: "dashdot", marker: "x" };
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
	return activityByLayer(createNetwork(networkOf(layers), seed), batch, engine);
}

/** Share of spiking steps (%) in each layer, the lowest first. */
async function activityByLayer(
	network: Network,
	batch: Batch,
	engine: Engine,
): Promise<number[]> {
	const { activity } = await engine.forward(network, batch);
	return activity.map(
		({ spikingSteps, neuronSteps }) => (100 * spikingSteps) / neuronSteps,
	);
}

/**
 * Share of spiking steps (%) by layer, a curve a training, at every moment of which the album has snapshots. A silent layer has no value: there is
 * no place for 0 on a logarithmic axis.
 * @param runs by the names of their curves; on the same data, with batches of one size
 */
export async function activityWhileLearning(
	runs: Readonly<Record<string, PlannedTraining>>,
	album: Album,
	batch: Batch,
	engine: Engine,
): Promise<MovingCurves["moments"]> {
	const moments: { name: string; curves: Curve[] }[] = [];
	for (const [name, run] of Object.entries(runs))
		for (const [k, { seen, network }] of album.of(run).entries()) {
			const shares = await activityByLayer(network, batch, engine);
			moments[k] ??= { name: countText(seen), curves: [] };
			moments[k].curves.push(
				byLayer(
					name,
					shares.map((share) => share || null),
					CELL_STYLES[network.spec.layers[0].cell],
				),
			);
		}
	return moments;
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
	return passes.slice(1).map(({ name, layers }, k) =>
		byLayer(
			name,
			layers.map(({ cosine }) => cosine),
			// the colour that the pass has among all of them
			CURVE_STYLES[k + 1],
		),
	);
}
