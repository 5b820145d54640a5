/** Parts of the generator Philox4x32-7, four blocks at a time (../../../random/philox.ts describes it). */

export const M0: u32 = 0xd2511f53;
export const M1: u32 = 0xcd9e8d57;
export const W0: u32 = 0x9e3779b9;
export const W1: u32 = 0xbb67ae85;
export const ROUNDS: i32 = 7;

/** Writes the keys of the rounds, eight bytes each. */
// @ts-ignore: decorator
@inline
export function expandKey(seed: u32, purpose: u32, keys: usize): void {
	for (let round = 0; round < ROUNDS; round++) {
		store<u32>(keys + ((<usize>round) << 3), seed + round * W0);
		store<u32>(keys + ((<usize>round) << 3), purpose + round * W1, 4);
	}
}

/** High words of the 64-bit products of four pairs. */
// @ts-ignore: decorator
@inline
export function high(low2: v128, high2: v128): v128 {
	return v128.shuffle<i32>(low2, high2, 1, 3, 5, 7);
}

// @ts-ignore: decorator
@inline
export function low(low2: v128, high2: v128): v128 {
	return v128.shuffle<i32>(low2, high2, 0, 2, 4, 6);
}

/** All 64 bits of a product. */
// @ts-ignore: decorator
@inline
export function product(a: u32, b: u32): u64 {
	return (<u64>a) * (<u64>b);
}
