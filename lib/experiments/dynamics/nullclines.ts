/** The two lines of the phase plane (h, h_s) on which one of the states stays as it is for a step. */
import type { PlaneLine } from "../../plots/plane-panel.js";
import type { SRCOptions } from "../neuron/neuron.js";
import { tanhNeuron } from "./held-map.js";

/**
 * The h_s at which `h` stays as it is: h = tanh(x + r h + r_s h_s + b_h), solved for h_s.
 * @throws if r_s is 0: h then does not depend on h_s
 */
export function hsThatHoldsH(
	h: number,
	x: number,
	options: SRCOptions = {},
): number {
	const { r, rs, biasInit } = tanhNeuron(options);
	if (rs === 0)
		throw new Error(
			"r_s is 0: the h-nullcline is one upright line a fixed point; ask fixedPoints for them",
		);
	return (Math.atanh(h) - x - r * h - biasInit) / rs;
}

/**
 * The line of those points; `count` of them, h rising from −1 to 1 (both excluded, for there h_s is infinite), those with |h_s| > 1 left
 * out, as no neuron gets there.
 * @throws if r_s is 0
 */
export function hNullcline(
	x: number,
	options: SRCOptions = {},
	count = 401,
): PlaneLine {
	const points = Array.from({ length: count }, (_, k) => {
		const h = (2 * (k + 1)) / (count + 1) - 1;
		return { h, hs: hsThatHoldsH(h, x, options) };
	}).filter(({ hs }) => Math.abs(hs) <= 1);
	return { h: points.map(({ h }) => h), hs: points.map(({ hs }) => hs) };
}

/** Where h_s stays: on h_s = h, wherever z_s ≠ 1. */
export function hsNullcline(): PlaneLine {
	return { h: [-1, 1], hs: [-1, 1] };
}
