/** A layer as plain data: which cell, how many of them, with which options. */

/** Options of the Spiking Recurrent Cell; symbols and values as in the paper (./src.ts has the equations). */
export interface SRCSpec {
	readonly cell: "src";
	readonly units: number;
	/** Leak of the input integrator, α. */
	readonly alpha: number;
	/** Bound of the input, ρ. */
	readonly rho: number;
	/** Fast positive feedback, r. */
	readonly r: number;
	/** Slow negative feedback, r_s. */
	readonly rs: number;
	/** Standard deviations of r and r_s, drawn from normal distributions around the values above … */
	readonly rDeviation: number;
	readonly rsDeviation: number;
	/** … once for each neuron when the network is created, or anew for each neuron at each step of each sample. */
	readonly noise: "neuron" | "step";
	/**
	 * What bounds x and h. "piecewise-linear" puts clamp(a, −1, 1) in place of both tanh(a), with derivative 1 inside and 0 from ±1 on:
	 * our stand-in for arithmetic of few bits. What hardware versions of the cell compute is not known to us.
	 */
	readonly activation: "tanh" | "piecewise-linear";
	/** Slow gate below and above the threshold. */
	readonly zHyp: number;
	readonly zDep: number;
	/** The slow gate looks at h[t−1] or at h[t] … */
	readonly gateTiming: "previous" | "current";
	/** … through a step at h = 0.5 or a sigmoid of slope 10 around it. */
	readonly gateForm: "step" | "sigmoid";
	/** s_out = ReLU(h), or H(h): 1 where h > 0. */
	readonly spikes: "graded" | "binary";
	/** Backward pass of s_out: "bypass" takes d s_out / d h = 1 everywhere, "relu" 1 where h > 0; for binary spikes a surrogate. */
	readonly outputGradient: "bypass" | "relu";
	/** "detached": h[t−1] and h_s[t−1] carry no gradient; "full": true backpropagation through time. */
	readonly recurrentGradient: "detached" | "full";
	/** "learned" is clamped to `biasMax` after each update. */
	readonly bias: "frozen" | "learned";
	/** b_h at the start; where it is learned, at most `biasMax`. */
	readonly biasInit: number;
	readonly biasMax: number;
	/** Gain of the Xavier-uniform weight initialisation. */
	readonly weightGain: number;
}

/** Leaky integrate-and-fire neuron as snnTorch defines it (./lif.ts). */
export interface LIFSpec {
	readonly cell: "lif";
	readonly units: number;
	/** Membrane decay per step, β. */
	readonly beta: number;
	readonly threshold: number;
	readonly reset: "subtract" | "zero";
	readonly surrogate: "arctan" | "fast-sigmoid" | "straight-through";
	/** Sharpness of the surrogate: α of arctan (2), slope of fast-sigmoid (25); unused by straight-through. */
	readonly surrogateSlope: number;
	/** A learned constant current per neuron. */
	readonly bias: boolean;
	/** Bound of the uniform weight initialisation, as a multiple of 1/√inputs. */
	readonly weightGain: number;
}

/** Gated recurrent unit, PyTorch's form (./gru.ts). */
export interface GRUSpec {
	readonly cell: "gru";
	readonly units: number;
}

/** Long short-term memory, PyTorch's form (./lstm.ts). */
export interface LSTMSpec {
	readonly cell: "lstm";
	readonly units: number;
}

/** Bistable recurrent cell, the SRC's ancestor (./brc.ts). */
export interface BRCSpec {
	readonly cell: "brc";
	readonly units: number;
}

export type LayerSpec = SRCSpec | LIFSpec | GRUSpec | LSTMSpec | BRCSpec;
export type CellKind = LayerSpec["cell"];
export type SpecOf<Kind extends CellKind> = Extract<LayerSpec, { cell: Kind }>;
