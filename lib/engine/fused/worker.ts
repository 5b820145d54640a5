/** One thread of the fused engine: binds the kernels to the shared memory and runs its part of each batch. */
import {
	type MessagePort,
	receiveMessageOnPort,
	workerData,
} from "node:worker_threads";
import { type Kernels, openKernels } from "./kernels.js";
import { FusedModel } from "./model.js";
import { Rendezvous } from "./rendezvous.js";
import type { RunShape } from "./shape.js";
import type { Presentation } from "./stimulus.js";

/** What a worker gets when it starts. */
export interface WorkerInit {
	/** 1 … threads − 1; the main thread is number 0. */
	readonly thread: number;
	/** Brings commands, takes failures. */
	readonly port: MessagePort;
	readonly rendezvous: SharedArrayBuffer;
}

/** What the engine asks of a worker. */
export type Command =
	| {
			readonly kind: "enter";
			readonly module: WebAssembly.Module;
			readonly memory: WebAssembly.Memory;
	  }
	| {
			readonly kind: "run";
			readonly shape: RunShape;
			readonly presentation: Presentation;
	  };

/** What a worker posts before its answer when something went wrong. */
export interface Failure {
	readonly error: string;
}

const { thread, port, rendezvous: memory } = workerData as WorkerInit;
const rendezvous = new Rendezvous(memory);
let kernels: Kernels | undefined;
let model: FusedModel | undefined;

async function handle(command: Command): Promise<void> {
	if (command.kind === "enter") {
		kernels = await openKernels(command.module, command.memory);
		return;
	}
	const { shape, presentation } = command;
	try {
		if (!kernels) throw new Error("a worker was given work before its memory");
		if (JSON.stringify(model?.shape) !== JSON.stringify(shape))
			model = new FusedModel(shape, thread);
		await model?.runChunks(kernels, presentation);
	} finally {
		// The others wait here, whatever has happened.
		rendezvous.arrive();
		rendezvous.awaitGathering(shape.threads);
	}
	if (shape.gradient) model?.reduce(kernels, thread);
}

async function serve(): Promise<never> {
	for (let call = 1; ; call++) {
		rendezvous.awaitCall(call);
		try {
			await handle(receiveMessageOnPort(port)?.message);
		} catch (error) {
			const failure: Failure = {
				error:
					error instanceof Error
						? (error.stack ?? error.message)
						: String(error),
			};
			port.postMessage(failure);
		}
		rendezvous.answer();
	}
}

void serve();
