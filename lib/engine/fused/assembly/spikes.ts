/** Draws a sample's input spikes with Philox, 64 steps of one pixel at a time (../../../encoding/rate.ts defines the addresses). */
import { expandKey, high, low, M0, M1, product, ROUNDS, W0, W1 } from "./philox";

/** Steps of a block, one byte each, and steps of the four blocks that one vector holds. */
const BLOCK: i32 = 16;
const STEPS: i32 = 64;

/** `Purpose.spikes` is 0 and needs no key; this is `Purpose.spikesLow`. */
const LOW: u32 = 4;

/** Bytes of the keys of all rounds, of 64 drawn bytes, and of what four blocks share in round 3. */
const KEYS: usize = 64;
const DRAWN: usize = 64;
const SHARED: usize = 32;

/**
 * Writes the steps at which each pixel of an image spikes, as events by pixel.
 *
 * In the first three rounds most of the counter is the same for all blocks of a pixel or for all pixels of a block:
 * what depends on the pixel alone is computed once a pixel, what depends on the block alone once a sample.
 * @param thresholds [256] u32: by intensity, the number that a spike's draw lies below; 65,536 is always
 * @param scratch 128 bytes, then 32 for each 64 steps
 */
export function drawSpikes(
	image: usize,
	pixels: i32,
	thresholds: usize,
	prefix: i32,
	steps: i32,
	seed: u32,
	sample: u32,
	epoch: u32,
	scratch: usize,
	offsets: usize,
	times: usize,
): void {
	const keys = scratch;
	expandKey(seed, 0, keys);
	const drawn = keys + KEYS;
	// The words of M0 · c0 in round 2.
	const shared = drawn + DRAWN;
	const ofSample = product(M1, sample);
	const m0 = i32x4.splat(M0);
	for (let start = 0, at = shared; start < steps; start += STEPS, at += SHARED) {
		const block = i32x4.add(i32x4.splat(start / BLOCK), i32x4(0, 1, 2, 3));
		const c0 = v128.xor(block, i32x4.splat(<u32>(ofSample >> 32) ^ seed));
		const a = i64x2.extmul_low_i32x4_u(m0, c0);
		const b = i64x2.extmul_high_i32x4_u(m0, c0);
		v128.store(at, high(a, b));
		v128.store(at, low(a, b), 16);
	}

	let count: u32 = 0;
	for (let pixel = 0; pixel < pixels; pixel++) {
		store<u32>(offsets + ((<usize>pixel) << 2), count);
		const threshold = load<u32>(thresholds + ((<usize>load<u8>(image + pixel)) << 2));
		if (threshold == 0) continue;
		// Rounds 1, 2 and 3 as far as the pixel decides them.
		const round1 = product(M0, pixel);
		const round2 = product(M1, <u32>(round1 >> 32) ^ epoch);
		const c0 = <u32>(round2 >> 32) ^ <u32>ofSample ^ load<u32>(keys, 8);
		const round3 = product(M0, c0);
		const c1 = i32x4.splat(<u32>round2);
		const c2 = i32x4.splat(<u32>round1 ^ load<u32>(keys, 12));
		const high3 = i32x4.splat(<u32>(round3 >> 32) ^ load<u32>(keys, 20));
		const low3 = i32x4.splat(<u32>round3);
		const highByte = i8x16.splat(<i8>(threshold >> 8));
		for (let start = 0, at = shared; start < steps; start += STEPS, at += SHARED) {
			let spikes = <u64>-1;
			if (threshold < 65536) {
				draw(keys, at, c1, c2, high3, low3, drawn);
				spikes = atMost(drawn, highByte);
				for (let open = equal(drawn, highByte); open != 0; open &= open - 1) {
					const step = <i32>ctz(open);
					if (lowByte(seed, pixel, start + step, sample, epoch) >= (threshold & 255)) spikes ^= (<u64>1) << step;
				}
			}
			const left = steps - start;
			if (left < STEPS) spikes &= ((<u64>1) << left) - 1;
			const first = prefix + start;
			for (; spikes != 0; spikes &= spikes - 1, count++) store<u16>(times + ((<usize>count) << 1), <u16>(first + <i32>ctz(spikes)));
		}
	}
	store<u32>(offsets + ((<usize>pixels) << 2), count);
}

/** Rounds 3 to 7 for four blocks: 64 high bytes of draws, in the order of the steps, at `to`. */
// @ts-ignore: decorator
@inline
function draw(keys: usize, shared: usize, c1: v128, pixelC2: v128, high3: v128, low3: v128, to: usize): void {
	const m0 = i32x4.splat(M0);
	const m1 = i32x4.splat(M1);
	const c2InRound3 = v128.xor(v128.load(shared), pixelC2);
	const e = i64x2.extmul_low_i32x4_u(m1, c2InRound3);
	const f = i64x2.extmul_high_i32x4_u(m1, c2InRound3);
	let c0 = v128.xor(v128.xor(high(e, f), c1), v128.load32_splat(keys, 16));
	let c2 = v128.xor(v128.load(shared, 16), high3);
	c1 = low(e, f);
	let c3 = low3;
	for (let key = keys + 24; key < keys + (ROUNDS << 3); key += 8) {
		const a = i64x2.extmul_low_i32x4_u(m0, c0);
		const b = i64x2.extmul_high_i32x4_u(m0, c0);
		const c = i64x2.extmul_low_i32x4_u(m1, c2);
		const d = i64x2.extmul_high_i32x4_u(m1, c2);
		c0 = v128.xor(v128.xor(high(c, d), c1), v128.load32_splat(key));
		c2 = v128.xor(v128.xor(high(a, b), c3), v128.load32_splat(key, 4));
		c1 = low(c, d);
		c3 = low(a, b);
	}
	// c0 … c3 hold word 0 … 3 of the four blocks; transposed, one block after the other.
	const early01 = v128.shuffle<i32>(c0, c1, 0, 4, 1, 5);
	const early23 = v128.shuffle<i32>(c2, c3, 0, 4, 1, 5);
	const late01 = v128.shuffle<i32>(c0, c1, 2, 6, 3, 7);
	const late23 = v128.shuffle<i32>(c2, c3, 2, 6, 3, 7);
	v128.store(to, v128.shuffle<i64>(early01, early23, 0, 2));
	v128.store(to, v128.shuffle<i64>(early01, early23, 1, 3), 16);
	v128.store(to, v128.shuffle<i64>(late01, late23, 0, 2), 32);
	v128.store(to, v128.shuffle<i64>(late01, late23, 1, 3), 48);
}

/** Bit s is set when byte s of 64 is at most `limit`. */
// @ts-ignore: decorator
@inline
function atMost(bytes: usize, limit: v128): u64 {
	return (
		(<u64>i8x16.bitmask(i8x16.ge_u(limit, v128.load(bytes)))) |
		((<u64>i8x16.bitmask(i8x16.ge_u(limit, v128.load(bytes, 16)))) << 16) |
		((<u64>i8x16.bitmask(i8x16.ge_u(limit, v128.load(bytes, 32)))) << 32) |
		((<u64>i8x16.bitmask(i8x16.ge_u(limit, v128.load(bytes, 48)))) << 48)
	);
}

/** Bit s is set when byte s of 64 equals `value`. */
// @ts-ignore: decorator
@inline
function equal(bytes: usize, value: v128): u64 {
	return (
		(<u64>i8x16.bitmask(i8x16.eq(value, v128.load(bytes)))) |
		((<u64>i8x16.bitmask(i8x16.eq(value, v128.load(bytes, 16)))) << 16) |
		((<u64>i8x16.bitmask(i8x16.eq(value, v128.load(bytes, 32)))) << 32) |
		((<u64>i8x16.bitmask(i8x16.eq(value, v128.load(bytes, 48)))) << 48)
	);
}

/** The low byte of one draw, needed once in 256 draws. */
function lowByte(seed: u32, pixel: u32, step: u32, sample: u32, epoch: u32): u32 {
	let c0 = pixel;
	let c1 = step / BLOCK;
	let c2 = sample;
	let c3 = epoch;
	for (let round = 0; round < ROUNDS; round++) {
		const p0 = product(M0, c0);
		const p1 = product(M1, c2);
		c0 = <u32>(p1 >> 32) ^ c1 ^ (seed + round * W0);
		c1 = <u32>p1;
		c2 = <u32>(p0 >> 32) ^ c3 ^ (LOW + round * W1);
		c3 = <u32>p0;
	}
	const pair = step & 8 ? (<u64>c2) | ((<u64>c3) << 32) : (<u64>c0) | ((<u64>c1) << 32);
	return <u32>(pair >> ((step & 7) << 3)) & 255;
}
