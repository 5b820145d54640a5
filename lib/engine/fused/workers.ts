/** The fused engine on all cores: worker threads over one shared memory. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Engine } from "../engine.js";
import { type Crew, FusedEngine } from "./engine.js";
import type { Kernels } from "./kernels.js";
import type { LowerGradient } from "./lower-gradient.js";
import type { FusedModel } from "./model.js";
import type { Presentation } from "./stimulus.js";
import type { Answer, Order } from "./worker.js";

export interface FusedOptions {
	/** Number of worker threads; without it one for each core. Results do not depend on it. */
	readonly workers?: number;
	/** How gradients pass to lower layers; "exact" unless asked otherwise. GRU layers are always exact. */
	readonly lowerGradient?: LowerGradient;
}

/** Opens the engine; its workers start with the first batch and do not keep the process alive. */
export function openFusedEngine(options: FusedOptions = {}): Engine {
	const workers = options.workers ?? availableParallelism();
	if (!Number.isInteger(workers) || workers < 1)
		throw new Error(`workers is ${workers}: it must be an integer ≥ 1`);
	const { lowerGradient } = options;
	if (
		lowerGradient?.kind === "sparse" &&
		!(lowerGradient.energy > 0 && lowerGradient.energy <= 1)
	)
		throw new Error(
			`energy of the sparse gradient is ${lowerGradient.energy}: it must be in (0, 1]`,
		);
	return new FusedEngine(new WorkerCrew(workers), lowerGradient);
}

class WorkerCrew implements Crew {
	readonly name: string;
	readonly shared = true;
	private workers: Worker[] = [];
	private place: (Order & { kind: "enter" }) | undefined;
	/** Ends the wait for answers when a worker dies. */
	private fail: (error: Error) => void = () => {};

	constructor(readonly threads: number) {
		this.name = `${threads} worker${threads > 1 ? "s" : ""}`;
	}

	async enter(
		module: WebAssembly.Module,
		memory: WebAssembly.Memory,
	): Promise<void> {
		this.place = { kind: "enter", module, memory };
		if (this.workers.length > 0) await this.order(() => this.place as Order);
	}

	async run(
		model: FusedModel,
		_kernels: Kernels,
		presentation: Presentation,
	): Promise<void> {
		if (this.workers.length === 0) {
			this.workers = Array.from({ length: this.threads }, () => this.hire());
			await this.order(() => this.place as Order);
		}
		const { shape } = model;
		await this.order((thread) => ({
			kind: "run",
			shape,
			thread,
			presentation,
		}));
		if (shape.gradient) await this.order(() => ({ kind: "reduce" }));
	}

	async dispose(): Promise<void> {
		const { workers } = this;
		this.workers = [];
		await Promise.all(workers.map((worker) => worker.terminate()));
	}

	private hire(): Worker {
		const worker = new Worker(join(__dirname, "worker.js"));
		worker.unref();
		const lost = async (how: string): Promise<void> => {
			if (!this.workers.includes(worker)) return;
			await this.dispose();
			this.fail(
				new Error(
					`a worker of the fused engine ${how}; the next batch starts new ones`,
				),
			);
		};
		worker.on("error", (error) => lost(`failed: ${error.message}`));
		worker.on("exit", (code) => lost(`ended with exit code ${code}`));
		return worker;
	}

	/** Sends each worker its order and waits for all answers; meanwhile the workers keep the process alive. */
	private async order(orderOf: (thread: number) => Order): Promise<void> {
		const { workers } = this;
		for (const worker of workers) worker.ref();
		try {
			const answers = await new Promise<Answer[]>((resolve, reject) => {
				this.fail = reject;
				const received: Answer[] = [];
				for (const [thread, worker] of workers.entries()) {
					worker.once("message", (answer: Answer) => {
						received.push(answer);
						if (received.length === workers.length) resolve(received);
					});
					worker.postMessage(orderOf(thread));
				}
			});
			const error = answers.find((answer) => answer.error)?.error;
			if (error)
				throw new Error(`a worker of the fused engine failed: ${error}`);
		} finally {
			for (const worker of workers) worker.unref();
		}
	}
}
