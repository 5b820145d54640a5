/** The compiled inner loop of the optimiser (./assembly) over a memory of its own, through which arrays pass in blocks. */
import { baseline } from "./kernel-binary.js";

/** Functions of assembly/index.ts; all pointers are byte addresses. */
interface Exports {
	adam(
		count: number,
		theta: number,
		gradient: number,
		first: number,
		second: number,
		beta1: number,
		beta2: number,
		size: number,
		correction: number,
		epsilon: number,
	): void;
}

const PAGE = 65_536;
/** Numbers of a block: four blocks fit into the first cache of current processors (32 KiB). */
const BLOCK = 2048;
/** Numbers that the kernel takes at once. */
const VECTOR = 4;

interface Kernel extends Exports {
	/** θ, g, m and v of a block. */
	readonly blocks: readonly Float32Array[];
}

let opened: Kernel | undefined;

function open(): Kernel {
	// the first page is the compiler's
	const memory = new WebAssembly.Memory({ initial: 2 });
	const blocks = [0, 1, 2, 3].map(
		(k) => new Float32Array(memory.buffer, PAGE + 4 * k * BLOCK, BLOCK),
	);
	const module = new WebAssembly.Module(baseline);
	const { exports } = new WebAssembly.Instance(module, { env: { memory } });
	return { ...(exports as unknown as Exports), blocks };
}

export interface AdamNumbers {
	readonly beta1: number;
	readonly beta2: number;
	readonly epsilon: number;
	/** The rate over 1 − β₁ᵗ. */
	readonly size: number;
	/** 1 / √(1 − β₂ᵗ). */
	readonly correction: number;
}

/** One step of Adam in place, all arrays of one length: θ, its gradient (which stays), and both moments. */
export function adamStep(
	theta: Float32Array,
	gradient: Float32Array,
	first: Float32Array,
	second: Float32Array,
	{ beta1, beta2, size, correction, epsilon }: AdamNumbers,
): void {
	opened ??= open();
	const { adam, blocks } = opened;
	const [t, g, m, v] = blocks.map(({ byteOffset }) => byteOffset);
	const arrays = [theta, gradient, first, second];
	for (let from = 0; from < theta.length; from += BLOCK) {
		const parts = arrays.map((array) => array.subarray(from, from + BLOCK));
		parts.forEach((part, k) => {
			blocks[k].set(part);
		});
		const { length } = parts[0];
		const count = Math.ceil(length / VECTOR) * VECTOR;
		adam(count, t, g, m, v, beta1, beta2, size, correction, epsilon);
		for (const k of [0, 2, 3]) parts[k].set(blocks[k].subarray(0, length));
	}
}
