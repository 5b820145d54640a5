/** What an event camera saw, moment after moment: an animation of one picture. */
import type { DataSource, Figure, FigureWords } from "../figure.js";
import { makeFigure } from "../parts/layout.js";
import type { Trace } from "../parts/trace.js";
import { FIGURE_WIDTH, FONT_SIZE } from "../theme.js";

export interface MoviePicture {
	/** What the slider calls it: "40–60 ms". */
	readonly name: string;
	/** [height × width], row-major, from the top left: ON less OFF events. */
	readonly values: ArrayLike<number>;
}

export interface EventMovieOptions extends FigureWords {
	readonly pictures: readonly MoviePicture[];
	readonly width: number;
	readonly height: number;
	/** Which of the pictures paper shows in place of the movie. */
	readonly still: number;
	readonly dataset: DataSource | null;
}

const SIDE = 320;
const LEFT = (FIGURE_WIDTH - SIDE) / 2;

/** @throws if a picture does not have width × height values */
export function eventMovie(options: EventMovieOptions): Figure {
	const { message, caption, dataset, pictures, width, height, still } = options;
	const rows = (values: ArrayLike<number>): number[][] => {
		if (values.length !== width * height)
			throw new Error(
				`a picture of the movie has ${values.length} values, expected ${width} × ${height}`,
			);
		const list = Array.from(values);
		return Array.from({ length: height }, (_, y) =>
			list.slice(y * width, (y + 1) * width),
		);
	};
	const picture = (values: ArrayLike<number>, most: number): Trace => ({
		type: "heatmap",
		z: rows(values),
		zmin: -most,
		zmax: most,
		colorscale: [
			[0, "#0072b2"],
			[0.5, "#ffffff"],
			[1, "#d55e00"],
		],
		colorbar: {
			title: { text: "ON − OFF<br>(events)", font: { size: FONT_SIZE.tick } },
			thickness: 12,
			tickfont: { size: FONT_SIZE.tick },
			nticks: 5,
		},
		hovertemplate: "row %{y}, column %{x}: %{z}<extra></extra>",
	});
	const most = Math.max(
		1,
		...pictures.flatMap(({ values }) => Array.from(values, Math.abs)),
	);
	return makeFigure({
		message,
		caption,
		dataset,
		data: [picture(pictures[still].values, most)],
		axes: {
			xaxis: { title: "column (pixel)", range: [-0.5, width - 0.5] },
			yaxis: {
				title: "row (pixel)",
				range: [height - 0.5, -0.5],
				showgrid: false,
			},
		},
		left: LEFT,
		right: LEFT,
		plotHeight: SIDE,
		animation: {
			unit: "time",
			duration: 400,
			start: still,
			still: [picture(pictures[still].values, most)],
			frames: pictures.map(({ name, values }) => ({
				name,
				traces: [0],
				data: [{ z: rows(values) } as Trace],
			})),
		},
	});
}
