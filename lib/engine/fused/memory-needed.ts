/** What a run will take, before it starts. */
import { type ImageEncoding, totalSteps } from "../../encoding/encoding.js";
import type { NetworkSpec } from "../../network/spec.js";
import type { LowerGradient } from "../lower-gradient.js";
import { FusedModel } from "./model.js";

export interface PlannedRun {
	readonly network: NetworkSpec;
	readonly encoding: ImageEncoding;
	/** B. */
	readonly samples: number;
	readonly workers: number;
	/** Whether gradients are asked for. */
	readonly gradient: boolean;
	/** "exact" unless given. */
	readonly lowerGradient?: LowerGradient;
}

/** Bytes of the one memory that the engine allots for a batch of images, all workers included; it never grows during a run. */
export function memoryNeeded(run: PlannedRun): number {
	const { encoding, network, workers, samples, gradient } = run;
	return new FusedModel({
		network,
		encoding,
		samples,
		gradient,
		steps: totalSteps(encoding),
		inputEvents: encoding.steps * network.inputs,
		trainEvents: 0,
		lowerGradient: run.lowerGradient ?? { kind: "exact" },
		threads: workers,
	}).bytes;
}
