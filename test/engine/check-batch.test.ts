import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	type Batch,
	createNetwork,
	type Engine,
	leakyReadout,
	openFusedEngine,
	openTensorflowEngine,
	type RateEncoding,
	type SpikeTrain,
	src,
} from "spiking-recurrent-cell";

const INPUTS = 4;
const network = createNetwork(
	{ inputs: INPUTS, layers: [src(6)], readout: leakyReadout(2) },
	1,
);
const RATE: RateEncoding = { code: "rate", gain: 0.25, prefix: 2, steps: 8 };

/** Two images, with what `changes` puts in place of theirs. */
function images(
	changes: object = {},
	labels: Uint8Array = Uint8Array.of(0, 1),
): Batch {
	return {
		stimuli: {
			kind: "images",
			images: new Uint8Array(2 * INPUTS).fill(200),
			samples: Uint32Array.of(0, 1),
			encoding: RATE,
			seed: 1,
			epoch: 1,
			...changes,
		},
		labels,
	};
}

/** Three steps with an event each. */
const TRAIN: SpikeTrain = {
	steps: 3,
	inputs: INPUTS,
	offsets: Uint32Array.of(0, 1, 2, 3),
	indices: Uint16Array.of(0, 1, 2),
};

/** That train, and the same with `changes`. */
function trains(
	changes: Partial<SpikeTrain> = {},
	labels: Uint8Array = Uint8Array.of(0, 1),
): Batch {
	return {
		stimuli: { kind: "trains", trains: [TRAIN, { ...TRAIN, ...changes }] },
		labels,
	};
}

const rate = (changes: object): Batch =>
	images({ encoding: { ...RATE, ...changes } });

const ENCODINGS: [Batch, RegExp][] = [
	[rate({ gain: 2 }), /gain of the rate code is 2: it must be in \(0, 1\]/],
	[rate({ gain: -0.5 }), /gain of the rate code is -0\.5/],
	[rate({ gain: Number.NaN }), /gain of the rate code is NaN/],
	[rate({ steps: 0 }), /steps is 0: it must be an integer ≥ 1/],
	[rate({ steps: -5 }), /steps is -5/],
	[rate({ steps: 2.5 }), /steps is 2\.5/],
	[rate({ prefix: 1.5 }), /prefix is 1\.5: it must be an integer ≥ 0/],
	[rate({ prefix: -20 }), /prefix is -20/],
	[rate({ prefix: undefined }), /prefix is undefined/],
	[rate({ code: "events" }), /the code "events" is for recordings/],
];

const IMAGES: [Batch, RegExp][] = [
	[
		images({ images: new Uint8Array(2 * 9) }),
		/images of 9 pixels for a network of 4 inputs: /,
	],
	[
		images({ images: new Uint8Array(7) }),
		/2 images of 4 pixels need 8 values, got 7$/,
	],
	[
		images({ images: new Float32Array(2 * INPUTS).fill(0.5) }),
		/images of a batch is a Float32Array: it must be a Uint8Array of 0 … 255/,
	],
	[
		images({ samples: Uint32Array.of(0) }),
		/2 labels for 1 numbers of samples in a batch: there must be as many/,
	],
	[images({ seed: -1 }), /seed is -1: it must be an integer in 0 … 4294967295/],
	[images({ epoch: 0.5 }), /epoch is 0\.5/],
];

const TRAINS: [Batch, RegExp][] = [
	[
		trains({}, Uint8Array.of(0)),
		/1 labels for 2 spike trains in a batch: there must be as many/,
	],
	[
		trains({ steps: 2, offsets: Uint32Array.of(0, 1, 2) }),
		/spike trains of 3 and of 2 steps in one batch: all must be of the same length/,
	],
	[
		trains({ inputs: 5 }),
		/spike trains of 5 lines for a network of 4 inputs: /,
	],
	[
		trains({ offsets: Uint32Array.of(0, 1, 2) }),
		/3 offsets of a spike train of 3 steps .*: it needs 4/,
	],
	[
		trains({ offsets: Uint32Array.of(0, 2, 1, 3) }),
		/offsets of a spike train fall from 2 to 1 at step 1: they must ascend/,
	],
	[
		trains({ indices: Uint16Array.of(0, 1) }),
		/2 indices of a spike train of .* 3 events: it needs 3/,
	],
	[
		trains({ values: Float32Array.of(1, 1) }),
		/2 values of a spike train of .* 3 events: it needs 3/,
	],
	[
		trains({ indices: Uint16Array.of(0, INPUTS, 2) }),
		/event 1 of a spike train is on line 4: its lines are 0 … 3/,
	],
	[
		trains({ values: Float32Array.of(1, 1, Number.NaN) }),
		/event 2 of a spike train has the value NaN: it must be a finite number/,
	],
];

const LABELS: [Batch, RegExp][] = [
	[
		images({}, Uint8Array.of(0, 5)),
		/label 5 in a batch for a readout of 2 labels: labels must be 0 … 1/,
	],
	[trains({}, Uint8Array.of(2, 0)), /label 2 in a batch for a readout of 2/],
	[
		images({ samples: new Uint32Array(0) }, new Uint8Array(0)),
		/a batch needs at least one sample, got none/,
	],
	[
		images({}, [0, 1] as never),
		/labels of a batch is an array: it must be a Uint8Array/,
	],
];

/** Each of these ran, or failed with a message from below, on one engine or both. */
const REFUSED = [...ENCODINGS, ...IMAGES, ...TRAINS, ...LABELS];

describe("a batch that fits neither its network nor itself", () => {
	let engines: Engine[];
	before(async () => {
		engines = [openFusedEngine({ workers: 1 }), await openTensorflowEngine()];
	});
	after(() => Promise.all(engines.map((engine) => engine.dispose())));

	test(`is refused by both engines in the same sentence, in ${REFUSED.length} ways of being wrong, and the engines run on`, async () => {
		for (const [batch, message] of REFUSED)
			for (const engine of engines)
				await assert.rejects(
					engine.gradient(network, batch),
					{ name: "Error", message },
					engine.name,
				);
		for (const batch of [images(), trains()])
			for (const engine of engines) await engine.gradient(network, batch);
	});

	test("a specification, or a training, in place of a network is refused in the same sentence by both engines", async () => {
		const message =
			/^an engine got no network, which has spec and parameters: /;
		for (const other of [network.spec, { network, record: {} }])
			for (const engine of engines)
				await assert.rejects(
					engine.forward(other as never, images()),
					{ name: "Error", message },
					engine.name,
				);
	});

	test("is told from one of trains with room after their last event, which both engines run", async () => {
		const roomy = trains({
			offsets: Uint32Array.of(0, 1, 2, 3, 99),
			indices: Uint16Array.of(0, 1, 2, 99),
			values: Float32Array.of(1, 1, 1, Number.NaN),
		});
		for (const engine of engines) {
			const { logits } = await engine.forward(network, roomy);
			assert.deepEqual(logits.subarray(2), logits.subarray(0, 2));
		}
	});
});
