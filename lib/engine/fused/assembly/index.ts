/** What the compiled module offers; every function works on addresses in its memory and allocates nothing. */
export { scatterEvents, transposeEvents } from "./events";
export { drawGains } from "./gains";
export { gather } from "./gather";
export { gruBackward, gruForward } from "./gru";
export { lifBackward, lifForward } from "./lif";
export { matmul, packTransposed } from "./matmul";
export { integrateEvents, integrateLevels, readBack, readOut } from "./readout";
export { clear, leakyRows, sumBlocks, sumRows, transpose } from "./rows";
export { drawSpikes } from "./spikes";
export { srcBackward, srcBackwardDetached, srcForward } from "./src";
export { reverseScan, strongest } from "./strongest";
export { TABLE } from "./vector";
