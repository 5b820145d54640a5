/** Where a neuron under a held input can rest, and whether it would stay there. */
import type { SRCOptions } from "../neuron/neuron.js";
import {
	type Jacobian,
	jacobian,
	type PlanePoint,
	slowGate,
	tanhNeuron,
} from "./held-map.js";

export interface Complex {
	readonly re: number;
	readonly im: number;
}

export interface FixedPoint extends PlanePoint {
	/** Of the Jacobian, the larger modulus first. */
	readonly eigenvalues: readonly [Complex, Complex];
	/** Largest modulus of an eigenvalue: by how much a small disturbance grows or shrinks in the long run, per step. */
	readonly growth: number;
	/** Whether it shrinks. */
	readonly stable: boolean;
}

/**
 * All fixed points at bounded input `x`, by ascending h. z_s h_s + (1 − z_s) h = h_s asks for h_s = h whatever the gate does,
 * so they are the solutions of h = tanh(x + (r + r_s) h + b_h).
 * @throws if the slow state does not move there (z_s = 1): then every h_s has fixed points of its own
 */
export function fixedPoints(x: number, options: SRCOptions = {}): FixedPoint[] {
	const spec = tanhNeuron(options);
	return selfConsistent(spec.r + spec.rs, x + spec.biasInit).map((h) => {
		if (slowGate(h, spec) === 1)
			throw new Error(
				`z_s is 1 at h = ${h.toFixed(3)}: a slow state that never moves has no fixed points of its own; give zHyp and zDep below 1`,
			);
		const point = { h, hs: h };
		const eigenvalues = eigenvaluesOf(jacobian(point, x, options));
		const growth = Math.hypot(eigenvalues[0].re, eigenvalues[0].im);
		return { ...point, eigenvalues, growth, stable: growth < 1 };
	});
}

/** The one to three solutions of h = tanh(slope h + offset), ascending. */
export function selfConsistent(slope: number, offset: number): number[] {
	const excess = (h: number) => Math.tanh(slope * h + offset) - h;
	// between its turning points the excess rises or falls throughout and has one zero at most
	const turns = turningPoints(slope, offset);
	const edges = [-1, ...turns, 1];
	// tanh lies within ±1, though float64 may round it to them
	const above = [true, ...turns.map((h) => excess(h) > 0), false];
	const solutions: number[] = [];
	for (const [k, low] of edges.slice(0, -1).entries())
		if (above[k] !== above[k + 1])
			solutions.push(bisect(excess, low, edges[k + 1], above[k + 1]));
	return solutions;
}

/** Where d tanh(slope h + offset) / dh = 1, within ±1, ascending. */
function turningPoints(slope: number, offset: number): number[] {
	if (slope <= 1) return [];
	const steepest = Math.acosh(Math.sqrt(slope));
	return [-steepest, steepest]
		.map((argument) => (argument - offset) / slope)
		.filter((h) => Math.abs(h) < 1);
}

/** A zero of `f` between two places where its sign differs, to the last bit; `rising` where it is above 0 at the higher one. */
function bisect(
	f: (h: number) => number,
	low: number,
	high: number,
	rising: boolean,
): number {
	let [below, above] = [low, high];
	for (;;) {
		const middle = (below + above) / 2;
		if (middle === below || middle === above) return middle;
		if (f(middle) > 0 === rising) above = middle;
		else below = middle;
	}
}

/** From trace and determinant; the larger modulus first. */
function eigenvaluesOf([[a, b], [c, d]]: Jacobian): [Complex, Complex] {
	const half = (a + d) / 2;
	const discriminant = half ** 2 - (a * d - b * c);
	const root = Math.sqrt(Math.abs(discriminant));
	if (discriminant < 0)
		return [
			{ re: half, im: root },
			{ re: half, im: -root },
		];
	const far = half + (half < 0 ? -root : root);
	return [
		{ re: far, im: 0 },
		{ re: 2 * half - far, im: 0 },
	];
}
