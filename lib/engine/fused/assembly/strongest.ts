/** Chooses the few entries of a gradient that hold most of its energy (the sum of squares). */
import { emit, PACKING } from "./emit";
import { splat, VECTOR } from "./vector";

/** Magnitudes are counted by exponent and the first three bits of the mantissa: classes at most 1/8 wide. */
const CLASSES: i32 = 2048;
const SHIFT: u32 = 20;

/** g[t] = δ[t] − α δ[t + 1], what entered the reverse scan at step t. */
// @ts-ignore: decorator
@inline
function entering(at: usize, row: usize, last: usize, alpha: v128): v128 {
	const own = v128.load(at);
	return at < last ? f32x4.sub(own, f32x4.mul(alpha, v128.load(at + row))) : own;
}

/**
 * Writes, as events by step, the largest entries of g that hold at least the share `energy` of Σ g².
 * @param delta [steps × vectors]; places that only fill up a vector must be 0
 * @param alpha of the reverse scan that made δ from g; 0 where δ is g
 * @param scratch 16,384 bytes for the classes, then one vector
 */
export function strongest(
	steps: i32,
	vectors: i32,
	delta: usize,
	alpha: f32,
	energy: f32,
	scratch: usize,
	offsets: usize,
	indices: usize,
	values: usize,
): void {
	const row = (<usize>vectors) * VECTOR;
	const last = delta + (<usize>steps - 1) * row;
	const leak = splat(alpha);
	const buffer = scratch + (CLASSES << 3);
	memory.fill(scratch, 0, CLASSES << 3);
	let all: f64 = 0;
	for (let at = delta; at < last + row; at += VECTOR) {
		v128.store(buffer, entering(at, row, last, leak));
		for (let lane: usize = 0; lane < VECTOR; lane += 4) {
			const g = load<f32>(buffer + lane);
			const square = <f64>g * <f64>g;
			const place = scratch + ((<usize>((reinterpret<u32>(g) & 0x7fffffff) >> SHIFT)) << 3);
			store<f64>(place, load<f64>(place) + square);
			all += square;
		}
	}
	let kept: f64 = 0;
	let lowest = CLASSES;
	while (lowest > 0 && kept < all * energy) {
		lowest--;
		kept += load<f64>(scratch + ((<usize>lowest) << 3));
	}

	const least = splat(reinterpret<f32>((<u32>lowest) << SHIFT));
	const zero = splat(0);
	const packing = PACKING;
	let events: u32 = 0;
	store<u32>(offsets, 0);
	for (let t = 0; t < steps; t++) {
		for (let k: usize = 0; k < row; k += VECTOR) {
			const g = entering(delta + (<usize>t) * row + k, row, last, leak);
			const size = f32x4.abs(g);
			const chosen = i32x4.bitmask(v128.and(f32x4.ge(size, least), f32x4.gt(size, zero)));
			events = emit(packing, chosen, <u32>(k >> 2), g, events, indices, values);
		}
		store<u32>(offsets + ((<usize>t + 1) << 2), events);
	}
}

/** rows[t] += α rows[t + 1], from the last step to the first. */
export function reverseScan(steps: i32, vectors: i32, alpha: f32, rows: usize): void {
	const row = (<usize>vectors) * VECTOR;
	const leak = splat(alpha);
	for (let at = rows + (<usize>steps - 1) * row - VECTOR; <isize>at >= <isize>rows; at -= VECTOR)
		v128.store(at, f32x4.add(v128.load(at), f32x4.mul(leak, v128.load(at + row))));
}
