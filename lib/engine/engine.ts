/** What every engine does: run a network over whole sequences and differentiate the loss. */
import type { CellKind } from "../cells/spec.js";
import { type ImageEncoding, totalSteps } from "../encoding/encoding.js";
import type { SampleAddresses } from "../encoding/sample-address.js";
import type { SpikeTrain } from "../encoding/spike-train.js";
import type { Network } from "../network/network.js";
import type { LowerGradient } from "./lower-gradient.js";

/** Images, encoded while they run; sample b's spikes depend only on (seed, epoch, samples[b], step, pixel). */
export interface ImageStimuli extends SampleAddresses {
	readonly kind: "images";
	/** [B × inputs], 0 … 255. */
	readonly images: Uint8Array;
	readonly encoding: ImageEncoding;
}

/** Ready-made spike trains, all of the same number of steps and inputs. */
export interface TrainStimuli {
	readonly kind: "trains";
	/** [B]. */
	readonly trains: readonly SpikeTrain[];
	/** Needed only where a layer draws noise at each step. */
	readonly addresses?: SampleAddresses;
}

export type Stimuli = ImageStimuli | TrainStimuli;

/** B samples that are run together, and the label of each. */
export interface Batch {
	readonly stimuli: Stimuli;
	/** [B], 0 … labels − 1. */
	readonly labels: Uint8Array;
}

/** How busy a layer was, summed over the batch. */
export interface LayerActivity {
	/** Number of (sample, step, neuron) with an output above 0. */
	readonly spikingSteps: number;
	/** Number of spikes, each counted once at its first step. */
	readonly spikes: number;
	/** B × T × N, what `spikingSteps` is a share of. */
	readonly neuronSteps: number;
}

/** What a network makes of a batch of B samples. */
export interface ForwardResult {
	/** [B × labels], the readout at the last step. */
	readonly logits: Float32Array;
	/** Mean softmax cross-entropy (nat). */
	readonly loss: number;
	/** Number of samples whose largest logit is their label's. */
	readonly correct: number;
	/** One entry a layer. */
	readonly activity: readonly LayerActivity[];
}

/** Gradient of the mean loss by the name of each learned parameter, in the parameter's layout. */
export type Gradients = ReadonlyMap<string, Float32Array>;

export interface GradientResult extends ForwardResult {
	readonly gradients: Gradients;
}

export interface Engine {
	/** e.g. "tensorflow (wasm)" or "fused (2 workers)": what tables and records say. */
	readonly name: string;
	/** Which cells compute the layers: the library's of these kinds, or cells of one's own; all of the library's where absent. */
	readonly cells?: readonly CellKind[] | "own";
	/** How gradients pass to lower layers; exact where absent. */
	readonly lowerGradient?: LowerGradient;
	forward(network: Network, batch: Batch): Promise<ForwardResult>;
	/** @param spent gradients that nobody needs any longer: an engine may write the new ones over them, which is quicker than new arrays */
	gradient(
		network: Network,
		batch: Batch,
		spent?: Gradients,
	): Promise<GradientResult>;
	dispose(): Promise<void>;
}

/** What a batch's random draws depend on, where the stimuli say it. */
export function addressesOf(stimuli: Stimuli): SampleAddresses | undefined {
	return stimuli.kind === "images" ? stimuli : stimuli.addresses;
}

/** T, the number of steps that every sample of the stimuli takes. */
export function stepsOf(stimuli: Stimuli): number {
	return stimuli.kind === "images"
		? totalSteps(stimuli.encoding)
		: (stimuli.trains[0]?.steps ?? 0);
}

/** B, the number of samples of a batch. */
export function batchSize(batch: Batch): number {
	return batch.labels.length;
}
