/** The interface behind every cell of the fused engine: one layer, one sample, all steps. */
import type { SampleAddress } from "../../encoding/sample-address.js";
import type { LowerGradient } from "../lower-gradient.js";
import type { Signal } from "./events.js";
import type { Kernels } from "./kernels.js";
import type { Place } from "./places.js";

export interface FusedLayer {
	readonly places: readonly Place[];
	readonly output: Signal;
	/** Once a batch, by one thread, when the parameters have been written. */
	prepare(k: Kernels): void;
	/** Runs all steps; fills `output`. `address` is where the sample's random draws lie. */
	forward(k: Kernels, input: Signal, address: SampleAddress): void;
	/**
	 * Adds to the gradients of the layer's parameters.
	 * @param outputGradient address of dL / d output, [steps × vectors]
	 * @param gradients address of a block of gradients
	 */
	backward(
		k: Kernels,
		input: Signal,
		outputGradient: number,
		gradients: number,
	): void;
	/** After `backward`: writes dL / d input, [steps × vectors], to `out`. */
	passDown(k: Kernels, out: number): void;
	/** Address of the last sample's (spiking steps, spikes), u32 each; both 0 for cells that do not spike. */
	readonly counts: number;
}

/** What a layer is built from: sizes, and where its parts may lie. */
export interface LayerContext {
	readonly index: number;
	readonly inputs: number;
	readonly steps: number;
	/** Whether gradients are asked for. */
	readonly gradient: boolean;
	readonly lowerGradient: LowerGradient;
}
