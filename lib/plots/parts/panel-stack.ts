/** Panels stacked over one x axis: where each lies, its y axis, and its heading in the gap above it. */
import { FONT_SIZE } from "../theme.js";
import type { FigureParts, TitledAxis } from "./layout.js";

export interface Panel {
	readonly heading: string;
	/** With the unit. */
	readonly yTitle: string;
	/** Ends of the y axis; chosen by the values unless given. */
	readonly range?: readonly [number, number];
}

/** px. */
const PANEL_HEIGHT = 72;
const GAP = 24;

/** What `makeFigure` needs of the stack, from top to bottom; the curves of panel k go on `panelAxis(k)`. */
export function stackPanels(
	panels: readonly Panel[],
	xaxis: TitledAxis,
	panelHeight: number = PANEL_HEIGHT,
): Required<Pick<FigureParts, "axes" | "annotations" | "plotHeight">> {
	const plotHeight = panels.length * (panelHeight + GAP);
	const tops = panels.map(
		(_, k) => 1 - (k * (panelHeight + GAP) + GAP) / plotHeight,
	);
	const yaxes = panels.map(({ yTitle, range }, k) => [
		panelAxis(k).replace("y", "yaxis"),
		{
			title: yTitle,
			...(range ? { range: [...range] } : {}),
			domain: [Math.max(0, tops[k] - panelHeight / plotHeight), tops[k]],
			nticks: 4,
			zeroline: true,
			zerolinecolor: "#c8c8c8",
		},
	]);
	return {
		axes: {
			xaxis: { ...xaxis, anchor: panelAxis(panels.length - 1) },
			...Object.fromEntries(yaxes),
		},
		annotations: panels.map(({ heading }, k) => ({
			text: heading,
			showarrow: false,
			xref: "paper",
			x: 0,
			yref: "paper",
			y: tops[k],
			yanchor: "bottom",
			font: { size: FONT_SIZE.tick },
		})),
		plotHeight,
	};
}

/** Plotly's name of a panel's y axis. */
export function panelAxis(panel: number): "y" {
	// Plotly's types list the names up to y999 one by one; the first stands for all.
	return (panel === 0 ? "y" : `y${panel + 1}`) as "y";
}
