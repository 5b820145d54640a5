/**
 * A Plotly figure in the page: its still image at once, the interactive one when it comes into view (assets/figures.js).
 * A still has its words in the picture; the interactive figure leaves title and caption to HTML, where they wrap and can be selected.
 */
import { JSDOM } from "jsdom";
import {
	joined,
	type MultilineText,
	type RichOutput,
} from "../notebooks/nbformat.js";
import { escapeHtml, sanitise } from "./html.js";
import type { Keeper, Picture } from "./keeper.js";

export const PLOTLY_MIME = "application/vnd.plotly.v1+json";

/** Height in px of a figure whose layout names none: Plotly's own default. */
const DEFAULT_HEIGHT = 450;
/** Margin in px that an axis with its title needs below the plot. */
const AXIS_MARGIN = 50;
const LINE_HEIGHT = 1.35;

/** Of sliders and buttons only what the page's own controls need. */
interface PlotlyControls {
	readonly sliders?: readonly {
		/** Place of the frame with which the figure opens. */
		readonly active?: number;
		readonly currentvalue?: { readonly prefix?: string };
	}[];
	readonly updatemenus?: readonly {
		readonly buttons?: readonly {
			readonly args?: readonly [
				unknown,
				{ readonly frame?: { readonly duration?: number } }?,
			];
		}[];
	}[];
}

interface PlotlyAnnotation {
	/** lib/plots calls two of them "message" and "caption". */
	readonly name?: string;
	readonly text?: string;
	readonly font?: { readonly size?: number };
	readonly yshift?: number;
}

interface PlotlyLayout extends PlotlyControls {
	readonly height?: number;
	readonly margin?: { readonly t?: number; readonly b?: number };
	readonly annotations?: readonly PlotlyAnnotation[];
}

interface PlotlyBundle {
	readonly data: readonly unknown[];
	readonly layout?: PlotlyLayout;
	readonly config?: object;
	/** Of an animation. */
	readonly frames?: readonly { readonly name?: string }[];
}

/** `<figure>` number `number` of the page. */
export function figureHtml(
	output: RichOutput,
	number: number,
	keeper: Keeper,
): string {
	const bundle = output.data[PLOTLY_MIME] as PlotlyBundle;
	const animated = (bundle.frames ?? []).length > 1;
	const layout = animated
		? withoutControls(bundle.layout ?? {})
		: (bundle.layout ?? {});
	const named = (name: string) =>
		layout.annotations?.find((annotation) => annotation.name === name);
	const inPlot = { message: named("message"), caption: named("caption") };
	const bare = withoutWords(layout, inPlot.message, inPlot.caption);
	const message = fromPlotly(inPlot.message?.text ?? "");
	const caption = inPlot.caption
		? fromPlotly(inPlot.caption.text ?? "")
		: otherCaption(output);
	const still = stillHtml(output, plainText(message || caption), keeper);
	return `<figure class="figure" id="figure-${number}">
${message && `<figcaption class="message">${message}</figcaption>`}
<div class="canvas" style="min-height: ${bare.height}px">${still}<div class="live" style="height: ${bare.height}px"></div></div>
${animated ? playerHtml(bundle) : ""}${keeper.data({ ...bundle, layout: bare })}
<figcaption><b>Figure ${number}.</b> ${caption}</figcaption>
</figure>`;
}

function stillHtml(
	output: RichOutput,
	alternative: string,
	keeper: Keeper,
): string {
	const picture = staticPicture(output);
	if (!picture) return "";
	const { width, height } = (output.metadata[picture.type] ?? {}) as {
		readonly width?: number;
		readonly height?: number;
	};
	const size = width && height ? ` width="${width}" height="${height}"` : "";
	return `<img class="still" loading="lazy" src="${keeper.picture(picture)}"${size} alt="${escapeHtml(alternative)}">`;
}

/** The picture of a bundle, sharp before small. */
export function staticPicture({ data }: RichOutput): Picture | undefined {
	const svg = data["image/svg+xml"] as MultilineText | undefined;
	if (svg !== undefined)
		return { type: "image/svg+xml", bytes: Buffer.from(joined(svg)) };
	const png = data["image/png"] as MultilineText | undefined;
	if (png !== undefined)
		return { type: "image/png", bytes: Buffer.from(joined(png), "base64") };
	return undefined;
}

/** The caption of a figure that has none in its layout, as HTML: from the output's metadata or the <figcaption> of its HTML form. */
function otherCaption({ data, metadata }: RichOutput): string {
	if (typeof metadata.caption === "string") return escapeHtml(metadata.caption);
	const html = joined((data["text/html"] ?? "") as MultilineText);
	const inner = JSDOM.fragment(html).querySelector("figcaption")?.innerHTML;
	return sanitise(inner ?? "").trim();
}

function withoutControls({
	sliders: _,
	updatemenus: __,
	...layout
}: PlotlyLayout): PlotlyLayout {
	return layout;
}

/** Play button and slider of an animation as elements of the page, which the keyboard reaches; Plotly's own are pictures. */
function playerHtml({ frames = [], layout = {} }: PlotlyBundle): string {
	const [slider] = layout.sliders ?? [];
	const unit = slider?.currentvalue?.prefix ?? "frame";
	const start = slider?.active ?? 0;
	const duration =
		layout.updatemenus?.[0]?.buttons?.[0]?.args?.[1]?.frame?.duration ?? 200;
	return `<div class="player" data-duration="${duration}"><button type="button">Play</button><label>${escapeHtml(unit)} <input type="range" min="0" max="${frames.length - 1}" value="${start}"></label><output>${escapeHtml(frames[start]?.name ?? `${start}`)}</output></div>
`;
}

/** The layout without message and caption, and without the room they took. */
function withoutWords(
	layout: PlotlyLayout,
	message: PlotlyAnnotation | undefined,
	caption: PlotlyAnnotation | undefined,
): PlotlyLayout & { height: number } {
	const height = layout.height ?? DEFAULT_HEIGHT;
	if (!message && !caption) return { ...layout, height };
	const { t = 100, b = 80 } = layout.margin ?? {};
	const lines = message?.text?.split(/<br\s*\/?>/).length ?? 0;
	const above = Math.floor(lines * (message?.font?.size ?? 12) * LINE_HEIGHT);
	// Controls of Plotly's own, if there are any, stand between the axis and the caption.
	const hasControls = layout.sliders ?? layout.updatemenus;
	const kept = hasControls ? -(caption?.yshift ?? -b) : AXIS_MARGIN;
	const below = caption ? Math.max(0, b - kept) : 0;
	return {
		...layout,
		annotations: (layout.annotations ?? []).filter(
			(one) => one !== message && one !== caption,
		),
		height: height - above - below,
		margin: { ...layout.margin, t: t - above, b: b - below },
	};
}

/** Plotly's pseudo-HTML for the page: its line breaks are for one width only. */
function fromPlotly(text: string): string {
	return sanitise(text.replace(/<br\s*\/?>/g, " ")).replace(/<\/?b>/g, "");
}

function plainText(html: string): string {
	return (JSDOM.fragment(html).textContent ?? "").trim();
}
