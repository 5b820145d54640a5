/** Whether a neuron under a held input forgets a small disturbance or magnifies it. */
import type { SRCOptions } from "../neuron/neuron.js";
import { heldInput, heldMap } from "./held-map.js";

const SETTLED = 1000;
const MEASURED = 10_000;

/**
 * The largest Lyapunov exponent under each of `currents`, held constant: ln of the factor by which a small disturbance grows a step, on
 * average over 10,000 steps. Negative: the neuron comes to rest or locks into a periodic rhythm. Zero: it swings, and keeps a shift of phase. Positive: chaos. −∞: the
 * disturbance is gone altogether, whatever it was.
 */
export function lyapunovExponents(
	currents: readonly number[],
	options: SRCOptions = {},
): number[] {
	const { advance, jacobian } = heldMap(options);
	const growthOf = (start: Direction, x: number): number => {
		let point = { h: -0.9, hs: -0.9 };
		let direction = start;
		let sum = 0;
		for (let t = 0; t < SETTLED + MEASURED; t++) {
			const [[a, b], [c, d]] = jacobian(point, x);
			const [dh, dhs] = direction;
			const moved = [a * dh + b * dhs, c * dh + d * dhs] as const;
			const factor = Math.hypot(...moved);
			if (factor === 0) return Number.NEGATIVE_INFINITY;
			direction = [moved[0] / factor, moved[1] / factor];
			point = advance(point, x);
			if (t >= SETTLED) sum += Math.log(factor);
		}
		return sum / MEASURED;
	};
	return currents.map((current) => {
		const x = heldInput(current, options);
		const ofH = growthOf([1, 0], x);
		// Almost any disturbance tells the largest exponent, but not one that vanishes.
		return ofH > Number.NEGATIVE_INFINITY ? ofH : growthOf([0, 1], x);
	});
}

/** A small disturbance of h and h_s, of length 1. */
type Direction = readonly [number, number];
