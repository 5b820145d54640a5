/** What figures here are made of. */
import type { BarData, HeatmapData, ScatterData } from "plotly.js-dist-min";

/** The kinds of Plotly traces that figures here are made of. */
export type Trace =
	| Partial<ScatterData>
	| Partial<BarData>
	| Partial<HeatmapData>;
