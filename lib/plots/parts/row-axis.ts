/** A y axis of named rows, the first on top, for figures whose quantity runs along x. */

import { FONT_SIZE } from "../theme.js";
import type { TitledAxis } from "./layout.js";
import { estimateWidth, wrap } from "./pseudo-html.js";

/** px of a row, and of the longest name before it is broken. */
const ROW_HEIGHT = 30;
/** px below which the axis title has no room. */
const LEAST_HEIGHT = 120;
const WIDEST_NAME = 230;

export interface RowAxis {
	readonly yaxis: TitledAxis;
	/** Space for the names, px. */
	readonly left: number;
	readonly plotHeight: number;
}

/** Row k lies at y = k. */
export function rowAxis(names: readonly string[], title: string): RowAxis {
	const lines = names.map((name) => wrap(name, WIDEST_NAME, FONT_SIZE.tick));
	const widest = Math.max(
		...lines.flat().map((line) => estimateWidth(line, FONT_SIZE.tick)),
	);
	const tallest = Math.max(...lines.map(({ length }) => length));
	return {
		yaxis: {
			title,
			tickvals: names.map((_, k) => k),
			ticktext: lines.map((parts) => parts.join("<br>")),
			range: [names.length - 0.4, -0.6],
			showgrid: true,
		},
		left: Math.ceil(widest) + 48,
		plotHeight: Math.max(
			LEAST_HEIGHT,
			names.length * Math.max(ROW_HEIGHT, 9 + 15 * tallest),
		),
	};
}
