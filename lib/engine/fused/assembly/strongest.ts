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

// @ts-ignore: decorator
@inline
function add(place: usize, square: f32): void {
	store<f32>(place, load<f32>(place) + square);
}

/**
 * Writes, as events by step, the largest entries of g that hold at least the share `energy` of Σ g².
 * @param delta [steps × vectors]; places that only fill up a vector must be 0
 * @param alpha of the reverse scan that made δ from g; 0 where δ is g
 * @param scratch 16,384 bytes: the sums of two sets of classes
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
	memory.fill(scratch, 0, CLASSES << 3);
	// Neighbours often fall into the same class: with two sets of classes, their sums need not wait for each other.
	const second = scratch + (CLASSES << 2);
	const magnitude = i32x4.splat(0x7fffffff);
	for (let at = delta; at < last + row; at += VECTOR) {
		const g = entering(at, row, last, leak);
		const places = i32x4.shl(i32x4.shr_u(v128.and(g, magnitude), SHIFT), 2);
		const squares = f32x4.mul(g, g);
		add(scratch + <usize>i32x4.extract_lane(places, 0), f32x4.extract_lane(squares, 0));
		add(second + <usize>i32x4.extract_lane(places, 1), f32x4.extract_lane(squares, 1));
		add(scratch + <usize>i32x4.extract_lane(places, 2), f32x4.extract_lane(squares, 2));
		add(second + <usize>i32x4.extract_lane(places, 3), f32x4.extract_lane(squares, 3));
	}
	let all: f64 = 0;
	for (let at = scratch; at < scratch + (CLASSES << 3); at += 4) all += <f64>load<f32>(at);
	let kept: f64 = 0;
	let lowest = CLASSES;
	while (lowest > 0 && kept < all * energy) {
		lowest--;
		const place = scratch + ((<usize>lowest) << 2);
		kept += <f64>load<f32>(place) + <f64>load<f32>(place, CLASSES << 2);
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
	for (let at = rows + (<usize>steps - 1) * row - VECTOR; at >= rows; at -= VECTOR)
		v128.store(at, f32x4.add(v128.load(at), f32x4.mul(leak, v128.load(at + row))));
}
