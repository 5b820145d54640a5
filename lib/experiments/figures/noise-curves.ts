/** Accuracy of a trained network against the size of the noise on its feedback gains, and how large its spikes are. */
import type { SRCSpec } from "../../cells/spec.js";
import type { Samples } from "../../data/dataset.js";
import type { Engine } from "../../engine/engine.js";
import type { Network } from "../../network/network.js";
import type { Curve } from "../../plots/line-plot.js";
import type { SeedCurve, SeedPoint } from "../../plots/seed-curves.js";
import type { SpikeMatrix } from "../../plots/spike-events.js";
import { evaluate } from "../../training/evaluate.js";
import type { ReadyNetwork } from "../inside/ready-network.js";
import { disturbed } from "../measures/noise-at-test.js";
import { DEVIATIONS, type NoiseKind, noisyGains } from "../noise.js";
import type { Measurement } from "../records/measurements.js";
import { type Recorded, valuesOf } from "../records/recorded.js";

/** Test accuracy (%) of the network with other options in each of its SRC layers. */
export async function accuracyWith(
	{ network, encoding, seed }: ReadyNetwork,
	options: Partial<Omit<SRCSpec, "cell" | "units">>,
	samples: Samples<"test">,
	engine: Engine,
	draw = 0,
): Promise<number> {
	const other: Network = disturbed(network, options, seed + draw);
	const { accuracy } = await evaluate(other, samples, encoding, seed, engine);
	return 100 * accuracy;
}

/** The titles of the two kinds of noise. */
const KINDS: Readonly<Record<NoiseKind, string>> = {
	neuron: "drawn once a neuron",
	step: "drawn anew at each step",
};

/** One curve a kind of noise over its standard deviations (% of r and r_s), a value for each draw; noise at each step has one. */
export async function noiseCurves(
	ready: ReadyNetwork,
	shares: readonly number[],
	draws: number,
	samples: Samples<"test">,
	engine: Engine,
): Promise<SeedCurve[]> {
	const curves: SeedCurve[] = [];
	for (const kind of ["neuron", "step"] as const) {
		const points: SeedPoint[] = [];
		for (const share of shares) {
			const values: number[] = [];
			for (let draw = 0; draw < (kind === "neuron" ? draws : 1); draw++) {
				const options = noisyGains(share, kind);
				values.push(await accuracyWith(ready, options, samples, engine, draw));
			}
			points.push({ x: 100 * share, values });
		}
		curves.push({ name: KINDS[kind], points });
	}
	return curves;
}

/** The same from measurements of networks that learned without noise (`npm run measure -- noise`). */
export function measuredNoiseCurves(rows: readonly Measurement[]): SeedCurve[] {
	const at = (variant: string) =>
		rows.filter((row) => row.variant === variant).map(({ value }) => value);
	return noiseCurvesBy((share, kind) =>
		at(
			share === 0
				? "SRC 784-100, no noise"
				: `SRC 784-100, σ ${100 * share} % at test, per ${kind}`,
		),
	);
}

/** The same from trainings with noise (experiment `noise`). */
export function trainedNoiseCurves(recorded: readonly Recorded[]): SeedCurve[] {
	const at = (variant: string) =>
		recorded
			.filter((one) => one.variant === variant)
			.flatMap((one) => valuesOf(one));
	return noiseCurvesBy((share, kind) =>
		at(
			share === 0
				? "SRC 784-100, no noise"
				: `SRC 784-100, σ ${100 * share} % in training, per ${kind}`,
		),
	);
}

function noiseCurvesBy(
	valuesAt: (share: number, kind: NoiseKind) => readonly number[],
): SeedCurve[] {
	return (["neuron", "step"] as const).map((kind) => ({
		name: KINDS[kind],
		points: [0, ...DEVIATIONS].map((share) => ({
			x: 100 * share,
			values: valuesAt(share, kind),
		})),
	}));
}

/** How many outputs above 0 lie in each of `bins` equal parts of (0, 1], as a curve over the middles of the parts. */
export function spikeSizes({ values }: SpikeMatrix, bins = 20): Curve {
	const counts = new Array<number>(bins).fill(0);
	for (const value of Array.from(values))
		if (value > 0) counts[Math.min(bins - 1, Math.floor(value * bins))]++;
	const x = counts.map((_, k) => (k + 0.5) / bins);
	return { name: "outputs", x, y: counts };
}
