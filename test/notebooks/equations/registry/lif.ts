/** The equations of the leaky integrate-and-fire neuron and of the surrogates of its spike. */
import * as tf from "@tensorflow/tfjs-core";
import { type LIFSpec, lif, openBackend } from "spiking-recurrent-cell";
import { spike } from "spiking-recurrent-cell/dist/cells/operations.js";
import type { Equation, Numbers } from "../equation.js";
import { stepOf } from "./cell-step.js";

const lifStep = (n: Numbers) =>
	stepOf({
		spec: lif(1, { beta: n.beta ?? 0, threshold: n.theta }),
		parameters: { weights: [n.W ?? 1], bias: [n.b ?? 0] },
		state: { mem: n["u[t-1]"] ?? 0 },
		input: n["s_in[t]"] ?? 0,
	});

/** What the backward pass takes for the derivative of a spike. */
async function surrogateAt(
	u: number,
	surrogate: LIFSpec["surrogate"],
	slope: number,
): Promise<number> {
	await openBackend("cpu");
	return tf.tidy(() => {
		const derivative = tf.grad((x) => spike(x, surrogate, slope));
		return derivative(tf.tensor1d([u])).dataSync()[0];
	});
}

export const LIF_EQUATIONS: readonly Equation[] = [
	{
		tag: "lif.u",
		defines: "u[t]",
		variables: {
			beta: [0, 1],
			"u[t-1]": [-2, 2],
			W: [-2, 2],
			"s_in[t]": [-2, 2],
			b: [-1, 1],
			theta: [0.5, 1.5],
		},
		library: async (n) => (await lifStep(n)).mem,
	},
	{
		tag: "lif.s",
		defines: "s_out[t]",
		variables: { "u[t]": [-2, 2], theta: [0.5, 1.5] },
		library: async (n) =>
			(await lifStep({ theta: n.theta, b: n["u[t]"] })).s_out,
	},
	{
		tag: "surrogate.arctan",
		defines: "g(U)",
		variables: { kappa: [1, 4], U: [-2, 2] },
		even: ["U"],
		library: ({ kappa, U }) => surrogateAt(U, "arctan", kappa),
	},
	{
		tag: "surrogate.fast-sigmoid",
		defines: "g(U)",
		variables: { k: [1, 30], U: [-2, 2] },
		even: ["U"],
		library: ({ k, U }) => surrogateAt(U, "fast-sigmoid", k),
	},
];
