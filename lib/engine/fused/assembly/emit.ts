/**
 * How a layer reports the active ones of four neurons as events. Without branches: which neurons spike cannot be foreseen, and each branch
 * that a processor foresees wrongly costs as much as a dozen vectors.
 */

/** The bytes of one lane of four. */
const A: u32 = 0x03020100;
const B: u32 = 0x07060504;
const C: u32 = 0x0b0a0908;
const D: u32 = 0x0f0e0d0c;

/**
 * By the bits of the active lanes: the shuffle that moves them to the front (the rest does not matter), and, from byte 256 on, their
 * numbers (u16). Its address may be a constant to the compiler, unlike that of `TABLE`; kernels take it once, as `packing`.
 */
export let PACKING: usize = memory.data<u32>([
	A, A, A, A, A, A, A, A, B, A, A, A, A, B, A, A, C, A, A, A, A, C, A, A, B, C, A, A, A, B, C, A,
	D, A, A, A, A, D, A, A, B, D, A, A, A, B, D, A, C, D, A, A, A, C, D, A, B, C, D, A, A, B, C, D,
	0, 0, 0, 0, 1, 0, 0x10000, 0, 2, 0, 0x20000, 0, 0x20001, 0, 0x10000, 2,
	3, 0, 0x30000, 0, 0x30001, 0, 0x10000, 3, 0x30002, 0, 0x20000, 3, 0x20001, 3, 0x10000, 0x30002,
]);

/** All bytes of the active lanes of `x` first. */
// @ts-ignore: decorator
@inline
function packed(packing: usize, active: i32, x: v128): v128 {
	const order = v128.load(packing + ((<usize>active) << 4));
	return ASC_FEATURE_RELAXED_SIMD ? i8x16.relaxed_swizzle(x, order) : i8x16.swizzle(x, order);
}

/**
 * Appends an event for each set bit of `active`, with its lane of `amplitudes` unless `values` is 0. Returns the new count.
 * Both lists are written four places at a time: up to four places after the last event are overwritten.
 */
// @ts-ignore: decorator
@inline
export function emit(packing: usize, active: i32, firstUnit: u32, amplitudes: v128, events: u32, indices: usize, values: usize): u32 {
	const lanes = v128.load64_zero(packing + ((<usize>active) << 3), 256);
	v128.store64_lane(indices + ((<usize>events) << 1), i16x8.add(lanes, i16x8.splat(<i16>firstUnit)), 0);
	if (values != 0) v128.store(values + ((<usize>events) << 2), packed(packing, active, amplitudes));
	return events + popcnt(active);
}
