/** Several quantities against the same one: a panel each, stacked over a common x axis, the same curves in every panel. */
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { type Curve, drawCurve } from "./line-plot.js";
import { makeFigure } from "./parts/layout.js";
import { type Panel, panelAxis, stackPanels } from "./parts/panel-stack.js";
import { CURVE_STYLES } from "./theme.js";

export interface CurvePanel extends Panel {
	/** Curve k looks alike in all panels; where there are several, the legend names those of the first panel. */
	readonly curves: readonly Curve[];
}

export interface CurvePanelsOptions extends FigureWords {
	readonly panels: readonly CurvePanel[];
	/** With the unit. */
	readonly xTitle: string;
	/** px; 72 unless given. */
	readonly panelHeight?: number;
	readonly dataset: DataSource | null;
}

export function curvePanels(options: CurvePanelsOptions): Figure {
	const { message, caption, dataset, panels, xTitle, panelHeight } = options;
	return makeFigure({
		message,
		caption,
		dataset,
		...stackPanels(panels, { title: xTitle }, panelHeight),
		data: panels.flatMap(({ curves }, panel) =>
			curves.flatMap((curve, k) =>
				drawCurve(
					curve,
					curve.style ?? CURVE_STYLES[k % CURVE_STYLES.length],
					{ xaxis: "x", yaxis: panelAxis(panel) },
					panel === 0 && curves.length > 1,
				),
			),
		),
	});
}
