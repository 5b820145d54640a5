/** The equations of the classical cells, each of one unit: GRU and BRC. */
import { brc, gru } from "spiking-recurrent-cell";
import type { Equation, Numbers, Range } from "../equation.js";
import { stepOf } from "./cell-step.js";

const WEIGHT: Range = [-2, 2];

/** Columns r, z, n. */
const gruStep = (n: Numbers) =>
	stepOf({
		spec: gru(1),
		parameters: {
			weights: [n.W_r ?? 0, n.W_z ?? 0, n.W_n ?? 0],
			bias: [n.b_r ?? 0, n.b_z ?? 0, n.b_n ?? 0],
			recurrent: [n.U_r ?? 0, n.U_z ?? 0, n.U_n ?? 0],
			recurrentBias: [0, 0, 0],
		},
		state: { h: n["h[t-1]"] ?? 0 },
		input: n["x[t]"],
	});

/** Columns a, c, candidate. */
const brcStep = (n: Numbers) =>
	stepOf({
		spec: brc(1),
		parameters: {
			weights: [n.W_a ?? 0, n.W_c ?? 0, n.W ?? 0],
			wa: [n.w_a ?? 0],
			wc: [n.w_c ?? 0],
		},
		state: { h: n["h[t-1]"] },
		input: n["x[t]"],
	});

/** The bias that makes a gate, a σ of it, be `share`. */
const logit = (share: number) => Math.log(share / (1 - share));

const gate = (name: "r" | "z"): Equation => ({
	tag: `gru.${name}`,
	defines: `${name}[t]`,
	variables: {
		[`W_${name}`]: WEIGHT,
		"x[t]": WEIGHT,
		[`U_${name}`]: WEIGHT,
		"h[t-1]": [-1, 1],
		[`b_${name}`]: WEIGHT,
	},
	library: async (n) => (await gruStep(n))[name],
});

export const RECURRENT_EQUATIONS: readonly Equation[] = [
	gate("r"),
	gate("z"),
	{
		tag: "gru.n",
		defines: "n[t]",
		variables: {
			W_n: WEIGHT,
			"x[t]": WEIGHT,
			b_n: WEIGHT,
			"r[t]": [0.1, 0.9],
			U_n: WEIGHT,
			"h[t-1]": [-1, 1],
		},
		library: async (n) => (await gruStep({ ...n, b_r: logit(n["r[t]"]) })).n,
	},
	{
		tag: "gru.h",
		defines: "h[t]",
		variables: { "z[t]": [0.1, 0.9], "n[t]": [-0.9, 0.9], "h[t-1]": [-1, 1] },
		library: async (n) =>
			(
				await gruStep({
					"x[t]": 0,
					"h[t-1]": n["h[t-1]"],
					b_z: logit(n["z[t]"]),
					b_n: Math.atanh(n["n[t]"]),
				})
			).h,
	},
	{
		tag: "brc.a",
		defines: "a[t]",
		variables: {
			W_a: WEIGHT,
			"x[t]": WEIGHT,
			w_a: WEIGHT,
			"h[t-1]": [-1, 1],
		},
		library: async (n) => (await brcStep(n)).a,
	},
	{
		tag: "brc.h",
		defines: "h[t]",
		variables: {
			"c[t]": [0.1, 0.9],
			"h[t-1]": [0.1, 1],
			W: WEIGHT,
			"x[t]": WEIGHT,
			"a[t]": [0.1, 1.9],
		},
		library: async (n) => {
			const h = n["h[t-1]"];
			return (
				await brcStep({
					...n,
					w_a: Math.atanh(n["a[t]"] - 1) / h,
					w_c: logit(n["c[t]"]) / h,
				})
			).h;
		},
	},
];
