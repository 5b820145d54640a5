/** The equations of the SRC, of the neurons on the way to it, and of its phase plane. */
import {
	hsThatHoldsH,
	jacobian,
	type SRCOptions,
	src,
} from "spiking-recurrent-cell";
import type { Equation, Numbers } from "../equation.js";
import { stepOf } from "./cell-step.js";

const STATE = [-0.95, 0.95] as const;

/** A step of an SRC neuron from the state in `numbers`, whose bounded input is to be x[t]. */
function srcStep(
	numbers: Numbers,
	options: SRCOptions = {},
	{ weight = 1, input = 0, i = 0 } = {},
): Promise<Numbers> {
	return stepOf({
		spec: src(1, options),
		parameters: {
			weights: [weight],
			r: [numbers.r ?? 0],
			rs: [numbers.r_s ?? 0],
			bias: [numbers.b_h ?? 0],
		},
		state: { i, h: numbers["h[t-1]"] ?? 0, hs: numbers["h_s[t-1]"] ?? 0 },
		input,
	});
}

/** The input that the integrator, empty before, turns into x. */
function inputFor(x: number): number {
	const { rho } = src(1);
	return rho * Math.atanh(x / rho);
}

/** h[t] at x[t] with those feedbacks that `numbers` has. */
const fastState = async (numbers: Numbers) =>
	(await srcStep(numbers, {}, { input: inputFor(numbers["x[t]"]) })).h;

export const SRC_EQUATIONS: readonly Equation[] = [
	{
		tag: "src.i",
		defines: "i[t]",
		variables: {
			alpha: [0, 1],
			"i[t-1]": [-3, 3],
			W: [-1, 1],
			"s_in[t]": [0, 1],
		},
		library: async (n) =>
			(
				await srcStep(
					{},
					{ alpha: n.alpha },
					{ i: n["i[t-1]"], weight: n.W, input: n["s_in[t]"] },
				)
			).i,
	},
	{
		tag: "src.x",
		defines: "x[t]",
		variables: { rho: [1, 4], "i[t]": [-9, 9] },
		even: ["rho"],
		library: async (n) =>
			(await srcStep({}, { rho: n.rho }, { input: n["i[t]"] })).x,
	},
	{
		tag: "src.zs",
		defines: "z_s[t]",
		variables: { z_hyp: [0, 1], z_dep: [0, 1], "h[t-1]": STATE },
		library: async (n) =>
			(await srcStep(n, { zHyp: n.z_hyp, zDep: n.z_dep })).zs,
	},
	{
		tag: "src.h",
		defines: "h[t]",
		variables: {
			"x[t]": [-2, 2],
			r: [0, 3],
			"h[t-1]": STATE,
			r_s: [-8, 0],
			"h_s[t-1]": STATE,
			b_h: [-7, 0],
		},
		library: fastState,
	},
	{
		tag: "src.hs",
		defines: "h_s[t]",
		variables: { "z_s[t]": [0, 1], "h_s[t-1]": STATE, "h[t-1]": STATE },
		library: async (n) =>
			(await srcStep(n, { zHyp: n["z_s[t]"], zDep: n["z_s[t]"] })).hs,
	},
	{
		tag: "src.s",
		defines: "s_out[t]",
		variables: { "h[t]": STATE },
		library: async (n) =>
			(await srcStep({}, {}, { input: inputFor(Math.atanh(n["h[t]"])) })).s_out,
	},
	{
		tag: "follower.h",
		defines: "h[t]",
		variables: { "x[t]": [-2, 2] },
		library: fastState,
	},
	{
		tag: "latch.h",
		defines: "h[t]",
		variables: { "x[t]": [-2, 2], r: [0, 3], "h[t-1]": STATE },
		library: fastState,
	},
	{
		tag: "plane.h",
		defines: "h_s",
		variables: {
			h: STATE,
			x: [-2, 2],
			r: [0, 3],
			r_s: [-8, -5],
			b_h: [-7, -4],
		},
		library: ({ h, x, r, r_s: rs, b_h: biasInit }) =>
			hsThatHoldsH(h, x, { r, rs, biasInit }),
	},
	{
		tag: "plane.determinant",
		defines: "detJ",
		variables: {
			h: [-0.95, 0.45],
			r: [2, 2],
			r_s: [-7, -7],
			z_hyp: [0.9, 0.9],
		},
		even: ["h"],
		library: ({ h, r, r_s: rs, z_hyp: zHyp }) => {
			// at the x at which h and h_s = h is a fixed point
			const x = Math.atanh(h) - (r + rs) * h - src(1).biasInit;
			const options = { r, rs, zHyp };
			const [[a, b], [c, d]] = jacobian({ h, hs: h }, x, options);
			return a * d - b * c;
		},
	},
];
