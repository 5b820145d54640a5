/** How many events a decision takes: input spikes as they are drawn, and those that the layers send by their measured activity. */
import { type ImageSamples, imageOf } from "../../data/dataset.js";
import { encodeSample } from "../../encoding/encode.js";
import type { Encoding } from "../../encoding/encoding.js";
import type { NetworkSpec } from "../../network/spec.js";
import type { Evaluation } from "../../training/evaluate.js";

/** Mean number of input spikes of one sample, as an evaluation draws them, over the first `count` of them. */
export function inputEventsOf(
	samples: ImageSamples,
	{ encoding, seed }: { readonly encoding: Encoding; readonly seed: number },
	count: number,
): number {
	const most = Math.min(count, samples.count);
	let events = 0;
	for (let k = 0; k < most; k++) {
		const address = { seed, epoch: 0, sample: samples.first + k };
		events += encodeSample(encoding, imageOf(samples, k), address).indices
			.length;
	}
	return events / most;
}

/** Mean number of events that each layer sends in a sample of `steps`: its neurons' spiking steps. */
export function sentEvents(
	{ layers }: NetworkSpec,
	activity: Evaluation["layers"],
	steps: number,
): number[] {
	return activity.map(
		({ spikingShare }, k) => spikingShare * steps * layers[k].units,
	);
}
