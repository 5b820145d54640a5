/** A network laid out in memory, and how a chunk of samples runs through it. */
import type { CellKind, LayerSpec, SpecOf } from "../../cells/spec.js";
import type { Network } from "../../network/network.js";
import type { Batch, Gradients } from "../engine.js";
import { GRULayer } from "./gru-layer.js";
import type { Kernels } from "./kernels.js";
import type { FusedLayer, LayerContext } from "./layer.js";
import { LIFLayer } from "./lif-layer.js";
import { Allocator, FLOAT, rowBytes } from "./memory.js";
import { type Place, readGradient, writePlace } from "./places.js";
import { FusedReadout } from "./readout.js";
import { chunkStarts, type RunShape } from "./shape.js";
import { SRCLayer } from "./src-layer.js";
import { type Presentation, Stimulus } from "./stimulus.js";

/** Below lie the kernels' constants; address 0 stands for "absent". */
export const START = 4096;

/** Addresses of everything that a run needs: what the threads share, and one thread's working memory. */
class Layout {
	/** i32: the next chunk that no thread has taken. */
	readonly counter: number;
	/** [B] u8, [B × labels] f32, [B] f64, [chunks × layers × 2] f64. */
	readonly labels: number;
	readonly logits: number;
	readonly losses: number;
	readonly activity: number;
	readonly stimulus: Stimulus;
	readonly layers: readonly FusedLayer[];
	readonly readout: FusedReadout;
	/** Where the blocks of gradients lie, one a chunk, and the bytes of one. */
	readonly gradients: number;
	readonly gradientBytes: number;
	/** dL / d output of a layer and of the one below, in turn. */
	readonly outputGradients: readonly [number, number];

	constructor(shape: RunShape, shared: Allocator, arena: Allocator) {
		const { network, samples, steps, gradient, lowerGradient } = shape;
		const chunks = chunkStarts(samples).length - 1;
		this.counter = shared.take(4);
		this.labels = shared.take(samples);
		this.logits = shared.take(FLOAT * samples * network.readout.labels);
		this.losses = shared.take(8 * samples);
		this.activity = shared.take(16 * chunks * network.layers.length);
		this.stimulus = new Stimulus(shape, shared, arena);
		const gradients = new Allocator(0);
		let inputs = network.inputs;
		let widest = 0;
		this.layers = network.layers.map((spec, index) => {
			const context = { index, inputs, steps, gradient, lowerGradient };
			inputs = spec.units;
			widest = Math.max(widest, rowBytes(spec.units));
			return createLayer(spec, context, shared, gradients, arena);
		});
		this.readout = new FusedReadout(
			network.readout,
			inputs,
			steps,
			shared,
			gradients,
			arena,
		);
		const bytes = gradient ? steps * widest : 0;
		this.outputGradients = [arena.take(bytes), arena.take(bytes)];
		this.gradientBytes = gradients.end;
		this.gradients = shared.take(gradient ? chunks * gradients.end : 0);
	}
}

export class FusedModel {
	/** Bytes that the run needs in all. */
	readonly bytes: number;
	private readonly layout: Layout;
	/** First sample of each chunk, then B. */
	private readonly starts: readonly number[];

	/** @param thread whose working memory this copy uses, 0 … threads − 1 */
	constructor(
		readonly shape: RunShape,
		thread = 0,
	) {
		// Working memory follows what is shared, whose size is known only when it has been laid out.
		const shared = new Allocator(START);
		const arena = new Allocator(0);
		new Layout(shape, shared, arena);
		this.bytes = shared.end + shape.threads * arena.end;
		this.starts = chunkStarts(shape.samples);
		this.layout = new Layout(
			shape,
			new Allocator(START),
			new Allocator(shared.end + thread * arena.end),
		);
	}

	private get chunks(): number {
		return this.starts.length - 1;
	}

	private get places(): readonly Place[] {
		return [...this.layout.layers, this.layout.readout].flatMap(
			({ places }) => places,
		);
	}

	/** Copies parameters and batch to memory, the samples in the given order. */
	write(k: Kernels, network: Network, batch: Batch, order: Uint32Array): void {
		for (const place of this.places) {
			const parameter = network.parameters.get(place.name);
			if (!parameter)
				throw new Error(
					`the network has no parameter "${place.name}": build it with createNetwork`,
				);
			writePlace(k.f32, place, parameter);
		}
		for (const layer of this.layout.layers) layer.prepare(k);
		this.layout.stimulus.write(k, batch.stimuli, order);
		order.forEach((b, place) => {
			k.u8[this.layout.labels + place] = batch.labels[b];
		});
		k.i32[this.layout.counter / 4] = 0;
	}

	/** Takes chunks until none is left; `pause` is awaited after each sample. */
	async runChunks(
		k: Kernels,
		presentation: Presentation,
		pause?: () => Promise<void>,
	): Promise<void> {
		for (;;) {
			const chunk = Atomics.add(k.i32, this.layout.counter / 4, 1);
			if (chunk >= this.chunks) return;
			await this.runChunk(k, chunk, presentation, pause);
		}
	}

	private async runChunk(
		k: Kernels,
		chunk: number,
		presentation: Presentation,
		pause?: () => Promise<void>,
	): Promise<void> {
		const { shape } = this;
		const { layers } = this.layout;
		const block = this.layout.gradients + chunk * this.layout.gradientBytes;
		if (shape.gradient) k.clear(block, this.layout.gradientBytes);
		const activity = k.f64.subarray(
			this.layout.activity / 8 + chunk * layers.length * 2,
			this.layout.activity / 8 + (chunk + 1) * layers.length * 2,
		);
		activity.fill(0);
		const end = this.starts[chunk + 1];
		for (let place = this.starts[chunk]; place < end; place++) {
			this.runForward(k, place, presentation);
			layers.forEach(({ counts }, layer) => {
				activity[2 * layer] += k.u32[counts / 4];
				activity[2 * layer + 1] += k.u32[counts / 4 + 1];
			});
			if (shape.gradient) this.runBackward(k, block);
			await pause?.();
		}
	}

	private runForward(
		k: Kernels,
		place: number,
		presentation: Presentation,
	): void {
		const { shape } = this;
		const { stimulus, layers, readout } = this.layout;
		const { labels } = shape.network.readout;
		const address = stimulus.read(k, place, presentation);
		let signal = stimulus.signal;
		for (const layer of layers) {
			layer.forward(k, signal, address);
			signal = layer.output;
		}
		const logits = this.layout.logits + FLOAT * place * labels;
		k.f64[this.layout.losses / 8 + place] = readout.forward(
			k,
			signal,
			k.u8[this.layout.labels + place],
			logits,
		);
	}

	private runBackward(k: Kernels, block: number): void {
		const { shape } = this;
		const { stimulus, layers, readout } = this.layout;
		let [above, below] = this.layout.outputGradients;
		readout.backward(k, 1 / shape.samples, block, above);
		for (let index = layers.length - 1; index >= 0; index--) {
			const input = index > 0 ? layers[index - 1].output : stimulus.signal;
			layers[index].backward(k, input, above, block);
			if (index > 0) layers[index].passDown(k, below);
			[above, below] = [below, above];
		}
	}

	/** Adds up one thread's share of the gradients of all chunks, in the order of the chunks. */
	reduce(k: Kernels, thread: number): void {
		const line = 64;
		const lines = this.layout.gradientBytes / line;
		const { threads } = this.shape;
		const from = Math.floor((thread * lines) / threads) * line;
		const to = Math.floor(((thread + 1) * lines) / threads) * line;
		k.sumBlocks(
			this.layout.gradients + from,
			this.chunks,
			this.layout.gradientBytes,
			to - from,
		);
	}

	/** The gradient of each learned parameter, after `reduce`; where one of its size is spent, in its array. */
	readGradients(
		k: Kernels,
		network: Network,
		spent?: Gradients,
	): Map<string, Float32Array> {
		const gradients = new Map<string, Float32Array>();
		for (const place of this.places)
			if (network.parameters.get(place.name)?.learned) {
				if (place.gradient === undefined)
					throw new Error(
						`the fused engine has no gradient of "${place.name}": declare it a constant or use the TensorFlow.js engine`,
					);
				gradients.set(
					place.name,
					readGradient(
						k.f32,
						place,
						this.layout.gradients,
						spent?.get(place.name),
					),
				);
			}
		return gradients;
	}

	/** Logits in the batch's own order, losses in the order of running, and sums over the chunks of [layers × 2] counts. */
	readResults(
		k: Kernels,
		order: Uint32Array,
	): { logits: Float32Array; loss: number; counts: Float64Array } {
		const { samples, network } = this.shape;
		const { labels } = network.readout;
		const logits = new Float32Array(samples * labels);
		let loss = 0;
		order.forEach((b, place) => {
			const at = this.layout.logits / FLOAT + place * labels;
			logits.set(k.f32.subarray(at, at + labels), b * labels);
			loss += k.f64[this.layout.losses / 8 + place];
		});
		const counts = new Float64Array(2 * this.layout.layers.length);
		for (let n = 0; n < this.chunks * counts.length; n++)
			counts[n % counts.length] += k.f64[this.layout.activity / 8 + n];
		return { logits, loss: loss / samples, counts };
	}
}

type LayerClass<Spec> = new (
	spec: Spec,
	context: LayerContext,
	shared: Allocator,
	gradients: Allocator,
	arena: Allocator,
) => FusedLayer;

/** The cells that have kernels. */
const LAYERS: { readonly [Kind in CellKind]?: LayerClass<SpecOf<Kind>> } = {
	src: SRCLayer,
	lif: LIFLayer,
	gru: GRULayer,
};
export const FUSED_CELLS = Object.keys(LAYERS) as readonly CellKind[];

function createLayer(
	spec: LayerSpec,
	context: LayerContext,
	shared: Allocator,
	gradients: Allocator,
	arena: Allocator,
): FusedLayer {
	const Class: LayerClass<never> | undefined = LAYERS[spec.cell];
	if (!Class)
		throw new Error(
			`the fused engine has no "${spec.cell}" cell: choose from ${FUSED_CELLS.join(", ")}, or the TensorFlow.js engine`,
		);
	return new Class(spec as never, context, shared, gradients, arena);
}
