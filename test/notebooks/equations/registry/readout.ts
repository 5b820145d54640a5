/** The equations of the readout . */
import * as tf from "@tensorflow/tfjs-core";
import { leakyReadout, openBackend } from "spiking-recurrent-cell";
import { readOut } from "spiking-recurrent-cell/dist/engine/tensorflow/readout.js";
import type { Equation } from "../equation.js";

export const READOUT_EQUATIONS: readonly Equation[] = [
	{
		tag: "readout.R",
		defines: "R[t]",
		variables: { "R[t-1]": [0, 5], A: [-1, 1], "s_out[t]": [0, 1] },
		library: async (n) => {
			await openBackend("cpu");
			return tf.tidy(() => {
				// two neurons: one has filled the integrator a step earlier, the other spikes now
				const outputs = tf.tensor3d([[[n["R[t-1]"], 0]], [[0, n["s_out[t]"]]]]);
				const weights = tf.tensor2d([[1], [n.A]]);
				return readOut(leakyReadout(1), outputs, { weights }).dataSync()[0];
			});
		},
	},
];
