/** The fused engine on all cores: this thread and others over one shared memory. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import {
	MessageChannel,
	type MessagePort,
	receiveMessageOnPort,
	Worker,
} from "node:worker_threads";
import type { Engine } from "../engine.js";
import { type Crew, FusedEngine } from "./engine.js";
import type { Kernels } from "./kernels.js";
import type { LowerGradient } from "./lower-gradient.js";
import type { FusedModel } from "./model.js";
import { Rendezvous } from "./rendezvous.js";
import type { Presentation } from "./stimulus.js";
import { Turns } from "./turns.js";
import type { Complaint, Hiring, Order } from "./worker.js";

export interface FusedOptions {
	/** Number of threads that work, this one among them; without it one for each core. Results do not depend on it. */
	readonly workers?: number;
	/** How gradients pass to lower layers; "exact" unless asked otherwise. GRU layers are always exact. */
	readonly lowerGradient?: LowerGradient;
}

/** Opens the engine; its other threads start with the first batch and do not keep the process alive. */
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

/** A worker, and the port that its orders go through. */
interface Hand {
	readonly worker: Worker;
	readonly port: MessagePort;
}

class WorkerCrew implements Crew {
	readonly name: string;
	readonly shared = true;
	private hands: readonly Hand[] = [];
	private rendezvous = new Rendezvous();
	private readonly turns = new Turns();
	private place: (Order & { kind: "enter" }) | undefined;
	/** Why the workers that were there last are gone, if they did not end by `dispose`. */
	private loss: Error | undefined;

	constructor(readonly threads: number) {
		this.name = `${threads} worker${threads > 1 ? "s" : ""}`;
	}

	async enter(
		module: WebAssembly.Module,
		memory: WebAssembly.Memory,
	): Promise<void> {
		this.place = { kind: "enter", module, memory };
		if (this.hands.length === 0) return;
		this.order(this.place);
		await this.answers();
	}

	async run(
		model: FusedModel,
		kernels: Kernels,
		presentation: Presentation,
	): Promise<void> {
		const { shape } = model;
		if (this.hands.length < this.threads - 1) {
			this.hire();
			this.order(this.place as Order);
			await this.answers();
		}
		this.order({ kind: "run", shape, presentation });
		try {
			await model.runChunks(kernels, presentation, () => this.turns.give());
		} finally {
			this.rendezvous.arrive();
			await this.rendezvous.gathering(this.threads, this.lost, this.turns);
			if (shape.gradient) model.reduce(kernels, 0);
			// Whatever has happened here, the next order must not meet late answers.
			await this.answers();
		}
	}

	async dispose(): Promise<void> {
		const { hands } = this;
		this.hands = [];
		await Promise.all(hands.map(({ worker }) => worker.terminate()));
	}

	private hire(): void {
		this.loss = undefined;
		this.rendezvous = new Rendezvous();
		const { memory } = this.rendezvous;
		this.hands = Array.from({ length: this.threads - 1 }, (_, k) => {
			const { port1: port, port2 } = new MessageChannel();
			const hiring: Hiring = { thread: k + 1, port: port2, rendezvous: memory };
			const worker = new Worker(join(__dirname, "worker.js"), {
				workerData: hiring,
				transferList: [port2],
			});
			worker.unref();
			worker.on("error", ({ message }) =>
				this.lose(worker, `failed: ${message}`),
			);
			worker.on("exit", (code) =>
				this.lose(worker, `ended with exit code ${code}`),
			);
			return { worker, port };
		});
	}

	private lose(lost: Worker, how: string): void {
		if (!this.hands.some(({ worker }) => worker === lost)) return;
		this.loss = new Error(
			`a worker of the fused engine ${how}; the next batch starts new ones`,
		);
		void this.dispose();
	}

	private readonly lost = (): boolean => this.loss !== undefined;

	/** Gives all workers an order. */
	private order(order: Order): void {
		for (const { port } of this.hands) port.postMessage(order);
		this.rendezvous.call();
	}

	/** Waits until all workers have obeyed. */
	private async answers(): Promise<void> {
		const { hands, rendezvous } = this;
		await rendezvous.answers(hands.length, this.lost, this.turns);
		if (this.loss) throw this.loss;
		const complaints = hands.map(
			({ port }) =>
				receiveMessageOnPort(port)?.message as Complaint | undefined,
		);
		const complaint = complaints.find((found) => found);
		if (complaint)
			throw new Error(
				`a worker of the fused engine failed: ${complaint.error}`,
			);
	}
}
