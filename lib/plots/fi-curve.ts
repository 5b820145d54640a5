/** f–I curve: how fast a neuron fires against the constant current it gets. */
import type { Figure, FigureWords } from "./figure.js";
import { type Curve, linePlot } from "./line-plot.js";
import { AXIS } from "./theme.js";

export interface FICurveOptions extends FigureWords {
	/** x: current; y: spikes per step; one curve for each value of a parameter, in its order. */
	readonly curves: readonly Curve[];
}

export function fiCurve({ message, caption, curves }: FICurveOptions): Figure {
	return linePlot({
		message,
		caption,
		curves,
		xTitle: AXIS.current,
		yTitle: AXIS.rate,
		palette: "ordered",
		dataset: null,
	});
}
