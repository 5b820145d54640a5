/** Panels side by side: Plotly's names of their axes, the share of the width each takes, and their headings. */
import type { Annotation } from "plotly.js-dist-min";
import { FONT_SIZE } from "../theme.js";

/** Axes k of the figure. */
export function axesOf(panel: number): { xaxis: "x"; yaxis: "y" } {
	// as in panel-stack.ts: "x" and "y" stand for all of Plotly's names
	const number = panel === 0 ? "" : `${panel + 1}`;
	return { xaxis: `x${number}` as "x", yaxis: `y${number}` as "y" };
}

/** The same axes as the layout calls them. */
export function layoutAxesOf(panel: number): { xaxis: string; yaxis: string } {
	const { xaxis, yaxis } = axesOf(panel);
	return {
		xaxis: xaxis.replace("x", "xaxis"),
		yaxis: yaxis.replace("y", "yaxis"),
	};
}

/** Where panel k of one or two lies, as a share of the width. */
export function placeOf(panel: number, panels: number): [number, number] {
	return panels === 1 ? [0, 1] : [0.55 * panel, 0.45 + 0.55 * panel];
}

/** Inside the panel that begins at `left`, above the data, for which its y axis leaves room. */
export function headingAt(text: string, left: number): Partial<Annotation> {
	return {
		text,
		showarrow: false,
		xref: "paper",
		x: left,
		xanchor: "left",
		yref: "paper",
		y: 1,
		yanchor: "top",
		font: { size: FONT_SIZE.tick },
	};
}
