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
	const {
		message,
		caption,
		dataset,
		images,
		width = 28,
		height = 28,
		scale = "ink",
	} = options;
	const { valueTitle = "intensity<br>(0–255)" } = options;
	if (images.length === 0)
		throw new Error("an image grid of no images: give at least one");
	const columns = Math.min(options.columns ?? 10, images.length);
	const rows = Math.ceil(images.length / columns);
	const area = FIGURE_WIDTH - LEFT - RIGHT;
	const side = Math.min(120, (area - (columns - 1) * GAP.x) / columns);
	const tall = (side * height) / width;
	const plotHeight = Math.ceil(rows * tall + rows * GAP.y);
	const maximum = options.maximum ?? (scale === "ink" ? 255 : largest(images));

	const axes: Record<string, TitledAxis> = {};
	const repeatedAxes: Record<string, Partial<LayoutAxis>> = {};
	const annotations: Partial<Annotation>[] = [];
	const data: Trace[] = [];
	const barLeft = (columns * (side + GAP.x)) / area;
	annotations.push({
		text: valueTitle,
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
	});
	for (const [k, image] of images.entries()) {
		if (image.pixels.length !== width * height)
			throw new Error(
				`image "${image.title}" has ${image.pixels.length} pixels, expected ${width} × ${height} = ${width * height}`,
			);
		const column = k % columns;
		const row = Math.floor(k / columns);
		const left = column * (side + GAP.x);
		const bottom = plotHeight - (row + 1) * (tall + GAP.y);
		const id = k === 0 ? "" : String(k + 1);
		const x: Partial<LayoutAxis> = {
			range: [-0.5, width - 0.5],
			domain: [left / area, (left + side) / area],
			anchor: `y${id}` as "y",
		};
		const y: Partial<LayoutAxis> = {
			range: [height - 0.5, -0.5],
			domain: [bottom / plotHeight, (bottom + tall) / plotHeight],
			anchor: `x${id}` as "x",
		};
		if (row === rows - 1 && column === 0) {
			axes[`xaxis${id}`] = {
				...FRAME,
				...x,
				title: "column (pixel)",
				tickvals: [0, width - 1],
			};
			axes[`yaxis${id}`] = {
				...FRAME,
				...y,
				title: "row<br>(pixel)",
				tickvals: [0, height - 1],
			};
		} else {
			repeatedAxes[`xaxis${id}`] = { ...FRAME, ...x, ...NO_TICKS };
			repeatedAxes[`yaxis${id}`] = { ...FRAME, ...y, ...NO_TICKS };
		}
		annotations.push({
			text: image.title,
			showarrow: false,
			xref: `x${id} domain` as "x domain",
			x: 0.5,
			yref: `y${id} domain` as "y domain",
			y: 1,
			yanchor: "bottom",
			font: { size: FONT_SIZE.tick },
		});
		data.push({
			type: "heatmap",
			z: rowsOf(image.pixels, width),
			xaxis: `x${id}` as "x",
			yaxis: `y${id}` as "y",
			zmin: scale === "ink" ? 0 : -maximum,
			zmax: maximum,
			colorscale: COLOR_SCALES[scale],
			showscale: k === 0,
			colorbar: {
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
			},
			hovertemplate: "row %{y}, column %{x}: %{z}<extra></extra>",
		} as Trace);
	}
	return makeFigure({
		message,
		caption,
		dataset,
		data,
		axes,
		repeatedAxes,
		annotations,
		plotHeight,
		left: LEFT,
		right: RIGHT,
	});
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
