/** The compiled kernels over one memory, and views of that memory. */
import { baseline, relaxed } from "./kernel-binary.js";

/** Functions of assembly/index.ts; all pointers are byte addresses. */
interface KernelExports {
	drawSpikes(
		image: number,
		pixels: number,
		thresholds: number,
		prefix: number,
		steps: number,
		seed: number,
		sample: number,
		epoch: number,
		scratch: number,
		offsets: number,
		times: number,
	): void;
	transposeEvents(
		offsets: number,
		indices: number,
		values: number,
		rows: number,
		toOffsets: number,
		toIndices: number,
		toValues: number,
		columns: number,
	): void;
	scatterEvents(
		offsets: number,
		indices: number,
		values: number,
		rows: number,
		out: number,
		stride: number,
	): void;
	gather(
		offsets: number,
		indices: number,
		values: number,
		rows: number,
		matrix: number,
		out: number,
		stride: number,
		vectors: number,
	): void;
	matmul(
		rows: number,
		depth: number,
		vectors: number,
		a: number,
		aRowStride: number,
		aDepthStride: number,
		b: number,
		panelStride: number,
		bStride: number,
		c: number,
		cStride: number,
	): void;
	packTransposed(
		from: number,
		rows: number,
		columns: number,
		stride: number,
		to: number,
	): void;
	integrateEvents(
		steps: number,
		leak: number,
		offsets: number,
		indices: number,
		values: number,
		trace: number,
	): void;
	integrateLevels(
		steps: number,
		leak: number,
		levels: number,
		stride: number,
		units: number,
		trace: number,
	): void;
	readOut(
		units: number,
		labels: number,
		trace: number,
		weights: number,
		out: number,
	): void;
	readBack(
		units: number,
		labels: number,
		scale: number,
		error: number,
		weights: number,
		row: number,
	): void;
	clear(address: number, bytes: number): void;
	leakyRows(
		steps: number,
		vectors: number,
		leak: number,
		row: number,
		out: number,
	): void;
	sumRows(steps: number, vectors: number, rows: number, out: number): void;
	sumBlocks(first: number, count: number, stride: number, bytes: number): void;
	transpose(
		from: number,
		rows: number,
		columns: number,
		stride: number,
		to: number,
		toStride: number,
	): void;
	strongest(
		steps: number,
		vectors: number,
		delta: number,
		alpha: number,
		energy: number,
		scratch: number,
		offsets: number,
		indices: number,
		values: number,
	): void;
	reverseScan(
		steps: number,
		vectors: number,
		alpha: number,
		rows: number,
	): void;
	drawGains(
		steps: number,
		vectors: number,
		gains: number,
		deviations: number,
		seed: number,
		purpose: number,
		sample: number,
		epoch: number,
		scratch: number,
		out: number,
	): void;
	srcForward(
		variant: number,
		steps: number,
		vectors: number,
		constants: number,
		parameters: number,
		gains: number,
		state: number,
		drive: number,
		states: number,
		offsets: number,
		indices: number,
		values: number,
		counts: number,
	): void;
	srcBackwardDetached(
		steps: number,
		vectors: number,
		constants: number,
		outputGradient: number,
		slope: number,
	): void;
	srcBackward(
		variant: number,
		steps: number,
		vectors: number,
		constants: number,
		parameters: number,
		gains: number,
		state: number,
		outputGradient: number,
		u: number,
		states: number,
		biasGradient: number,
	): void;
	lifForward(
		variant: number,
		steps: number,
		vectors: number,
		constants: number,
		bias: number,
		state: number,
		drive: number,
		offsets: number,
		indices: number,
		counts: number,
	): void;
	lifBackward(
		variant: number,
		steps: number,
		vectors: number,
		constants: number,
		state: number,
		outputGradient: number,
		mem: number,
	): void;
	gruForward(
		vectors: number,
		gates: number,
		bias: number,
		recurrent: number,
		hOld: number,
		h: number,
	): void;
	gruBackward(
		vectors: number,
		gates: number,
		recurrent: number,
		hOld: number,
		outputGradient: number,
		carry: number,
	): void;
}

export interface Kernels extends KernelExports {
	readonly u8: Uint8Array;
	readonly u16: Uint16Array;
	readonly i32: Int32Array;
	readonly u32: Uint32Array;
	readonly f32: Float32Array;
	readonly f64: Float64Array;
}

/** The import of the memory: "env", "memory", kind 2, limits 3 (shared, with a maximum). */
const MEMORY_IMPORT = [..."\x03env\x06memory\x02\x03"].map((letter) =>
	letter.charCodeAt(0),
);
/** Limits of a memory that is not shared. */
const OWN_MEMORY = 1;

/**
 * Node 20 (V8 11.3) has relaxed SIMD behind a flag; V8 11.4 made it standard. The flag concerns modules compiled from now on, in all
 * threads of the process.
 */
function allowRelaxedSimd(): void {
	// Looked up, not imported, since browsers load this file as well.
	const node = globalThis.process as NodeJS.Process | undefined;
	if (node?.versions?.v8?.startsWith("11."))
		node
			.getBuiltinModule("node:v8")
			.setFlagsFromString("--experimental-wasm-relaxed-simd");
}

/**
 * Compiles the kernels for a memory that threads share, or for one of its own. Where WebAssembly has relaxed SIMD
 * (Node, current browsers) products are added with one rounding; results then differ in the last bits.
 */
export function compileKernels(threads: boolean): Promise<WebAssembly.Module> {
	if (!WebAssembly.validate(relaxed)) allowRelaxedSimd();
	const bytes = Uint8Array.from(
		WebAssembly.validate(relaxed) ? relaxed : baseline,
	);
	if (!threads) {
		const at = bytes.findIndex((_, start) =>
			MEMORY_IMPORT.every((byte, k) => bytes[start + k] === byte),
		);
		bytes[at + MEMORY_IMPORT.length - 1] = OWN_MEMORY;
	}
	return WebAssembly.compile(bytes);
}

/** Binds compiled kernels to a memory. */
export async function openKernels(
	module: WebAssembly.Module,
	memory: WebAssembly.Memory,
): Promise<Kernels> {
	const instance = await WebAssembly.instantiate(module, { env: { memory } });
	const { buffer } = memory;
	return {
		...(instance.exports as unknown as KernelExports),
		u8: new Uint8Array(buffer),
		u16: new Uint16Array(buffer),
		i32: new Int32Array(buffer),
		u32: new Uint32Array(buffer),
		f32: new Float32Array(buffer),
		f64: new Float64Array(buffer),
	};
}
