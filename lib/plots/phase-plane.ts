/** Phase planes of a neuron, fast state against slow state, side by side: nullclines, fixed points, orbits. */
import type { Figure, FigureWords } from "./figure.js";
import { makeFigure } from "./parts/layout.js";
import { placeOf } from "./parts/panel-row.js";
import { drawPanel, type PlanePanel, planeFrame } from "./plane-panel.js";

export interface PhasePlaneOptions extends FigureWords {
	/** One or two. */
	readonly panels: readonly PlanePanel[];
	/** h above which the slow gate opens: an upright line. */
	readonly threshold: number;
}

/** px. */
const HEIGHT = 330;

/** @throws if there are more than two panels */
export function phasePlane(options: PhasePlaneOptions): Figure {
	const { message, caption, panels, threshold } = options;
	if (panels.length > 2)
		throw new Error(
			`${panels.length} phase planes in one figure: at most two stand side by side`,
		);
	const frames = panels.map(({ heading }, k) =>
		planeFrame(k, placeOf(k, panels.length), heading, threshold),
	);
	const orbits = panels.flatMap((panel) => panel.orbits);
	const data = panels.flatMap((panel, k) => drawPanel(panel, k, orbits));
	const seen = new Set<string>();
	return makeFigure({
		message,
		caption,
		dataset: null,
		data: data.map((trace) => {
			const showlegend = !seen.has(trace.name ?? "");
			seen.add(trace.name ?? "");
			return { ...trace, showlegend };
		}),
		axes: Object.assign({}, ...frames.map(({ axes }) => axes)),
		annotations: frames.map(({ heading }) => heading),
		plotHeight: HEIGHT,
		layout: { shapes: frames.map(({ gate }) => gate) },
	});
}
