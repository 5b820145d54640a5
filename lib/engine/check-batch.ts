/** Whether a batch fits a network, and whether that is one: each engine asks before it runs one, so that all refuse the same, in the same words. */
import { requireBytes } from "../checks/require-range.js";
import {
	checkEncoding,
	checkPresentation,
	expectImageCode,
} from "../encoding/encode.js";
import { checkTrain } from "../encoding/spike-train.js";
import type { Network } from "../network/network.js";
import { requireNetwork } from "../network/require-network.js";
import {
	addressesOf,
	type Batch,
	batchSize,
	type ImageStimuli,
	type TrainStimuli,
} from "./engine.js";

/**
 * Looks at each label, and at each step and event of ready-made trains; of images at their number and size.
 * @throws in one sentence that says what does not fit, or that the network is none
 */
export function checkBatch(network: Network, batch: Batch): void {
	requireNetwork(network, "an engine");
	const { inputs, readout } = network.spec;
	const { stimuli, labels } = batch;
	const samples = batchSize(batch);
	if (samples === 0)
		throw new Error("a batch needs at least one sample, got none");
	requireBytes("labels of a batch", labels);
	const wrong = labels.find((label) => label >= readout.labels);
	if (wrong !== undefined)
		throw new Error(
			`label ${wrong} in a batch for a readout of ${readout.labels} labels: labels must be 0 … ${readout.labels - 1}`,
		);
	const addresses = addressesOf(stimuli);
	if (addresses) {
		requireAsMany(samples, addresses.samples.length, "numbers of samples");
		checkPresentation(addresses);
	}
	if (stimuli.kind === "images") checkImages(inputs, samples, stimuli);
	else checkTrains(inputs, samples, stimuli);
}

function checkImages(
	inputs: number,
	samples: number,
	{ images, encoding }: ImageStimuli,
): void {
	expectImageCode(encoding);
	checkEncoding(encoding);
	requireBytes("images of a batch", images);
	const pixels = images.length / samples;
	if (!Number.isInteger(pixels))
		throw new Error(
			`${samples} images of ${inputs} pixels need ${samples * inputs} values, got ${images.length}`,
		);
	requireInputs(`images of ${pixels} pixels`, pixels, inputs);
}

function checkTrains(
	inputs: number,
	samples: number,
	{ trains }: TrainStimuli,
): void {
	requireAsMany(samples, trains.length, "spike trains");
	const { steps } = trains[0];
	for (const train of trains) {
		if (train.steps !== steps)
			throw new Error(
				`spike trains of ${steps} and of ${train.steps} steps in one batch: all must be of the same length`,
			);
		requireInputs(
			`spike trains of ${train.inputs} lines`,
			train.inputs,
			inputs,
		);
		checkTrain(train);
	}
}

function requireAsMany(labels: number, count: number, what: string): void {
	if (count !== labels)
		throw new Error(
			`${labels} labels for ${count} ${what} in a batch: there must be as many`,
		);
}

function requireInputs(what: string, lines: number, inputs: number): void {
	if (lines !== inputs)
		throw new Error(
			`${what} for a network of ${inputs} inputs: give the network ${lines} inputs, or stimuli of its size`,
		);
}
