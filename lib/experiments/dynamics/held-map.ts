/**
 * The SRC neuron after its input: a map of the plane (h, h_s) onto itself, in float64 and with its derivative, so that the neuron
 * can be studied as a dynamical system. ../../cells/src.ts is the cell itself; the tests hold the two together.
 */
import type { SRCSpec } from "../../cells/spec.js";
import { GATE_SLOPE, GATE_THRESHOLD, SRCCell, src } from "../../cells/src.js";
import type { SRCOptions } from "../neuron/neuron.js";

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

/**
 * The neuron with these options.
 * @throws if the cell does not take them, or tanh does not bound it: this map is of no other, nor are its fixed points and nullclines
 */
export function tanhNeuron(options: SRCOptions): SRCSpec {
	const { spec } = new SRCCell(1, src(1, options));
	if (spec.activation !== "tanh")
		throw new Error(
			`activation is "${spec.activation}": the map of the phase plane is that of "tanh"; look at other neurons with recordNeuron`,
		);
	return spec;
}

/** x once a `current` held for long has filled the integrator: ρ tanh(current / ((1 − α) ρ)); without a current 0, whatever the leak. */
export function heldInput(current: number, options: SRCOptions = {}): number {
	const { alpha, rho } = tanhNeuron(options);
	return current === 0 ? 0 : rho * Math.tanh(current / (1 - alpha) / rho);
}

/** One neuron's map and its derivative, for many steps: the options are looked at once. */
export interface HeldMap {
	/** One step at bounded input `x`. */
	advance(point: PlanePoint, x: number): PlanePoint;
	/** Derivative of `advance` at a point; the step gate counts as constant, which it is on either side of its threshold. */
	jacobian(point: PlanePoint, x: number): Jacobian;
}

/** The map of one neuron with these options, else the paper's. @throws unless tanh bounds the neuron */
export function heldMap(options: SRCOptions = {}): HeldMap {
	const spec = tanhNeuron(options);
	const previous = spec.gateTiming === "previous";
	const advance = ({ h, hs }: PlanePoint, x: number): PlanePoint => {
		const next = Math.tanh(x + spec.r * h + spec.rs * hs + spec.biasInit);
		const zs = slowGate(previous ? h : next, spec);
		return { h: next, hs: zs * hs + (1 - zs) * h };
	};
	const jacobian = (point: PlanePoint, x: number): Jacobian => {
		const next = advance(point, x);
		const slope = 1 - next.h ** 2;
		const [byH, byHs] = [slope * spec.r, slope * spec.rs];
		const seen = previous ? point.h : next.h;
		const zs = slowGate(seen, spec);
		const pull = gateDerivative(seen, spec) * (point.hs - point.h);
		return [
			[byH, byHs],
			[1 - zs + pull * (previous ? 1 : byH), zs + pull * (previous ? 0 : byHs)],
		];
	};
	return { advance, jacobian };
}

/** One step of the neuron at bounded input `x`. */
export function advance(
	point: PlanePoint,
	x: number,
	options: SRCOptions = {},
): PlanePoint {
	return heldMap(options).advance(point, x);
}

/** The points after each input of `xs` ([T]), from `start`, which is not among them. */
export function orbit(
	start: PlanePoint,
	xs: Iterable<number>,
	options: SRCOptions = {},
): PlanePoint[] {
	const map = heldMap(options);
	const points: PlanePoint[] = [];
	let point = start;
	for (const x of xs) {
		point = map.advance(point, x);
		points.push(point);
	}
	return points;
}

/** The derivative of `advance` at a point; see `HeldMap`. */
export function jacobian(
	point: PlanePoint,
	x: number,
	options: SRCOptions = {},
): Jacobian {
	return heldMap(options).jacobian(point, x);
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
