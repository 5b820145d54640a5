/** The compiled kernels (base64), written by ../../scripts/kernels.mjs: for a memory that threads share, and for one of its own. */
export declare const shared: string;
export declare const own: string;
