/** One neuron's phase plane at a held input, ready for `phasePlane`. */
import type { PlaneOrbit, PlanePanel } from "../../plots/plane-panel.js";
import type { SRCOptions } from "../neuron/neuron.js";
import { fixedPoints } from "./fixed-points.js";
import { orbit, type PlanePoint } from "./held-map.js";
import { hNullcline, hsNullcline } from "./nullclines.js";

/** Nullclines and fixed points at bounded input `x`, with these orbits. */
export function planeAt(
	heading: string,
	x: number,
	orbits: readonly PlaneOrbit[],
	options: SRCOptions = {},
): PlanePanel {
	return {
		heading,
		nullclines: { h: hNullcline(x, options), hs: hsNullcline() },
		fixedPoints: fixedPoints(x, options),
		orbits,
	};
}

/** Where the neuron goes in `steps` steps at a held `x` from `start`, the first of the points; the first after `skipped` others. */
export function heldOrbit(
	start: PlanePoint,
	x: number,
	steps: number,
	options: SRCOptions = {},
	skipped = 0,
): PlanePoint[] {
	const xs = new Array<number>(skipped + steps).fill(x);
	return [start, ...orbit(start, xs, options)].slice(skipped);
}
