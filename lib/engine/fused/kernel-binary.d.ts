/** The compiled kernels, written by ../../scripts/kernels.mjs: with SIMD alone, and with relaxed SIMD (multiply-add). */
export declare const baseline: Uint8Array<ArrayBuffer>;
export declare const relaxed: Uint8Array<ArrayBuffer>;
