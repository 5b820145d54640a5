/** One thread of the fused engine: binds the kernels to the shared memory and runs its part of each batch. */
import { parentPort } from "node:worker_threads";
import { type Kernels, openKernels } from "./kernels.js";
import { FusedModel } from "./model.js";
import type { RunShape } from "./shape.js";
import type { Presentation } from "./stimulus.js";

/** What the engine asks of a worker. */
export type Order =
	| {
			readonly kind: "enter";
			readonly module: WebAssembly.Module;
			readonly memory: WebAssembly.Memory;
	  }
	| {
			readonly kind: "run";
			readonly shape: RunShape;
			readonly thread: number;
			readonly presentation: Presentation;
	  }
	| { readonly kind: "reduce" };

/** What a worker answers to each order: what went wrong, if anything. */
export interface Answer {
	readonly error?: string;
}

let kernels: Kernels | undefined;
let model: FusedModel | undefined;
let thread = 0;

async function obey(order: Order): Promise<void> {
	if (order.kind === "enter") {
		kernels = await openKernels(order.module, order.memory);
		return;
	}
	if (!kernels) throw new Error("a worker was given work before its memory");
	if (order.kind === "run") {
		thread = order.thread;
		if (JSON.stringify(model?.shape) !== JSON.stringify(order.shape))
			model = new FusedModel(order.shape, thread);
		await model?.runChunks(kernels, order.presentation);
	} else model?.reduce(kernels, thread);
}

parentPort?.on("message", (order: Order) => {
	const answer = (message: Answer) => parentPort?.postMessage(message);
	obey(order).then(
		() => answer({}),
		(error: unknown) =>
			answer({
				error:
					error instanceof Error
						? (error.stack ?? error.message)
						: String(error),
			}),
	);
});
