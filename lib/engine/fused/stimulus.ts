/** The batch's stimuli in memory, and how one sample's become the input signal. */
import { encodeSample } from "../../encoding/encode.js";
import type { ImageEncoding } from "../../encoding/encoding.js";
import { rateThreshold } from "../../encoding/rate.js";
import type { SampleAddress } from "../../encoding/sample-address.js";
import type { SpikeTrain } from "../../encoding/spike-train.js";
import { addressesOf, type Stimuli } from "../engine.js";
import { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import { type Allocator, FLOAT } from "./memory.js";
import type { RunShape } from "./shape.js";

/** Numbers of one batch that its shape leaves open. */
export interface Presentation {
	readonly seed: number;
	readonly epoch: number;
}

export class Stimulus {
	readonly signal: Signal;
	/** The samples' numbers, [B] u32; 0 where trains have none. */
	private readonly samples: number;
	/** Images: [B × inputs] u8 and [256] u32. */
	private readonly images: number;
	private readonly thresholds: number;
	private readonly scratch: number;
	/** Trains: [B × (T + 1)] u32 places in `indices` and `values`, and whether a train is graded, [B] u8. */
	private readonly offsets: number;
	private readonly indices: number;
	private readonly values: number;
	private readonly graded: number;

	constructor(
		private readonly shape: RunShape,
		shared: Allocator,
		arena: Allocator,
	) {
		const { samples, steps, network, inputEvents, trainEvents } = shape;
		const images = shape.encoding ? samples : 0;
		const trains = samples - images;
		this.samples = shared.take(4 * samples);
		this.images = shared.take(images * network.inputs);
		this.thresholds = shared.take(4 * 256);
		this.offsets = shared.take(4 * trains * (steps + 1));
		this.indices = shared.take(2 * trainEvents);
		this.values = shared.take(FLOAT * trainEvents);
		this.graded = shared.take(trains);
		this.scratch = arena.take(128 + 32 * Math.ceil(steps / 64));
		this.signal = new Signal(steps, network.inputs, inputEvents, arena);
	}

	/** Copies a batch to memory in the given order. */
	write(k: Kernels, stimuli: Stimuli, order: Uint32Array): void {
		const numbers = addressesOf(stimuli)?.samples;
		order.forEach((b, place) => {
			k.u32[this.samples / 4 + place] = numbers?.[b] ?? 0;
		});
		if (stimuli.kind === "trains") {
			let at = 0;
			order.forEach((b, place) => {
				at = this.writeTrain(k, stimuli.trains[b], place, at);
			});
			return;
		}
		const { inputs } = this.shape.network;
		order.forEach((b, place) => {
			const image = stimuli.images.subarray(b * inputs, (b + 1) * inputs);
			k.u8.set(image, this.images + place * inputs);
		});
		const { encoding } = stimuli;
		if (encoding.code === "rate")
			for (let intensity = 0; intensity < 256; intensity++)
				k.u32[this.thresholds / 4 + intensity] = rateThreshold(
					encoding.gain,
					intensity,
				);
	}

	/** Appends a train at event number `at`; returns where the next one starts. */
	private writeTrain(
		k: Kernels,
		train: SpikeTrain,
		place: number,
		at: number,
	): number {
		const count = train.offsets[train.steps];
		const offsets = this.offsets / 4 + place * (train.steps + 1);
		for (let t = 0; t <= train.steps; t++)
			k.u32[offsets + t] = at + train.offsets[t];
		k.u16.set(train.indices.subarray(0, count), this.indices / 2 + at);
		if (train.values)
			k.f32.set(train.values.subarray(0, count), this.values / FLOAT + at);
		k.u8[this.graded + place] = train.values ? 1 : 0;
		return at + count;
	}

	/** Fills `signal` with the sample at `place`, and says where its random draws lie. */
	read(
		k: Kernels,
		place: number,
		{ seed, epoch }: Presentation,
	): SampleAddress {
		const sample = k.u32[this.samples / 4 + place];
		const address = { seed, epoch, sample };
		const { encoding } = this.shape;
		if (encoding) this.readImage(k, place, encoding, address);
		else this.readTrain(k, place);
		return address;
	}

	private readImage(
		k: Kernels,
		place: number,
		encoding: ImageEncoding,
		address: SampleAddress,
	): void {
		const { signal } = this;
		const { inputs } = this.shape.network;
		const image = this.images + place * inputs;
		if (encoding.code !== "rate") {
			const train = encodeSample(
				encoding,
				k.u8.subarray(image, image + inputs),
				address,
			);
			const { offsets, indices, values } = signal.byStep;
			k.u32.set(train.offsets, offsets / 4);
			k.u16.set(train.indices, indices / 2);
			if (train.values) k.f32.set(train.values, values / FLOAT);
			signal.renew(train.values !== undefined);
			return;
		}
		k.drawSpikes(
			image,
			inputs,
			this.thresholds,
			encoding.prefix,
			encoding.steps,
			address.seed,
			address.sample,
			address.epoch,
			this.scratch,
			signal.byUnit.offsets,
			signal.byUnit.indices,
		);
		signal.sortByStep(k);
	}

	private readTrain(k: Kernels, place: number): void {
		const { byStep, steps } = this.signal;
		const from = this.offsets / 4 + place * (steps + 1);
		const start = k.u32[from];
		const end = k.u32[from + steps];
		for (let t = 0; t <= steps; t++)
			k.u32[byStep.offsets / 4 + t] = k.u32[from + t] - start;
		k.u16.copyWithin(
			byStep.indices / 2,
			this.indices / 2 + start,
			this.indices / 2 + end,
		);
		const graded = k.u8[this.graded + place] === 1;
		if (graded)
			k.f32.copyWithin(
				byStep.values / FLOAT,
				this.values / FLOAT + start,
				this.values / FLOAT + end,
			);
		this.signal.renew(graded);
	}
}
