/** The fused engine in the calling thread: needs nothing but WebAssembly with SIMD, so it also runs in a browser. */
import type { Engine } from "../engine.js";
import { FusedEngine, type ThreadPool } from "./engine.js";
import type { Kernels } from "./kernels.js";
import type { FusedModel } from "./model.js";
import type { Presentation } from "./stimulus.js";
import { Turns } from "./turns.js";

class InlinePool implements ThreadPool {
	readonly name = "in this thread";
	readonly threads = 1;
	readonly shared = false;
	private readonly turns = new Turns();

	async enter(): Promise<void> {}

	async run(
		model: FusedModel,
		kernels: Kernels,
		presentation: Presentation,
	): Promise<void> {
		await model.runChunks(kernels, presentation, () => this.turns.give());
		if (model.shape.gradient) model.reduce(kernels, 0);
	}

	async dispose(): Promise<void> {}
}

/** Opens the engine in this thread; it lets other work through after each sample. */
export function openInlineFusedEngine(): Engine {
	return new FusedEngine(new InlinePool());
}
