/** Table of contents of the library: everything a notebook may import. */
export * from "./data/dataset.js";
export * from "./encoding/constant.js";
export * from "./encoding/encode.js";
export * from "./encoding/encoding.js";
export * from "./encoding/latency.js";
export * from "./encoding/random.js";
export * from "./encoding/rate.js";
export * from "./encoding/spike-train.js";
export * from "./engine/engine.js";
export * from "./network/network.js";
export * from "./network/parameters.js";
export * from "./network/spec.js";
