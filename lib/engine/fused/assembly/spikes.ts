/** Draws a sample's input spikes with Philox4x32-10, 32 steps of one pixel at a time (../../../encoding/rate.ts defines the addresses). */

const M0: u32 = 0xd2511f53;
const M1: u32 = 0xcd9e8d57;
const W0: u32 = 0x9e3779b9;
const W1: u32 = 0xbb67ae85;
const ROUNDS: i32 = 10;

/** Steps decided by one vector: 4 blocks of 4 words of 2 draws. */
const STEPS: i32 = 32;

/** High words of the 64-bit products of four pairs. */
// @ts-ignore: decorator
@inline
function high(low2: v128, high2: v128): v128 {
	return v128.shuffle<i32>(low2, high2, 1, 3, 5, 7);
}

// @ts-ignore: decorator
@inline
function low(low2: v128, high2: v128): v128 {
	return v128.shuffle<i32>(low2, high2, 0, 2, 4, 6);
}

/** All 64 bits of a product. */
// @ts-ignore: decorator
@inline
function product(a: u32, b: u32): u64 {
	return (<u64>a) * (<u64>b);
}

/**
 * Writes the steps at which each pixel of an image spikes, as events by pixel.
 *
 * In the first three of the ten rounds most of the counter is the same for all blocks of a pixel or for all pixels of a block:
 * what depends on the pixel alone is computed once a pixel, what depends on the block alone once a sample.
 * @param thresholds [256] u32: by intensity, the number that a spike's draw lies below; 65,536 is always
 * @param scratch 80 bytes, then 32 for each 32 steps
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
	// Keys of the rounds, then the words of M0 · c0 in round 2 by block.
	const keys = scratch;
	for (let round = 0; round < ROUNDS; round++) {
		store<u32>(keys + ((<usize>round) << 3), seed + round * W0);
		store<u32>(keys + ((<usize>round) << 3), round * W1, 4);
	}
	const ofSample = product(M1, sample);
	const blocks = scratch + 80;
	const m0 = i32x4.splat(M0);
	for (let start = 0; start < steps; start += STEPS) {
		const block = i32x4.add(i32x4.splat(start >> 3), i32x4(0, 1, 2, 3));
		const c0 = v128.xor(block, i32x4.splat(<u32>(ofSample >> 32) ^ seed));
		const a = i64x2.extmul_low_i32x4_u(m0, c0);
		const b = i64x2.extmul_high_i32x4_u(m0, c0);
		v128.store(blocks + (<usize>start), high(a, b));
		v128.store(blocks + (<usize>start), low(a, b), 16);
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
		const compared = i16x8.splat(<i16>threshold);
		for (let start = 0; start < steps; start += STEPS) {
			let spikes = threshold > 65535 ? <u32>-1 : draw(compared, keys, blocks + (<usize>start), c1, c2, high3, low3);
			const left = steps - start;
			if (left < STEPS) spikes &= (1 << left) - 1;
			const first = prefix + start;
			while (spikes != 0) {
				store<u16>(times + ((<usize>count) << 1), <u16>(first + ctz(spikes)));
				count++;
				spikes &= spikes - 1;
			}
		}
	}
	store<u32>(offsets + ((<usize>pixels) << 2), count);
}

/** Rounds 3 to 10 for four blocks, and the comparison of their 32 draws of 16 bits: bit s is set when step s spikes. */
// @ts-ignore: decorator
@inline
function draw(threshold: v128, keys: usize, block: usize, c1: v128, pixelC2: v128, high3: v128, low3: v128): u32 {
	const m0 = i32x4.splat(M0);
	const m1 = i32x4.splat(M1);
	const c2InRound3 = v128.xor(v128.load(block), pixelC2);
	const e = i64x2.extmul_low_i32x4_u(m1, c2InRound3);
	const f = i64x2.extmul_high_i32x4_u(m1, c2InRound3);
	let c0 = v128.xor(v128.xor(high(e, f), c1), v128.load32_splat(keys, 16));
	let c2 = v128.xor(v128.load(block, 16), high3);
	c1 = low(e, f);
	let c3 = low3;
	for (let key = keys + 24; key < keys + 80; key += 8) {
		const a = i64x2.extmul_low_i32x4_u(m0, c0);
		const b = i64x2.extmul_high_i32x4_u(m0, c0);
		const c = i64x2.extmul_low_i32x4_u(m1, c2);
		const d = i64x2.extmul_high_i32x4_u(m1, c2);
		c0 = v128.xor(v128.xor(high(c, d), c1), v128.load32_splat(key));
		c2 = v128.xor(v128.xor(high(a, b), c3), v128.load32_splat(key, 4));
		c1 = low(c, d);
		c3 = low(a, b);
	}
	// Lanes of c0 … c3: word 0 … 3 of four blocks; as bytes 0 or −1 they are put in the order of the steps.
	const words01 = i8x16.narrow_i16x8_s(i16x8.lt_u(c0, threshold), i16x8.lt_u(c1, threshold));
	const words23 = i8x16.narrow_i16x8_s(i16x8.lt_u(c2, threshold), i16x8.lt_u(c3, threshold));
	const early = v128.shuffle<i16>(words01, words23, 0, 4, 8, 12, 1, 5, 9, 13);
	const late = v128.shuffle<i16>(words01, words23, 2, 6, 10, 14, 3, 7, 11, 15);
	return i8x16.bitmask(early) | (i8x16.bitmask(late) << 16);
}
