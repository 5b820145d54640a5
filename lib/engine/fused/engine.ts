/** The fused engine: whole sequences in WebAssembly kernels, a sample at a time, batches split over threads. */
import type { CellKind } from "../../cells/spec.js";
import type { Network } from "../../network/network.js";
import { countCorrect } from "../decision.js";
import {
	addressesOf,
	type Batch,
	type Engine,
	type ForwardResult,
	type GradientResult,
	type Gradients,
} from "../engine.js";
import type { LowerGradient } from "../lower-gradient.js";
import { compileKernels, type Kernels, openKernels } from "./kernels.js";
import { FUSED_CELLS, FusedModel, START } from "./model.js";
import { canonicalOrder } from "./order.js";
import { type RunShape, shapeOf } from "./shape.js";
import type { Presentation } from "./stimulus.js";

/** A page of WebAssembly memory, and how many there can be. */
const PAGE = 65536;
const MOST_PAGES = 65536;

/** What runs the chunks of a batch: this thread, or workers. */
export interface ThreadPool {
	readonly name: string;
	readonly threads: number;
	/** Whether threads other than this one reach the memory. */
	readonly shared: boolean;
	/** Called with each new memory, before the first run in it. */
	enter(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<void>;
	/** Runs all chunks and, where gradients are asked for, adds them up. */
	run(
		model: FusedModel,
		kernels: Kernels,
		presentation: Presentation,
	): Promise<void>;
	dispose(): Promise<void>;
}

export class FusedEngine implements Engine {
	readonly name: string;
	readonly cells: readonly CellKind[] = FUSED_CELLS;
	private module: WebAssembly.Module | undefined;
	private kernels: Kernels | undefined;
	private model: FusedModel | undefined;
	private pages = 0;
	/** The run that the next one has to wait for. */
	private last: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly pool: ThreadPool,
		readonly lowerGradient: LowerGradient = { kind: "exact" },
	) {
		const sparse =
			lowerGradient.kind === "sparse" ? `, sparse ${lowerGradient.energy}` : "";
		this.name = `fused (${pool.name}${sparse})`;
	}

	async forward(network: Network, batch: Batch): Promise<ForwardResult> {
		return this.enqueue(network, batch, false);
	}

	async gradient(
		network: Network,
		batch: Batch,
		spent?: Gradients,
	): Promise<GradientResult> {
		return this.enqueue(network, batch, true, spent);
	}

	async dispose(): Promise<void> {
		await this.last.catch(() => {});
		this.kernels = undefined;
		this.model = undefined;
		this.pages = 0;
		await this.pool.dispose();
	}

	/** One run after the other: they share the memory. */
	private enqueue(
		network: Network,
		batch: Batch,
		gradient: boolean,
		spent?: Gradients,
	): Promise<GradientResult> {
		const run = this.last
			.catch(() => {})
			.then(() => this.run(network, batch, gradient, spent));
		this.last = run;
		return run;
	}

	private async run(
		network: Network,
		batch: Batch,
		gradient: boolean,
		spent?: Gradients,
	): Promise<GradientResult> {
		const { pool } = this;
		const shape = shapeOf(
			network,
			batch,
			gradient,
			this.lowerGradient,
			pool.threads,
		);
		const { model, kernels } = await this.fit(shape);
		const order = canonicalOrder(batch);
		model.write(kernels, network, batch, order);
		const { stimuli } = batch;
		const { seed, epoch } = addressesOf(stimuli) ?? { seed: 0, epoch: 0 };
		await pool.run(model, kernels, { seed, epoch });
		const { logits, loss, counts } = model.readResults(kernels, order);
		return {
			logits,
			loss,
			correct: countCorrect(logits, batch.labels),
			activity: network.spec.layers.map(({ units }, layer) => ({
				spikingSteps: counts[2 * layer],
				spikes: counts[2 * layer + 1],
				neuronSteps: shape.samples * shape.steps * units,
			})),
			gradients: gradient
				? model.readGradients(kernels, network, spent)
				: new Map(),
		};
	}

	/** The model for a shape, in a memory large enough. */
	private async fit(
		shape: RunShape,
	): Promise<{ model: FusedModel; kernels: Kernels }> {
		if (JSON.stringify(shape) === JSON.stringify(this.model?.shape))
			return {
				model: this.model as FusedModel,
				kernels: this.kernels as Kernels,
			};
		const model = new FusedModel(shape);
		const pages = Math.ceil(model.bytes / PAGE);
		if (pages > MOST_PAGES)
			throw new Error(
				`this run needs ${(model.bytes / 2 ** 30).toFixed(1)} GiB, the fused engine has 4 GiB: take smaller batches`,
			);
		if (this.kernels && pages <= this.pages)
			this.kernels.clear(START, this.pages * PAGE - START);
		else {
			const { shared } = this.pool;
			this.module ??= await compileKernels(shared);
			const memory = new WebAssembly.Memory({
				initial: pages,
				maximum: MOST_PAGES,
				shared,
			});
			this.kernels = await openKernels(this.module, memory);
			await this.pool.enter(this.module, memory);
			this.pages = pages;
		}
		this.model = model;
		return { model, kernels: this.kernels };
	}
}
