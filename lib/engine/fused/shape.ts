/** The sizes of a run: all that memory, addresses and work depend on. Plain data, the same for the engine and its workers. */
import { drawsAtEachStep, requireAddresses } from "../../cells/gain-noise.js";
import { type ImageEncoding, totalSteps } from "../../encoding/encoding.js";
import type { NetworkSpec } from "../../network/spec.js";
import { addressesOf, type Batch, batchSize } from "../engine.js";
import type { LowerGradient } from "./lower-gradient.js";

export interface RunShape {
	readonly network: NetworkSpec;
	/** T. */
	readonly steps: number;
	/** B. */
	readonly samples: number;
	/** How images are encoded; absent when the stimuli are ready-made trains. */
	readonly encoding?: ImageEncoding;
	/** Room for the input events of a sample. */
	readonly inputEvents: number;
	/** Room for the events of all trains of the batch; 0 for images. */
	readonly trainEvents: number;
	/** Whether gradients are asked for. */
	readonly gradient: boolean;
	readonly lowerGradient: LowerGradient;
	/** Threads, each with a working memory of its own. */
	readonly threads: number;
}

/** Each chunk takes this part of the samples that are left, but no fewer than the smallest. */
const CHUNK_SHARE = 1 / 8;
const SMALLEST_CHUNK = 4;

/**
 * First sample of each chunk, then B. The gradients of a chunk's samples are added into one block. The first chunks are large, so that
 * there are few blocks, the last ones small, so that threads end at the same time. All depends on B alone, so that sums do not depend on
 * the threads.
 */
export function chunkStarts(samples: number): number[] {
	const starts = [0];
	for (let start = 0; start < samples; ) {
		const left = samples - start;
		const size = Math.max(SMALLEST_CHUNK, Math.ceil(CHUNK_SHARE * left));
		start += Math.min(size, left);
		starts.push(start);
	}
	return starts;
}

/** Row numbers, steps and units are stored in 16 bits. */
const LARGEST_SIZE = 65536;

/** @throws if the batch does not fit the network. */
export function shapeOf(
	network: NetworkSpec,
	batch: Batch,
	gradient: boolean,
	lowerGradient: LowerGradient,
	threads: number,
): RunShape {
	const samples = batchSize(batch);
	if (samples === 0)
		throw new Error("a batch needs at least one sample, got none");
	const common = { network, samples, gradient, lowerGradient, threads };
	const shape =
		batch.stimuli.kind === "images"
			? imageShape(common, batch.stimuli.images.length, batch.stimuli.encoding)
			: trainShape(common, batch);
	if (network.layers.some(drawsAtEachStep))
		requireAddresses(addressesOf(batch.stimuli));
	for (const [what, size] of [
		["inputs", network.inputs],
		["steps", shape.steps],
		...network.layers.map(({ units }) => ["units of a layer", units]),
	] as [string, number][])
		if (size > LARGEST_SIZE)
			throw new Error(
				`${size} ${what}: the fused engine takes at most ${LARGEST_SIZE}`,
			);
	const wrong = batch.labels.find((label) => label >= network.readout.labels);
	if (wrong !== undefined)
		throw new Error(
			`label ${wrong} in a batch for a readout of ${network.readout.labels} labels: labels must be 0 … ${network.readout.labels - 1}`,
		);
	return shape;
}

type Common = Pick<
	RunShape,
	"network" | "samples" | "gradient" | "lowerGradient" | "threads"
>;

function imageShape(
	common: Common,
	pixels: number,
	encoding: ImageEncoding,
): RunShape {
	const { inputs } = common.network;
	if (pixels !== common.samples * inputs)
		throw new Error(
			`${common.samples} images of ${inputs} pixels need ${common.samples * inputs} values, got ${pixels}`,
		);
	return {
		...common,
		steps: totalSteps(encoding),
		encoding,
		inputEvents: encoding.steps * inputs,
		trainEvents: 0,
	};
}

function trainShape(common: Common, batch: Batch): RunShape {
	if (batch.stimuli.kind !== "trains") throw new Error("expected trains");
	const { trains } = batch.stimuli;
	if (trains.length !== common.samples)
		throw new Error(
			`${common.samples} labels for ${trains.length} spike trains: there must be as many`,
		);
	const { steps } = trains[0];
	let most = 0;
	let all = 0;
	for (const train of trains) {
		if (train.steps !== steps)
			throw new Error(
				`spike trains of ${steps} and of ${train.steps} steps in one batch: all must be of the same length`,
			);
		if (train.inputs !== common.network.inputs)
			throw new Error(
				`a spike train of ${train.inputs} inputs for a network of ${common.network.inputs}`,
			);
		most = Math.max(most, train.indices.length);
		all += train.indices.length;
	}
	return {
		...common,
		steps,
		inputEvents: roomFor(most),
		trainEvents: roomFor(all),
	};
}

/** The next power of two: batches of about as many events have the same shape and follow each other in the same memory. */
function roomFor(events: number): number {
	return 2 ** Math.ceil(Math.log2(Math.max(1, events)));
}
