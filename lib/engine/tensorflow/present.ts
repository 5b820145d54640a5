/** Stimuli as the dense tensor that TensorFlow.js multiplies. */
import { type Tensor2D, tensor2d } from "@tensorflow/tfjs-core";
import { encodeSample } from "../../encoding/encode.js";
import type { SpikeTrain } from "../../encoding/spike-train.js";
import type { Batch, Stimuli } from "../engine.js";

/** The spike train of sample b. */
export function trainOf(stimuli: Stimuli, b: number): SpikeTrain {
	if (stimuli.kind === "trains") return stimuli.trains[b];
	const { images, samples, encoding, seed, epoch } = stimuli;
	const pixels = images.length / samples.length;
	const image = images.subarray(b * pixels, (b + 1) * pixels);
	return encodeSample(encoding, image, { seed, epoch, sample: samples[b] });
}

/** Samples from … to − 1 of a batch as [T·B, inputs], and T. */
export function present(
	batch: Batch,
	from: number,
	to: number,
): { inputs: Tensor2D; steps: number } {
	const samples = to - from;
	const { steps, inputs } = trainOf(batch.stimuli, from);
	const dense = new Float32Array(steps * samples * inputs);
	for (let b = 0; b < samples; b++) {
		const train = trainOf(batch.stimuli, from + b);
		for (let t = 0; t < steps; t++) {
			const row = (t * samples + b) * inputs;
			for (let event = train.offsets[t]; event < train.offsets[t + 1]; event++)
				dense[row + train.indices[event]] += train.values?.[event] ?? 1;
		}
	}
	return { inputs: tensor2d(dense, [steps * samples, inputs]), steps };
}
