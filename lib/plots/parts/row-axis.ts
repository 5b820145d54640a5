/** A y axis of named rows, the first on top, for figures whose quantity runs along x. */
import { FONT_SIZE } from "../theme.js";
import type { TitledAxis } from "./layout.js";
import { estimateWidth, wrap } from "./pseudo-html.js";

/** px of a row with a name of one line, and of the longest line before it is broken. */
const ROW_HEIGHT = 30;
/** px below which the axis title has no room. */
const LEAST_HEIGHT = 120;
const WIDEST_NAME = 230;
/** Rows above the first and below the last. */
const MARGIN = 0.1;

export interface RowAxis {
	readonly yaxis: TitledAxis;
	/** y of each row: 0, 1, 2 … as long as names have one line, further apart where they have more. */
	readonly places: readonly number[];
	/** Space for the names, px. */
	readonly left: number;
	readonly plotHeight: number;
}

export function rowAxis(names: readonly string[], title: string): RowAxis {
	const lines = names.map((name) => wrap(name, WIDEST_NAME, FONT_SIZE.tick));
	const widest = Math.max(
		...lines.flat().map((line) => estimateWidth(line, FONT_SIZE.tick)),
	);
	const heights = lines.map(({ length }) =>
		Math.max(1, (9 + 15 * length) / ROW_HEIGHT),
	);
	const places = middles(heights);
	const last = heights.length - 1;
	const top = -heights[0] / 2 - MARGIN;
	const bottom = places[last] + heights[last] / 2 + MARGIN;
	return {
		yaxis: {
			title,
			tickvals: places,
			ticktext: lines.map((parts) => parts.join("<br>")),
			range: [bottom, top],
			showgrid: true,
		},
		places,
		left: Math.ceil(widest) + 48,
		plotHeight: Math.max(LEAST_HEIGHT, ROW_HEIGHT * (bottom - top)),
	};
}

/** Of pieces that lie end to end, the first one's at 0. */
function middles(lengths: readonly number[]): number[] {
	let place = 0;
	return lengths.map((length, k) => {
		if (k > 0) place += (lengths[k - 1] + length) / 2;
		return place;
	});
}
