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

/** Bit s is set when the pixel spikes at step 8 `block` + s: `threshold` is compared with 32 draws of 16 bits. */
function draw(threshold: v128, pixel: u32, block: u32, sample: u32, epoch: u32, seed: u32): u32 {
	let c0 = i32x4.splat(pixel);
	let c1 = i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3));
	let c2 = i32x4.splat(sample);
	let c3 = i32x4.splat(epoch);
	let k0 = seed;
	let k1: u32 = 0;
	const m0 = i32x4.splat(M0);
	const m1 = i32x4.splat(M1);
	for (let round = 0; round < ROUNDS; round++) {
		const a = i64x2.extmul_low_i32x4_u(m0, c0);
		const b = i64x2.extmul_high_i32x4_u(m0, c0);
		const c = i64x2.extmul_low_i32x4_u(m1, c2);
		const d = i64x2.extmul_high_i32x4_u(m1, c2);
		c0 = v128.xor(v128.xor(high(c, d), c1), i32x4.splat(k0));
		c2 = v128.xor(v128.xor(high(a, b), c3), i32x4.splat(k1));
		c1 = low(c, d);
		c3 = low(a, b);
		k0 += W0;
		k1 += W1;
	}
	// Lanes of c0 … c3: word 0 … 3 of four blocks; as bytes 0 or −1 they are put in the order of the steps.
	const words01 = i8x16.narrow_i16x8_s(i16x8.lt_u(c0, threshold), i16x8.lt_u(c1, threshold));
	const words23 = i8x16.narrow_i16x8_s(i16x8.lt_u(c2, threshold), i16x8.lt_u(c3, threshold));
	const early = v128.shuffle<i16>(words01, words23, 0, 4, 8, 12, 1, 5, 9, 13);
	const late = v128.shuffle<i16>(words01, words23, 2, 6, 10, 14, 3, 7, 11, 15);
	return i8x16.bitmask(early) | (i8x16.bitmask(late) << 16);
}

/**
 * Writes the steps at which each pixel of an image spikes, as events by pixel.
 * @param thresholds [256] u32: by intensity, the number that a spike's draw lies below; 65,536 is always
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
	offsets: usize,
	times: usize,
): void {
	let count: u32 = 0;
	for (let pixel = 0; pixel < pixels; pixel++) {
		store<u32>(offsets + ((<usize>pixel) << 2), count);
		const threshold = load<u32>(thresholds + ((<usize>load<u8>(image + pixel)) << 2));
		if (threshold == 0) continue;
		const compared = i16x8.splat(<i16>threshold);
		for (let start = 0; start < steps; start += STEPS) {
			let spikes = threshold > 65535 ? <u32>-1 : draw(compared, pixel, start >> 3, sample, epoch, seed);
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
