/** What becomes of the resting state as the held input grows: where it lies, whether it is stable, how far h swings around it. */
import { src } from "../../cells/src.js";
import type { Curve } from "../../plots/line-plot.js";
import { type CurveStyle, STATE_STYLES } from "../../plots/theme.js";
import type { SRCOptions } from "../neuron/neuron.js";
import { fixedPoints } from "./fixed-points.js";
import { heldInput, orbit } from "./held-map.js";

/** One entry a current. */
export interface BifurcationDiagram {
	readonly currents: readonly number[];
	/** h of the lowest fixed point. */
	readonly rest: readonly number[];
	/** By how much a small disturbance of it grows a step; below 1 it is stable. */
	readonly growth: readonly number[];
	/** Smallest and largest h of the neuron once it has settled. */
	readonly low: readonly number[];
	readonly high: readonly number[];
}

/** Steps before and during which the swing is measured; close to the loss of stability a disturbance takes hundreds to grow. */
const SETTLED = 3000;
const MEASURED = 1000;
/** Distance in h at which the neuron begins beside its resting state, where it would stay for ever. */
const DISTURBANCE = 0.01;

/** Holds each of `currents` and follows the neuron from just beside its resting state. */
export function bifurcationDiagram(
	currents: readonly number[],
	options: SRCOptions = {},
): BifurcationDiagram {
	const rows = currents.map((current) => {
		const x = heldInput(current, options);
		const [{ h, hs, growth }] = fixedPoints(x, options);
		const start = { h: h + DISTURBANCE, hs };
		const xs = new Array<number>(SETTLED + MEASURED).fill(x);
		const course = orbit(start, xs, options)
			.slice(SETTLED)
			.map((point) => point.h);
		return {
			rest: h,
			growth,
			low: Math.min(...course),
			high: Math.max(...course),
		};
	});
	return {
		currents,
		rest: rows.map(({ rest }) => rest),
		growth: rows.map(({ growth }) => growth),
		low: rows.map(({ low }) => low),
		high: rows.map(({ high }) => high),
	};
}

/** The diagram as curves, h against current, ready for `linePlot`. */
export function bifurcationCurves(diagram: BifurcationDiagram): Curve[] {
	const { currents: x, rest, growth, low, high } = diagram;
	const only = (values: readonly number[], stable: boolean) =>
		values.map((value, k) => (growth[k] < 1 === stable ? value : null));
	const still: CurveStyle = {
		color: "#000000",
		dash: "solid",
		marker: "circle",
	};
	const swings: CurveStyle = { ...still, color: STATE_STYLES.h.color };
	return [
		{ name: "stable rest", x, y: only(rest, true), style: still },
		{
			name: "unstable rest",
			x,
			y: only(rest, false),
			style: { ...still, dash: "dot" },
		},
		{ name: "largest h", x, y: only(high, false), style: swings },
		{
			name: "smallest h",
			x,
			y: only(low, false),
			style: { ...swings, dash: "dash" },
		},
	];
}

/**
 * The bounded input x between `low` and `high` at which the lowest fixed point loses its stability, to 1e-9.
 * @throws if it is not stable at `low`, or still stable at `high`
 */
export function bifurcationPoint(
	options: SRCOptions = {},
	low: number = 0,
	high: number = src(1, options).rho,
): number {
	const stableAt = (x: number) => fixedPoints(x, options)[0].stable;
	if (!stableAt(low) || stableAt(high))
		throw new Error(
			`the resting state is ${stableAt(low) ? "stable" : "unstable"} at x = ${low} and ${stableAt(high) ? "stable" : "unstable"} at x = ${high}: give a range in which it loses its stability`,
		);
	let [stable, unstable] = [low, high];
	while (unstable - stable > 1e-9) {
		const middle = (stable + unstable) / 2;
		if (stableAt(middle)) stable = middle;
		else unstable = middle;
	}
	return (stable + unstable) / 2;
}
