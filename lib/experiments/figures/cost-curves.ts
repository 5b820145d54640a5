/** What figures about cost are drawn from: a trained network with weights of few bits, and the energy of its decisions. */
import type { ImageSamples } from "../../data/dataset.js";
import { totalSteps } from "../../encoding/encoding.js";
import type { Engine } from "../../engine/engine.js";
import { quantised } from "../../network/quantise.js";
import type { SeedPoint } from "../../plots/seed-curves.js";
import type { StackedRow } from "../../plots/stacked-rows.js";
import { type Evaluation, evaluate } from "../../training/evaluate.js";
import type { ReadyNetwork } from "../inside/ready-network.js";
import { sentEvents } from "../measures/decision-events.js";
import {
	costOfSample,
	type SampleCost,
	type SampleCosts,
} from "../measures/energy.js";
import type { Measurement } from "../records/measurements.js";

/** Test accuracy (%) with weights of so many bits. */
export async function bitsPoints(
	{ network, encoding, seed }: ReadyNetwork,
	bits: readonly number[],
	samples: ImageSamples<"test">,
	engine: Engine,
): Promise<SeedPoint[]> {
	const points: SeedPoint[] = [];
	for (const count of bits) {
		const coarse = quantised(network, count);
		const { accuracy } = await evaluate(
			coarse,
			samples,
			encoding,
			seed,
			engine,
		);
		points.push({ x: count, values: [100 * accuracy] });
	}
	return points;
}

/** What one decision costs, from the input spikes and the measured activity of the layers. */
export function costOfDecision(
	{ network, encoding }: ReadyNetwork,
	{ layers }: Pick<Evaluation, "layers">,
	inputEvents: number,
): SampleCosts {
	const steps = totalSteps(encoding);
	const sent = sentEvents(network.spec, layers, steps);
	return costOfSample(network.spec, steps, [inputEvents, ...sent]);
}

/** Its energy (µJ) as a row of a `stackedRows` figure. */
export function energyRow(
	name: string,
	{ arithmetic, memory }: SampleCost,
): StackedRow {
	return { name, parts: { arithmetic, memory } };
}

/** Sum of a row's parts. */
export function totalOf({ parts }: StackedRow): number {
	return Object.values(parts).reduce((sum, part) => sum + part, 0);
}

/** Measured accuracies (`npm run measure -- cost`) as points, by a number that the variant's name holds. */
export function measuredPoints(
	rows: readonly Measurement[],
	pattern: RegExp,
): SeedPoint[] {
	const points = new Map<number, number[]>();
	for (const { variant, value } of rows) {
		const found = pattern.exec(variant);
		if (!found) continue;
		const x = Number(found[1]);
		points.set(x, [...(points.get(x) ?? []), value]);
	}
	return [...points].map(([x, values]) => ({ x, values }));
}
