/** The compiled kernels (base64), written by ../../scripts/kernels.mjs. */
export declare const baseline: string;
