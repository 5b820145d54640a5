/** A network as plain data: what a run record stores and what every engine can build. */
import type { LayerSpec } from "../cells/spec.js";

/** Frozen: one leaky integrator a label, R[t] = leak R[t−1] + A s_out[t]; neuron k belongs to label k mod labels. */
export interface LeakyReadoutSpec {
	readonly readout: "leaky";
	readonly labels: number;
	readonly leak: number;
	/** Weight in A of the label's own neurons … */
	readonly own: number;
	/** … and of all others. */
	readonly other: number;
}

/** Learned: logits = V s_out[T] + c on the last step. */
export interface LinearReadoutSpec {
	readonly readout: "linear";
	readonly labels: number;
}

export type ReadoutSpec = LeakyReadoutSpec | LinearReadoutSpec;

export interface NetworkSpec {
	readonly inputs: number;
	readonly layers: readonly LayerSpec[];
	readonly readout: ReadoutSpec;
}
