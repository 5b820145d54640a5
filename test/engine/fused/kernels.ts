/** The compiled kernels in a memory of their own, for tests of single kernels. */
import {
	compileKernels,
	type Kernels,
	openKernels,
} from "spiking-recurrent-cell/dist/engine/fused/kernels.js";
import { Allocator } from "spiking-recurrent-cell/dist/engine/fused/memory.js";

export interface Bench {
	readonly k: Kernels;
	readonly arena: Allocator;
}

/** Kernels over so many bytes (16 MiB unless given), and an allocator for it. */
export async function openBench(bytes = 2 ** 24): Promise<Bench> {
	const memory = new WebAssembly.Memory({
		initial: bytes / 2 ** 16,
		maximum: 65536,
		shared: false,
	});
	return {
		k: await openKernels(await compileKernels(false), memory),
		arena: new Allocator(4096),
	};
}
