/** A value of a named row with its spread to either side. */
import type { Marker } from "../theme.js";
import type { Trace } from "./trace.js";

export interface RowMark {
	readonly name: string;
	readonly value: number;
	/** y of the row, one of the `places` of `rowAxis`. */
	readonly row: number;
	/** Half the length of the bar, in units of the value; null: no bar. */
	readonly spread: number | null;
	readonly color: string;
	readonly marker: Marker;
}

export function rowMark({
	name,
	value,
	row,
	spread,
	color,
	marker,
}: RowMark): Trace {
	return {
		type: "scatter",
		mode: "markers",
		name,
		showlegend: false,
		x: [value],
		y: [row],
		marker: { color, symbol: marker, size: 10 },
		error_x: {
			type: "data",
			array: [spread ?? 0],
			color,
			thickness: 1.5,
			width: 5,
			visible: spread !== null,
		},
	};
}
