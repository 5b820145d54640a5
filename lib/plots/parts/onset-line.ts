/** Marks the step from which on an image is shown, from top to bottom of a figure. */
import type { Shape } from "plotly.js-dist-min";
import { INK } from "../theme.js";

export function onsetLine(onset: number): Partial<Shape> {
	return {
		type: "line",
		x0: onset,
		x1: onset,
		yref: "paper",
		y0: 0,
		y1: 1,
		line: { color: INK.axis, dash: "dash", width: 1.5 },
	};
}
