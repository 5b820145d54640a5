/** The equation of local learning. */
import { deltaRule } from "spiking-recurrent-cell";
import type { Equation } from "../equation.js";

export const ALTERNATIVE_EQUATIONS: readonly Equation[] = [
	{
		tag: "delta.w",
		defines: "Deltaw",
		variables: { eta: [0, 1], y: [0, 1], f: [0, 1], x: [0, 1] },
		library: ({ eta, y, f, x }) => deltaRule(eta, y, f, x),
	},
];
