/**
 * The SRC neuron after its input: a map of the plane (h, h_s) onto itself, in float64 and with its derivative, so that the neuron
 * can be studied as a dynamical system. ../cells/src.ts is the cell itself; the tests hold the two together.
 */
import { GATE_SLOPE, GATE_THRESHOLD, src } from "../cells/src.js";
import type { SRCSpec } from "../network/spec.js";
import type { SRCOptions } from "./neuron.js";

/** Where a neuron is: fast and slow state. */
export interface PlanePoint {
	readonly h: number;
	readonly hs: number;
}

/** Rows: next h, next h_s; columns: h, h_s. */
export type Jacobian = readonly [
	readonly [number, number],
	readonly [number, number],
];

/** x once a `current` held for long has filled the integrator: ρ tanh(current / ((1 − α) ρ)). */
export function heldInput(current: number, options: SRCOptions = {}): number {
	const { alpha, rho } = src(1, options);
	return rho * Math.tanh(current / (1 - alpha) / rho);
}

/** One step of the neuron at bounded input `x`. */
export function advance(
	{ h, hs }: PlanePoint,
	x: number,
	options: SRCOptions = {},
): PlanePoint {
	const spec = src(1, options);
	const next = Math.tanh(x + spec.r * h + spec.rs * hs + spec.biasInit);
	const zs = slowGate(spec.gateTiming === "previous" ? h : next, spec);
	return { h: next, hs: zs * hs + (1 - zs) * h };
}

/** The points after each input of `xs` ([T]), from `start`, which is not among them. */
export function orbit(
	start: PlanePoint,
	xs: Iterable<number>,
	options: SRCOptions = {},
): PlanePoint[] {
	const points: PlanePoint[] = [];
	let point = start;
	for (const x of xs) {
		point = advance(point, x, options);
		points.push(point);
	}
	return points;
}

/** Derivative of `advance` at a point; the step gate counts as constant, which it is on either side of its threshold. */
export function jacobian(
	point: PlanePoint,
	x: number,
	options: SRCOptions = {},
): Jacobian {
	const spec = src(1, options);
	const next = advance(point, x, options);
	const slope = 1 - next.h ** 2;
	const [byH, byHs] = [slope * spec.r, slope * spec.rs];
	const previous = spec.gateTiming === "previous";
	const seen = previous ? point.h : next.h;
	const zs = slowGate(seen, spec);
	const pull = gateDerivative(seen, spec) * (point.hs - point.h);
	return [
		[byH, byHs],
		[1 - zs + pull * (previous ? 1 : byH), zs + pull * (previous ? 0 : byHs)],
	];
}

/** z_s for the h that the gate sees. */
export function slowGate(h: number, spec: SRCSpec): number {
	const { zHyp, zDep, gateForm } = spec;
	const open = gateForm === "step" ? Number(h > GATE_THRESHOLD) : sigmoid(h);
	return zHyp + (zDep - zHyp) * open;
}

function gateDerivative(h: number, { zHyp, zDep, gateForm }: SRCSpec): number {
	if (gateForm === "step") return 0;
	return (zDep - zHyp) * GATE_SLOPE * sigmoid(h) * (1 - sigmoid(h));
}

function sigmoid(h: number): number {
	return 1 / (1 + Math.exp(-GATE_SLOPE * (h - GATE_THRESHOLD)));
}
