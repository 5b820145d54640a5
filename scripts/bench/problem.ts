/** One network and one batch, for both sides: built here, and written to a folder for a peer (read by peers/problem.py). */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
	ADAM_DEFAULTS,
	type Batch,
	batchOf,
	createNetwork,
	type Dataset,
	encodeSample,
	type ImageStimuli,
	type Network,
	type RateEncoding,
	type SpikeTrain,
} from "spiking-recurrent-cell";
import type { BenchNetwork } from "./networks.js";

const SEED = 1;

export interface Problem {
	readonly benchNetwork: BenchNetwork;
	readonly encoding: RateEncoding;
	/** What is timed: images, whose spikes are drawn during each step. */
	readonly batch: Batch & { readonly stimuli: ImageStimuli };
	/** What is compared: the first samples, with spikes that both sides share. */
	readonly fixed: Batch;
	readonly trains: readonly SpikeTrain[];
}

/**
 * What both sides are compared on: few samples, and only as many stimulus steps as spikes need to reach the last layer. A spiking network
 * amplifies rounding from step to step and from layer to layer: after all 220 steps the same PyTorch network in float32 and in float64
 * differs by 2 % (784-512-100) to 50 % (784-128×9-100), after these few by about 1e-5, with ten layers by up to 1 %.
 */
const COMPARED_SAMPLES = 32;
function comparedSteps(layers: number): number {
	return layers === 1 ? 40 : Math.max(10, Math.ceil(1.5 * layers) - 1);
}

/** The first `samples` images of the training part; the first few of them also with fixed spikes. */
export function makeProblem(
	benchNetwork: BenchNetwork,
	dataset: Dataset,
	encoding: RateEncoding,
	samples: number,
): Problem {
	const positions = Uint32Array.from({ length: samples }, (_, k) => k);
	const { stimuli, labels } = batchOf(dataset.train, positions, {
		encoding,
		seed: SEED,
		epoch: 1,
	});
	if (stimuli.kind !== "images") throw new Error("expected images");
	const pixels = dataset.width * dataset.height;
	const steps = comparedSteps(benchNetwork.spec.layers.length);
	const trains = Array.from(
		{ length: Math.min(COMPARED_SAMPLES, samples) },
		(_, b) =>
			encodeSample(
				{ ...encoding, steps },
				stimuli.images.subarray(b * pixels, (b + 1) * pixels),
				{ seed: SEED, epoch: 0, sample: stimuli.samples[b] },
			),
	);
	return {
		benchNetwork,
		encoding,
		batch: { stimuli, labels },
		fixed: {
			stimuli: { kind: "trains", trains },
			labels: labels.slice(0, trains.length),
		},
		trains,
	};
}

/** The network with its starting weights: the same for every side. */
export function startingNetwork({ benchNetwork }: Problem): Network {
	return createNetwork(benchNetwork.spec, SEED);
}

/** Mean numbers over the batch's images: draws (one a bright pixel and stimulus step) and expected input spikes. */
export function stimulusWork({ encoding, batch }: Problem): {
	draws: number;
	spikes: number;
} {
	const { images, samples } = batch.stimuli;
	const bright = images.filter((value) => value > 0);
	const intensity = images.reduce((sum, value) => sum + value / 255, 0);
	return {
		draws: (bright.length * encoding.steps) / samples.length,
		spikes: (intensity * encoding.gain * encoding.steps) / samples.length,
	};
}

/** Writes everything a peer needs to `folder`. */
export function writeProblem(problem: Problem, folder: string): void {
	mkdirSync(folder, { recursive: true });
	const write = (file: string, values: Float32Array | Uint8Array): void =>
		writeFileSync(path.join(folder, file), values);
	const { benchNetwork, encoding, batch, trains } = problem;
	const parameters = [...startingNetwork(problem).parameters.values()];
	for (const { name, values } of parameters) write(`${name}.f32`, values);
	write("images.u8", batch.stimuli.images);
	write("labels.u8", batch.labels);
	write("spikes.bits", packSpikes(trains));
	const description = {
		network: benchNetwork.spec,
		encoding,
		compared: {
			samples: trains.length,
			steps: comparedSteps(benchNetwork.spec.layers.length),
		},
		adam: ADAM_DEFAULTS,
		parameters: parameters.map(({ name, shape, learned }) => ({
			name,
			shape,
			learned,
			file: `${name}.f32`,
		})),
	};
	writeFileSync(
		path.join(folder, "problem.json"),
		JSON.stringify(description, null, "\t"),
	);
}

/** Spikes [T, B, inputs] as bits, the lowest bit of a byte first. */
export function packSpikes(trains: readonly SpikeTrain[]): Uint8Array {
	const samples = trains.length;
	const { steps, inputs } = trains[0];
	const bits = new Uint8Array(Math.ceil((steps * samples * inputs) / 8));
	for (const [b, { offsets, indices }] of trains.entries())
		for (let t = 0; t < steps; t++)
			for (let event = offsets[t]; event < offsets[t + 1]; event++) {
				const place = (t * samples + b) * inputs + indices[event];
				bits[place >> 3] |= 1 << (place & 7);
			}
	return bits;
}
