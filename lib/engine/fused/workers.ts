/** The fused engine on all cores: this thread and others over one shared memory. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import {
	MessageChannel,
	type MessagePort,
	receiveMessageOnPort,
	Worker,
} from "node:worker_threads";
import { isPositiveInteger } from "../../checks/require-range.js";
import type { Engine } from "../engine.js";
import type { LowerGradient } from "../lower-gradient.js";
import { FusedEngine, type ThreadPool } from "./engine.js";
import type { Kernels } from "./kernels.js";
import type { FusedModel } from "./model.js";
import { Rendezvous } from "./rendezvous.js";
import type { Presentation } from "./stimulus.js";
import { Turns } from "./turns.js";
import type { Command, Failure, WorkerInit } from "./worker.js";

export interface FusedOptions {
	/** Number of threads that work, this one among them; without it one for each core. Results do not depend on it. */
	readonly workers?: number;
	/** How gradients pass to lower layers; "exact" unless asked otherwise. GRU layers are always exact. */
	readonly lowerGradient?: LowerGradient;
}

/** Opens the engine; its other threads start with the first batch and do not keep the process alive. */
export function openFusedEngine(options: FusedOptions = {}): Engine {
	const workers = options.workers ?? availableParallelism();
	if (!isPositiveInteger(workers))
		throw new Error(`workers is ${workers}: it must be an integer ≥ 1`);
	const { lowerGradient } = options;
	if (
		lowerGradient?.kind === "sparse" &&
		!(lowerGradient.energy > 0 && lowerGradient.energy <= 1)
	)
		throw new Error(
			`energy of the sparse gradient is ${lowerGradient.energy}: it must be in (0, 1]`,
		);
	return new FusedEngine(new WorkerPool(workers), lowerGradient);
}

/** A worker, and the port that its commands go through. */
interface Member {
	readonly worker: Worker;
	readonly port: MessagePort;
}

class WorkerPool implements ThreadPool {
	readonly name: string;
	readonly shared = true;
	private members: readonly Member[] = [];
	private rendezvous = new Rendezvous();
	private readonly turns = new Turns();
	private place: (Command & { kind: "enter" }) | undefined;
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
		if (this.members.length === 0) return;
		this.send(this.place);
		await this.answers();
	}

	async run(
		model: FusedModel,
		kernels: Kernels,
		presentation: Presentation,
	): Promise<void> {
		const { shape } = model;
		if (this.members.length < this.threads - 1) {
			this.start();
			this.send(this.place as Command);
			await this.answers();
		}
		this.send({ kind: "run", shape, presentation });
		try {
			await model.runChunks(kernels, presentation, () => this.turns.give());
		} finally {
			this.rendezvous.arrive();
			await this.rendezvous.gathering(this.threads, this.lost, this.turns);
			if (shape.gradient) model.reduce(kernels, 0);
			// Whatever has happened here, the next command must not meet late answers.
			await this.answers();
		}
	}

	async dispose(): Promise<void> {
		const { members } = this;
		this.members = [];
		await Promise.all(members.map(({ worker }) => worker.terminate()));
	}

	private start(): void {
		this.loss = undefined;
		this.rendezvous = new Rendezvous();
		const { memory } = this.rendezvous;
		this.members = Array.from({ length: this.threads - 1 }, (_, k) => {
			const { port1: port, port2 } = new MessageChannel();
			const init: WorkerInit = {
				thread: k + 1,
				port: port2,
				rendezvous: memory,
			};
			const worker = new Worker(join(__dirname, "worker.js"), {
				workerData: init,
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
		if (!this.members.some(({ worker }) => worker === lost)) return;
		this.loss = new Error(
			`a worker of the fused engine ${how}; the next batch starts new ones`,
		);
		void this.dispose();
	}

	private readonly lost = (): boolean => this.loss !== undefined;

	/** Sends all workers a command. */
	private send(command: Command): void {
		for (const { port } of this.members) port.postMessage(command);
		this.rendezvous.call();
	}

	/** Waits until all workers have answered. */
	private async answers(): Promise<void> {
		const { members, rendezvous } = this;
		await rendezvous.answers(members.length, this.lost, this.turns);
		if (this.loss) throw this.loss;
		const failures = members.map(
			({ port }) => receiveMessageOnPort(port)?.message as Failure | undefined,
		);
		const failure = failures.find((found) => found);
		if (failure)
			throw new Error(`a worker of the fused engine failed: ${failure.error}`);
	}
}
