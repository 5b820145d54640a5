/** What one thread of this machine can do at most in WebAssembly SIMD: arithmetic in registers, and reading from the second cache. */

/** Twelve chains of x ← x · a + b hide the latency of both; `read` adds up a buffer of 512 KiB through eight accumulators. */
const SOURCE = `
const BYTES: usize = 512 << 10;
memory.grow(16);

export function multiplyAdd(rounds: i32): f32 {
	const a = f32x4.splat(0.5);
	const b = f32x4.splat(1);
	${lines(12, (k) => `let x${k} = f32x4.splat(${k});`)}
	for (let round = 0; round < rounds; round++) {
		${lines(12, (k) => `x${k} = f32x4.add(f32x4.mul(x${k}, a), b);`)}
	}
	${lines(11, (k) => `x0 = f32x4.add(x0, x${k + 1});`)}
	return f32x4.extract_lane(x0, 0);
}

export function read(rounds: i32): f32 {
	${lines(8, (k) => `let x${k} = f32x4.splat(0);`)}
	for (let round = 0; round < rounds; round++)
		for (let at: usize = 65536; at < 65536 + BYTES; at += 128) {
			${lines(8, (k) => `x${k} = f32x4.add(x${k}, v128.load(at, ${16 * k}));`)}
		}
	${lines(7, (k) => `x0 = f32x4.add(x0, x${k + 1});`)}
	return f32x4.extract_lane(x0, 0);
}
`;
const OPERATIONS_PER_ROUND = 12 * 4 * 2;
const BYTES_PER_ROUND = 512 << 10;

/** Of one thread, a second. */
export interface Peak {
	readonly operations: number;
	readonly bytes: number;
}

/** Takes about half a second. The best of several trials counts. */
export async function measurePeak(): Promise<Peak> {
	const { multiplyAdd, read } = await openKernels();
	return {
		operations: best(() => multiplyAdd(2e5)) * 2e5 * OPERATIONS_PER_ROUND,
		bytes: best(() => read(20)) * 20 * BYTES_PER_ROUND,
	};
}

type Loop = (rounds: number) => number;

/** What is used of AssemblyScript's compiler. */
interface Compiler {
	compileString(
		source: string,
		options: Readonly<Record<string, unknown>>,
	): Promise<{
		binary: Uint8Array<ArrayBuffer> | null;
		stderr: unknown;
		error: Error | null;
	}>;
}

async function openKernels(): Promise<{ multiplyAdd: Loop; read: Loop }> {
	// The compiler is an ES module; by literal name its types would come too, which redeclare `require` for all scripts.
	const name: string = "assemblyscript/asc";
	const { default: asc } = (await import(name)) as { default: Compiler };
	const { binary, stderr, error } = await asc.compileString(SOURCE, {
		optimizeLevel: 3,
		noAssert: true,
		runtime: "stub",
		enable: ["simd"],
		initialMemory: 1,
	});
	if (error || !binary)
		throw new Error(`the peak kernels do not compile:\n${stderr}`);
	const { instance } = await WebAssembly.instantiate(binary, {
		env: { abort: () => {} },
	});
	const { multiplyAdd, read } = instance.exports;
	return { multiplyAdd: multiplyAdd as Loop, read: read as Loop };
}

/** Greatest number of runs a second in 30 trials; the first ones let the engine optimise. */
function best(work: () => void): number {
	let greatest = 0;
	for (let trial = 0; trial < 30; trial++) {
		const started = performance.now();
		work();
		greatest = Math.max(greatest, 1000 / (performance.now() - started));
	}
	return greatest;
}

function lines(count: number, line: (k: number) => string): string {
	return Array.from({ length: count }, (_, k) => line(k)).join("\n");
}
