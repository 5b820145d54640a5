/** The fused engine's cost against one quantity at a time: steps, spike density, width and depth. */
import {
	type Dataset,
	type Engine,
	openFusedEngine,
	PAPER_ENCODING,
	type RateEncoding,
	totalSteps,
} from "spiking-recurrent-cell";
import { measureCrossovers } from "./crossover.js";
import { EngineContender } from "./engine-contender.js";
import { BATCH, QUICK_BATCH } from "./measure.js";
import { type BenchNetwork, repeated, srcNetwork } from "./networks.js";
import type { BenchOptions } from "./options.js";
import { makeProblem, stimulusWork } from "./problem.js";
import { median } from "./race.js";
import { circumstances, type Sweep, type SweepRecord } from "./record.js";

/** One point of a sweep: a network, an input code, and where it lies on the axis. */
interface Point {
	readonly network: BenchNetwork;
	readonly encoding: RateEncoding;
	/** Without it, the mean number of input spikes a sample. */
	readonly x?: number;
}

interface Plan {
	readonly name: string;
	readonly title: string;
	readonly network: string;
	readonly points: readonly Point[];
}

const SHALLOW = srcNetwork(100);

const PLANS: readonly Plan[] = [
	{
		name: "steps",
		title: "steps of a sample, T",
		network: "SRC 784-100",
		points: [50, 100, 200, 400, 800, 1600].map((steps) => {
			const encoding = { ...PAPER_ENCODING, steps };
			return { network: SHALLOW, encoding, x: totalSteps(encoding) };
		}),
	},
	{
		name: "density",
		title: "input spikes of a sample",
		network: "SRC 784-100",
		points: [0.05, 0.1, 0.25, 0.5, 0.75, 1].map((gain) => ({
			network: SHALLOW,
			encoding: { ...PAPER_ENCODING, gain },
		})),
	},
	{
		name: "width",
		title: "neurons of the layer, N",
		network: "SRC 784-N",
		points: [64, 128, 256, 512, 1024].map((units) => ({
			network: srcNetwork(units),
			encoding: PAPER_ENCODING,
			x: units,
		})),
	},
	{
		name: "depth",
		title: "hidden layers of 128 neurons",
		network: "SRC 784-128×depth-100",
		points: [1, 2, 4, 6, 9, 12, 15].map((depth) => ({
			network: srcNetwork(...repeated(128, depth), 100),
			encoding: PAPER_ENCODING,
			x: depth,
		})),
	},
];

export async function measureSweeps(
	{ quick, repetitions }: BenchOptions,
	dataset: Dataset,
	say: (sentence: string) => void,
): Promise<SweepRecord> {
	const batch = quick ? QUICK_BATCH : BATCH;
	const conditions = circumstances(dataset.title, batch, repetitions);
	const engine = openFusedEngine();
	const sweeps: Sweep[] = [];
	try {
		for (const { points, ...plan } of PLANS) {
			say(`cost against ${plan.title} …`);
			const x: number[] = [];
			const ms: number[] = [];
			for (const point of points) {
				const problem = makeProblem(
					point.network,
					dataset,
					point.encoding,
					batch,
				);
				x.push(point.x ?? Math.round(stimulusWork(problem).spikes));
				ms.push((await medianStep(engine, problem, repetitions)) / batch);
			}
			sweeps.push({ ...plan, x, ms_per_sample: ms });
		}
	} finally {
		await engine.dispose();
	}
	say("following events or multiplying densely …");
	const crossovers = await measureCrossovers(repetitions);
	return {
		kind: "sweeps",
		...conditions,
		engine: engine.name,
		sweeps,
		crossovers,
	};
}

/** ms of a training step, after one to warm up. */
async function medianStep(
	engine: Engine,
	problem: ReturnType<typeof makeProblem>,
	repetitions: number,
): Promise<number> {
	const contender = new EngineContender(engine, problem);
	await contender.step();
	const times: number[] = [];
	for (let k = 0; k < repetitions; k++) times.push(await contender.step());
	return median(times);
}

/** A straight line through points by least squares, and the share of the variance it explains. */
export interface Line {
	readonly slope: number;
	readonly intercept: number;
	/** R². */
	readonly explained: number;
}

/** @throws if there are fewer than two points */
export function fitLine(x: readonly number[], y: readonly number[]): Line {
	if (x.length < 2)
		throw new Error(`a line through ${x.length} points: give at least two`);
	const mean = (values: readonly number[]): number =>
		values.reduce((sum, value) => sum + value, 0) / values.length;
	const meanX = mean(x);
	const meanY = mean(y);
	const slope =
		mean(x.map((value, k) => (value - meanX) * (y[k] - meanY))) /
		mean(x.map((value) => (value - meanX) ** 2));
	const intercept = meanY - slope * meanX;
	const residual = mean(
		y.map((value, k) => (value - intercept - slope * x[k]) ** 2),
	);
	const variance = mean(y.map((value) => (value - meanY) ** 2));
	return { slope, intercept, explained: 1 - residual / variance };
}
