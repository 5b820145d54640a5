/** The compiled kernels (base64), written by ../../scripts/kernels.mjs: with SIMD alone, and with relaxed SIMD (multiply-add). */
export declare const baseline: string;
export declare const relaxed: string;
