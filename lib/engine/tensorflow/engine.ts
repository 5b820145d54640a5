/** The readable engine: cells as they are written, on TensorFlow.js, differentiated by its autodiff. */
import * as tf from "@tensorflow/tfjs-core";
import type { Values } from "../../cells/cell.js";
import { type CreateCell, createCell } from "../../cells/create.js";
import { isPositiveInteger, requireRange } from "../../checks/require-range.js";
import type { Network } from "../../network/network.js";
import { learnedParameters } from "../../network/network.js";
import type { NetworkSpec } from "../../network/spec.js";
import { Purpose, RandomStream } from "../../random/philox.js";
import { addActivity } from "../activity.js";
import { checkBatch } from "../check-batch.js";
import { countCorrect } from "../decision.js";
import {
	addressesOf,
	type Batch,
	batchSize,
	type Engine,
	type ForwardResult,
	type GradientResult,
	type Gradients,
	type LayerActivity,
	stepsOf,
} from "../engine.js";
import {
	type Backend,
	type BackendName,
	computeOn,
	openBackend,
} from "./backend.js";
import { ownValues, runLayers, type Stimulus, tensorsOf } from "./layers.js";
import { present } from "./present.js";
import { crossEntropy, readOut } from "./readout.js";

export interface TensorflowOptions {
	/** Which TensorFlow.js backend; without it the best that can be loaded (see `openBackend`). */
	readonly backend?: BackendName;
	/** Samples that run at once; a larger batch is cut, which bounds the memory of the autodiff tape. As many as fit, unless given. */
	readonly chunk?: number;
	/**
	 * The cells that compute the layers, in place of the library's: how to try a cell of one's own. It must have the parameters of the cell that the layer's
	 * specification names, as a subclass of it has; a plan that is trained on it names it as its `ownCell`, and so does who saves its weights.
	 */
	readonly createCell?: CreateCell;
}

/** Opens the engine; its name says which backend runs, and whether the cells are the library's. @throws if no backend can be loaded or the chunk is no number of samples */
export async function openTensorflowEngine(
	options: TensorflowOptions = {},
): Promise<Engine> {
	const { chunk, createCell } = options;
	requireRange(
		"chunk of the TensorFlow.js engine",
		chunk,
		"a positive integer",
		chunk === undefined || isPositiveInteger(chunk),
	);
	const backend = await openBackend(options.backend);
	return new TensorflowEngine(backend, chunk, createCell);
}

/** What the tape of one chunk may take; wasm's memory ends at 2 GiB, and fails without a word. */
const TAPE_BYTES = 2 ** 29;
/** Tensors of [B, N] that the tape keeps of one step of an SRC layer, the cell with the most operations, or nearly so. */
const TENSORS_A_STEP = 24;
const FLOAT = 4;
const MOST_SAMPLES = 128;

/** Samples whose tape fits. */
function samplesAtOnce({ inputs, layers }: NetworkSpec, steps: number): number {
	const units = layers.reduce((sum, layer) => sum + layer.units, 0);
	const bytes = FLOAT * steps * (inputs + TENSORS_A_STEP * units);
	return Math.min(MOST_SAMPLES, Math.max(1, Math.floor(TAPE_BYTES / bytes)));
}

/** Sums over the samples of one chunk. */
interface Sums {
	readonly logits: Float32Array;
	readonly loss: number;
	readonly activity: LayerActivity[];
	readonly gradients: Gradients;
}

class TensorflowEngine implements Engine {
	readonly name: string;
	readonly cells?: "own";
	/** Networks that have the parameters of the cells of one's own. */
	private readonly checked = new WeakSet<Network>();

	constructor(
		private readonly backend: Backend,
		private readonly chunk: number | undefined,
		private readonly create: CreateCell = createCell,
	) {
		const own = this.create !== createCell;
		if (own) this.cells = "own";
		this.name = `tensorflow (${backend.name}${own ? ", own cells" : ""})`;
	}

	async forward(network: Network, batch: Batch): Promise<ForwardResult> {
		return this.run(network, batch, false);
	}

	async gradient(network: Network, batch: Batch): Promise<GradientResult> {
		return this.run(network, batch, true);
	}

	async dispose(): Promise<void> {}

	private async run(
		network: Network,
		batch: Batch,
		differentiate: boolean,
	): Promise<GradientResult> {
		checkBatch(network, batch);
		const samples = batchSize(batch);
		if (this.cells === "own" && !this.checked.has(network)) {
			requireParameters(network, this.create);
			this.checked.add(network);
		}
		const { labels } = network.spec.readout;
		const logits = new Float32Array(samples * labels);
		const gradients = new Map<string, Float32Array>();
		let activity: LayerActivity[] = [];
		let loss = 0;
		const chunk =
			this.chunk ?? samplesAtOnce(network.spec, stepsOf(batch.stimuli));
		for (let from = 0; from < samples; from += chunk) {
			const to = Math.min(from + chunk, samples);
			// Between two chunks another engine may have opened another backend.
			const sums = await computeOn(this.backend.choice, () =>
				runChunk(network, batch, from, to, differentiate, this.create),
			);
			logits.set(sums.logits, from * labels);
			loss += sums.loss;
			activity = addActivity(activity, sums.activity);
			for (const [name, values] of sums.gradients) {
				const total = gradients.get(name) ?? new Float32Array(values.length);
				gradients.set(name, total);
				for (let k = 0; k < values.length; k++) total[k] += values[k] / samples;
			}
			// lets timers, messages and output through between two chunks
			await new Promise((resolve) => setImmediate(resolve));
		}
		const correct = countCorrect(logits, batch.labels);
		return { logits, loss: loss / samples, correct, activity, gradients };
	}
}

/** @throws if a cell of one's own has a parameter that the library's cell of its layer, hence the network, lacks */
function requireParameters(
	{ spec, parameters }: Network,
	create: CreateCell,
): void {
	let { inputs } = spec;
	for (const [layer, layerSpec] of spec.layers.entries()) {
		const random = new RandomStream(0, Purpose.weights);
		for (const { name } of create(inputs, layerSpec).parameters(random))
			if (!parameters.has(`${layer}.${name}`))
				throw new Error(
					`layer ${layer} of the network has no parameter "${name}": a cell of one's own has no parameters but those of the library's "${layerSpec.cell}", so make "${name}" a constant of the cell, or add the cell to the library`,
				);
		inputs = layerSpec.units;
	}
}

function runChunk(
	network: Network,
	batch: Batch,
	from: number,
	to: number,
	differentiate: boolean,
	create: CreateCell,
): Sums {
	return scoped(() => {
		const { inputs, steps } = present(batch, from, to);
		const all = addressesOf(batch.stimuli);
		const addresses = all && {
			...all,
			samples: all.samples.subarray(from, to),
		};
		const labels = tf.tensor1d(
			Int32Array.from(batch.labels.subarray(from, to)),
			"int32",
		);
		const values = tensorsOf(network);
		let logits: tf.Tensor2D | undefined;
		let activity: LayerActivity[] = [];
		const loss = (): tf.Scalar => {
			const stimulus = { inputs, steps, addresses };
			const result = runNetwork(network, values, stimulus, create);
			logits = tf.keep(result.logits);
			activity = result.activity;
			return crossEntropy(result.logits, labels, network.spec.readout.labels);
		};

		const gradients = new Map<string, Float32Array>();
		let value: tf.Scalar;
		if (differentiate) {
			const names = learnedParameters(network).map(({ name }) => name);
			const differentiated = tf.valueAndGrads((...learned: tf.Tensor[]) => {
				for (const [k, name] of names.entries()) values[name] = learned[k];
				return loss();
			})(names.map((name) => values[name]));
			value = differentiated.value as tf.Scalar;
			for (const [k, name] of names.entries())
				gradients.set(name, differentiated.grads[k].dataSync() as Float32Array);
		} else {
			value = loss();
		}
		const result = {
			logits: logits?.dataSync() as Float32Array,
			loss: value.dataSync()[0],
			activity,
			gradients,
		};
		logits?.dispose();
		return result;
	});
}

/** `tf.tidy` for results that are plain data: every tensor made inside is freed. */
function scoped<T>(work: () => T): T {
	let result: T | undefined;
	tf.tidy(() => {
		result = work();
	});
	return result as T;
}

function runNetwork(
	network: Network,
	values: Values,
	stimulus: Stimulus,
	create: CreateCell,
): { logits: tf.Tensor2D; activity: LayerActivity[] } {
	const activity: LayerActivity[] = [];
	let last: tf.Tensor3D | undefined;
	for (const { cell, outputs } of runLayers(
		network,
		values,
		stimulus,
		create,
	)) {
		activity.push(measure(outputs, cell.spiking));
		last = outputs;
	}
	const logits = readOut(
		network.spec.readout,
		last as tf.Tensor3D,
		ownValues(values, "readout"),
	);
	return { logits, activity };
}

/** Counts spikes and spiking steps in outputs [T, B, N]; 0 for cells that do not spike. */
function measure(outputs: tf.Tensor3D, spiking: boolean): LayerActivity {
	const neuronSteps = outputs.size;
	if (!spiking) return { spikingSteps: 0, spikes: 0, neuronSteps };
	return scoped(() => {
		const active = tf.cast(tf.greater(outputs, 0), "float32");
		const steps = outputs.shape[0];
		const lasting = tf.mul(
			tf.slice(active, 0, steps - 1),
			tf.slice(active, 1, steps - 1),
		);
		const spikingSteps = tf.sum(active).dataSync()[0];
		return {
			spikingSteps,
			spikes: spikingSteps - tf.sum(lasting).dataSync()[0],
			neuronSteps,
		};
	});
}
