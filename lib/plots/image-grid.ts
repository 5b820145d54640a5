/** Images side by side: digits of a data set, or the input weights of neurons. */
import type { Annotation, LayoutAxis } from "plotly.js-dist-min";
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { makeFigure, type TitledAxis } from "./parts/layout.js";
import type { Trace } from "./parts/trace.js";
import { FIGURE_WIDTH, FONT_SIZE, INK } from "./theme.js";

export interface GridImage {
	/** [height × width], row-major, from the top left. */
	readonly pixels: ArrayLike<number>;
	readonly title: string;
}

export interface ImageGridOptions extends FigureWords {
	readonly images: readonly GridImage[];
	/** 28 unless given. */
	readonly width?: number;
	readonly height?: number;
	/** Images in a row; at most 10, which is what is taken unless given. */
	readonly columns?: number;
	/** "ink": 0 is white, the maximum black; "signed": blue below zero, white at zero, red above. */
	readonly scale?: "ink" | "signed";
	/** What the colour bar is called, with its unit. */
	readonly valueTitle?: string;
	/** The value with the full colour; 255 for "ink", the largest absolute value for "signed", unless given. */
	readonly maximum?: number;
	readonly dataset: DataSource | null;
}

const COLOR_SCALES = {
	ink: [
		[0, "#ffffff"],
		[1, "#000000"],
	],
	signed: [
		[0, "#0072b2"],
		[0.5, "#ffffff"],
		[1, "#d55e00"],
	],
} satisfies Record<string, [number, string][]>;
const FRAME: Partial<Omit<LayoutAxis, "title">> = {
	showgrid: false,
	showline: true,
	mirror: true,
	linecolor: INK.axis,
	fixedrange: true,
};
const NO_TICKS: Partial<LayoutAxis> = {
	ticks: "",
	showticklabels: false,
	zeroline: false,
};
const LEFT = 76;
const RIGHT = 96;
/** Between images, in px; the title of an image stands in the gap above it. */
const GAP = { x: 8, y: 24 } as const;

/** @throws if there is no image, or one does not have width × height pixels */
export function imageGrid(options: ImageGridOptions): Figure {
	const { message, caption, dataset, images } = options;
	const { width = 28, height = 28, scale = "ink" } = options;
	const { valueTitle = "intensity<br>(0–255)" } = options;
	if (images.length === 0)
		throw new Error("an image grid of no images: give at least one");
	const odd = images.find(({ pixels }) => pixels.length !== width * height);
	if (odd)
		throw new Error(
			`image "${odd.title}" has ${odd.pixels.length} pixels, expected ${width} × ${height} = ${width * height}`,
		);
	const maximum = options.maximum ?? (scale === "ink" ? 255 : largest(images));
	const { columns = 10 } = options;
	const grid = gridOf(images.length, columns, width, height);
	const axes: Record<string, TitledAxis> = {};
	const repeatedAxes: Record<string, Partial<LayoutAxis>> = {};
	for (const place of grid.places) {
		const [x, y] = axesAt(place, width, height);
		const names = [`xaxis${place.id}`, `yaxis${place.id}`];
		if (place.corner) {
			const ticks = (size: number) => ({ tickvals: [0, size - 1] });
			axes[names[0]] = { ...x, title: "column (pixel)", ...ticks(width) };
			axes[names[1]] = { ...y, title: "row<br>(pixel)", ...ticks(height) };
		} else {
			repeatedAxes[names[0]] = { ...x, ...NO_TICKS };
			repeatedAxes[names[1]] = { ...y, ...NO_TICKS };
		}
	}
	const colours = {
		zmin: scale === "ink" ? 0 : -maximum,
		zmax: maximum,
		colorscale: COLOR_SCALES[scale],
	};
	return makeFigure({
		message,
		caption,
		dataset,
		data: images.map(({ pixels }, k) =>
			heatmap(rowsOf(pixels, width), colours, grid, k),
		),
		axes,
		repeatedAxes,
		annotations: [
			barTitle(valueTitle, grid),
			...images.map(({ title }, k) => imageTitle(title, grid.places[k])),
		],
		plotHeight: grid.plotHeight,
		left: LEFT,
		right: RIGHT,
	});
}

/** Where an image lies. */
interface Place {
	/** How Plotly's names of its axes end. */
	readonly id: string;
	/** What it takes of the width and of the height of the plotting area, as shares. */
	readonly x: [number, number];
	readonly y: [number, number];
	/** Whether it is the one in the lower left corner, whose axes have ticks and titles. */
	readonly corner: boolean;
}

interface Grid {
	/** Of each image. */
	readonly places: readonly Place[];
	/** Where the colour bar begins, as a share of the width. */
	readonly barLeft: number;
	/** px. */
	readonly plotHeight: number;
}

/** So many images of width × height pixels, at most `most` of them in a row. */
function gridOf(
	count: number,
	most: number,
	width: number,
	height: number,
): Grid {
	const columns = Math.min(most, count);
	const rows = Math.ceil(count / columns);
	const area = FIGURE_WIDTH - LEFT - RIGHT;
	const side = Math.min(120, (area - (columns - 1) * GAP.x) / columns);
	const tall = (side * height) / width;
	const plotHeight = Math.ceil(rows * tall + rows * GAP.y);
	const places = Array.from({ length: count }, (_, k): Place => {
		const column = k % columns;
		const row = Math.floor(k / columns);
		const left = column * (side + GAP.x);
		const bottom = plotHeight - (row + 1) * (tall + GAP.y);
		return {
			id: k === 0 ? "" : String(k + 1),
			x: [left / area, (left + side) / area],
			y: [bottom / plotHeight, (bottom + tall) / plotHeight],
			corner: row === rows - 1 && column === 0,
		};
	});
	return { places, barLeft: (columns * (side + GAP.x)) / area, plotHeight };
}

/** x and y axis of an image; rows count from the top. */
function axesAt(
	{ id, x, y }: Place,
	width: number,
	height: number,
): [Partial<LayoutAxis>, Partial<LayoutAxis>] {
	return [
		{
			...FRAME,
			range: [-0.5, width - 0.5],
			domain: x,
			anchor: `y${id}` as "y",
		},
		{
			...FRAME,
			range: [height - 0.5, -0.5],
			domain: y,
			anchor: `x${id}` as "x",
		},
	];
}

/** Image number k of the grid; the first has the colour bar of all. */
function heatmap(z: number[][], colours: object, grid: Grid, k: number): Trace {
	const { id } = grid.places[k];
	return {
		type: "heatmap",
		z,
		xaxis: `x${id}` as "x",
		yaxis: `y${id}` as "y",
		...colours,
		showscale: k === 0,
		colorbar: colourBar(grid),
		hovertemplate: "row %{y}, column %{x}: %{z}<extra></extra>",
	};
}

function imageTitle(text: string, { id }: Place): Partial<Annotation> {
	return {
		text,
		showarrow: false,
		xref: `x${id} domain` as "x domain",
		x: 0.5,
		yref: `y${id} domain` as "y domain",
		y: 1,
		yanchor: "bottom",
		font: { size: FONT_SIZE.tick },
	};
}

function colourBar({ barLeft, plotHeight }: Grid): object {
	return {
		thickness: 12,
		ypad: 0,
		len: plotHeight - GAP.y,
		lenmode: "pixels",
		y: 0,
		yanchor: "bottom",
		x: barLeft,
		xpad: 6,
		tickfont: { size: FONT_SIZE.tick },
		nticks: 5,
		outlinewidth: 1,
	};
}

function barTitle(
	text: string,
	{ barLeft, plotHeight }: Grid,
): Partial<Annotation> {
	return {
		text,
		showarrow: false,
		xref: "paper",
		x: barLeft,
		xanchor: "left",
		yref: "paper",
		y: 1 - GAP.y / plotHeight,
		yshift: 5,
		yanchor: "bottom",
		align: "left",
		font: { size: FONT_SIZE.tick },
	};
}

function rowsOf(pixels: ArrayLike<number>, width: number): number[][] {
	const all = Array.from(pixels);
	return Array.from({ length: all.length / width }, (_, row) =>
		all.slice(row * width, (row + 1) * width),
	);
}

function largest(images: readonly GridImage[]): number {
	return (
		Math.max(
			...images.map(({ pixels }) =>
				Array.from(pixels).reduce(
					(high, value) => Math.max(high, Math.abs(value)),
					0,
				),
			),
		) || 1
	);
}
