/** The sizes of a run: all that memory, addresses and work depend on. Plain data, the same for the engine and its workers. */
import { drawsAtEachStep, requireAddresses } from "../../cells/gain-noise.js";
import { type ImageEncoding, totalSteps } from "../../encoding/encoding.js";
import type { SpikeTrain } from "../../encoding/spike-train.js";
import type { Network } from "../../network/network.js";
import type { NetworkSpec } from "../../network/spec.js";
import { checkBatch } from "../check-batch.js";
import { addressesOf, type Batch, batchSize } from "../engine.js";
import type { LowerGradient } from "../lower-gradient.js";

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

/** @throws if the batch does not fit the network (`checkBatch`) or the engine. */
export function shapeOf(
	of: Network,
	batch: Batch,
	gradient: boolean,
	lowerGradient: LowerGradient,
	threads: number,
): RunShape {
	checkBatch(of, batch);
	const network = of.spec;
	const { stimuli } = batch;
	const samples = batchSize(batch);
	const common = { network, samples, gradient, lowerGradient, threads };
	const shape =
		stimuli.kind === "images"
			? imageShape(common, stimuli.encoding)
			: trainShape(common, stimuli.trains);
	if (network.layers.some(drawsAtEachStep))
		requireAddresses(addressesOf(stimuli));
	for (const [what, size] of [
		["inputs", network.inputs],
		["steps", shape.steps],
		...network.layers.map(({ units }) => ["units of a layer", units]),
	] as [string, number][])
		if (size > LARGEST_SIZE)
			throw new Error(
				`${size} ${what}: the fused engine takes at most ${LARGEST_SIZE}`,
			);
	return shape;
}

type Common = Pick<
	RunShape,
	"network" | "samples" | "gradient" | "lowerGradient" | "threads"
>;

function imageShape(common: Common, encoding: ImageEncoding): RunShape {
	return {
		...common,
		steps: totalSteps(encoding),
		encoding,
		inputEvents: encoding.steps * common.network.inputs,
		trainEvents: 0,
	};
}

function trainShape(common: Common, trains: readonly SpikeTrain[]): RunShape {
	const rooms = trains.map(({ indices }) => indices.length);
	return {
		...common,
		steps: trains[0].steps,
		inputEvents: roomFor(rooms.reduce((a, b) => Math.max(a, b))),
		trainEvents: roomFor(rooms.reduce((a, b) => a + b)),
	};
}

/** The next power of two: batches of about as many events have the same shape and follow each other in the same memory. */
function roomFor(events: number): number {
	return 2 ** Math.ceil(Math.log2(Math.max(1, events)));
}
