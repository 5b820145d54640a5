/** The compiled kernel, written by ../scripts/kernels.mjs. */
export declare const baseline: Uint8Array<ArrayBuffer>;
