/** The leaky integrate-and-fire neuron over a whole sequence (equations: ../../../cells/lif.ts); arrays are [T × vectors], time-major. */
import { emit, PACKING } from "./emit";
import { flushed, multiplyAdd, one, splat, sumLanes, TABLE, VECTOR } from "./vector";

/** `variant`: reset to zero instead of subtracting, and which surrogate; arctan where neither bit is set. */
const ZERO: i32 = 1;
const FAST_SIGMOID: i32 = 2;
const STRAIGHT_THROUGH: i32 = 4;

/**
 * Runs the layer. `drive` is W s_in and becomes the membrane potential.
 * @param constants f32: β, θ, then the two of the surrogate
 * @param bias one row
 * @param state one row of scratch: mem[t − 1]
 * @param counts u32: spiking steps, spikes
 */
export function lifForward(
	variant: i32,
	steps: i32,
	vectors: i32,
	constants: usize,
	bias: usize,
	state: usize,
	drive: usize,
	offsets: usize,
	indices: usize,
	counts: usize,
): void {
	const table = TABLE;
	const packing = PACKING;
	const row = (<usize>vectors) * VECTOR;
	const beta = v128.load32_splat(constants);
	const threshold = v128.load32_splat(constants, 4);
	memory.fill(state, 0, row);
	let events: u32 = 0;
	let spikes = splat(0);
	store<u32>(offsets, 0);
	for (let t = 0; t < steps; t++) {
		for (let k: usize = 0; k < row; k += VECTOR, drive += VECTOR) {
			const old = v128.load(state + k);
			const fired = f32x4.gt(old, threshold);
			const kept = variant & ZERO ? v128.andnot(old, fired) : old;
			const charged = multiplyAdd(beta, kept, f32x4.add(v128.load(drive), v128.load(bias + k)));
			const mem = variant & ZERO ? charged : f32x4.sub(charged, v128.and(threshold, fired));
			v128.store(state + k, mem);
			v128.store(drive, mem);
			const spiking = f32x4.gt(mem, threshold);
			spikes = i32x4.sub(spikes, v128.andnot(spiking, fired));
			events = emit(packing, i32x4.bitmask(spiking), <u32>(k >> 2), spiking, events, indices, 0);
		}
		store<u32>(offsets + ((<usize>t + 1) << 2), events);
	}
	store<u32>(counts, events);
	store<u32>(counts, sumLanes(spikes), 4);
}

/** d s_out / d mem as the surrogate has it. */
// @ts-ignore: decorator
@inline
function surrogate(table: usize, variant: i32, above: v128, slope: v128, height: v128): v128 {
	if (variant & STRAIGHT_THROUGH) return one(table);
	if (variant & FAST_SIGMOID) {
		const root = multiplyAdd(slope, f32x4.abs(above), one(table));
		return f32x4.div(one(table), f32x4.mul(root, root));
	}
	const scaled = f32x4.mul(slope, above);
	return f32x4.div(height, multiplyAdd(scaled, scaled, one(table)));
}

/**
 * Backward pass; `mem` becomes δ, the gradient of the drive.
 * @param state one row of scratch: the gradient of mem that comes from the later steps
 */
export function lifBackward(
	variant: i32,
	steps: i32,
	vectors: i32,
	constants: usize,
	state: usize,
	outputGradient: usize,
	mem: usize,
): void {
	const table = TABLE;
	const row = (<usize>vectors) * VECTOR;
	const beta = v128.load32_splat(constants);
	const threshold = v128.load32_splat(constants, 4);
	const slope = v128.load32_splat(constants, 8);
	const height = v128.load32_splat(constants, 12);
	memory.fill(state, 0, row);
	for (let t = steps - 1; t >= 0; t--) {
		for (let k: usize = 0; k < row; k += VECTOR) {
			const at = mem + (<usize>t) * row + k;
			const above = f32x4.sub(v128.load(at), threshold);
			const gs = v128.load(outputGradient + (<usize>t) * row + k);
			const delta = flushed(table, multiplyAdd(gs, surrogate(table, variant, above, slope, height), v128.load(state + k)));
			v128.store(at, delta);
			// A reset to zero forgets mem[t − 1]; before the first step there is nothing to pass on.
			const kept = variant & ZERO && t > 0 ? v128.andnot(delta, f32x4.gt(v128.load(at - row), threshold)) : delta;
			v128.store(state + k, f32x4.mul(beta, kept));
		}
	}
}
