/**
 * Figure → SVG → PNG without a browser: Plotly runs in jsdom, resvg draws what it makes. Nothing of it is loaded before the first
 * figure. Texts are measured and drawn with the DejaVu fonts of an npm package, so that images are the same on every machine.
 */
import { readFile } from "node:fs/promises";
import type { Canvas } from "@napi-rs/canvas";
import type { DOMWindow } from "jsdom";
import type { Config, Data, Layout } from "plotly.js-dist-min";
import type { Figure } from "../figure.js";
import { encodePng } from "./png.js";
import { installTextBoxes } from "./text-boxes.js";

/** Pixels of the image for each px of the layout. */
const IMAGE_SCALE = 1.5;
/** resvg's name for it is "optimizeSpeed": pixels of heat maps stay squares. */
const SHARP_PIXELS = 1;

interface Plotly {
	toImage(
		figure: { data: Data[]; layout: Partial<Layout>; config?: Partial<Config> },
		options: object,
	): Promise<string>;
}

let plotly: Promise<Plotly> | undefined;

/** The figure as an SVG document. */
export async function renderSvg(figure: Figure): Promise<string> {
	plotly ??= startPlotly();
	const page = await plotly;
	const shown = figure.still ?? figure;
	const { data, layout } = structuredClone({
		data: shown.data,
		layout: shown.layout,
	});
	return page.toImage(
		{ data: data as Data[], layout: layout as Partial<Layout> },
		{
			format: "svg",
			imageDataOnly: true,
			width: layout.width,
			height: layout.height,
		},
	);
}

/** The figure as a PNG file of 1.5 times the layout's size. */
export async function renderPng(figure: Figure): Promise<Uint8Array> {
	const svg = await renderSvg(figure);
	const { Resvg } = await import("@resvg/resvg-js");
	const image = new Resvg(svg, {
		fitTo: { mode: "zoom", value: IMAGE_SCALE },
		font: {
			loadSystemFonts: false,
			fontFiles: fontFiles(),
			defaultFontFamily: "DejaVu Sans",
		},
		imageRendering: SHARP_PIXELS,
	}).render();
	return encodePng(image.pixels, image.width, image.height);
}

/** DejaVu Sans, upright: normal and bold. */
function fontFiles(): [string, string] {
	return [
		require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
		require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
	];
}

async function startPlotly(): Promise<Plotly> {
	const [{ JSDOM }, canvas, source] = await Promise.all([
		import("jsdom"),
		import("@napi-rs/canvas"),
		readFile(require.resolve("plotly.js-dist-min"), "utf8"),
	]);
	const { window } = new JSDOM("<!doctype html>", {
		runScripts: "outside-only",
		pretendToBeVisual: true,
	});
	// Plotly touches these while it loads; none is used for a still image.
	Object.assign(window, { TextDecoder, TextEncoder });
	window.URL.createObjectURL = () => "";

	const [normal, bold] = fontFiles();
	canvas.GlobalFonts.registerFromPath(normal, "figure-normal");
	canvas.GlobalFonts.registerFromPath(bold, "figure-bold");
	const ruler = canvas.createCanvas(1, 1).getContext("2d");
	installTextBoxes(window, (text, size, isBold) => {
		ruler.font = `${size}px ${isBold ? "figure-bold" : "figure-normal"}`;
		return ruler.measureText(text).width;
	});
	installCanvas(window, canvas.createCanvas);
	window.eval(source);
	window.eval(REPEATABLE_RANDOM);
	const { toImage } = (window as unknown as { Plotly: Plotly }).Plotly;
	let previous: Promise<unknown> = Promise.resolve();
	return {
		// One at a time, so that figures drawn together get the same names as figures drawn in turn.
		toImage(figure, options) {
			const image = previous.then(() => {
				window.eval("restartRandom()");
				return toImage(figure, options);
			});
			previous = image.catch(() => {});
			return image;
		},
	};
}

/** Plotly names clip paths at random; the same figure shall be the same file. */
const REPEATABLE_RANDOM = `
	let state = 1;
	Math.random = () => (state = (state * 48271) % 2147483647) / 2147483647;
	var restartRandom = () => { state = 1; };
`;

/** Heat maps are drawn on a canvas, which jsdom leaves out. */
function installCanvas(
	window: DOMWindow,
	create: (width: number, height: number) => Canvas,
): void {
	const drawn = new WeakMap<object, Canvas>();
	Object.assign(window.HTMLCanvasElement.prototype, {
		getContext(this: HTMLCanvasElement, kind: string) {
			if (kind !== "2d") return null;
			const canvas = drawn.get(this) ?? create(this.width, this.height);
			drawn.set(this, canvas);
			return canvas.getContext("2d");
		},
		toDataURL(this: HTMLCanvasElement) {
			return drawn.get(this)?.toDataURL("image/png") ?? "";
		},
	});
}
