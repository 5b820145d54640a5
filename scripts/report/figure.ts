/**
 * A Plotly figure in the page: its still image at once, the interactive one when it comes into view (assets/report.js).
 * A still has its words in the picture; the interactive figure leaves title and caption to HTML, where they wrap and can be selected.
 */
import { JSDOM } from "jsdom";
import {
	type DisplayOutput,
	joined,
	type MultilineText,
} from "../notebooks/nbformat.js";
import { escapeHtml, jsonForScript, sanitise } from "./html.js";

export const PLOTLY_MIME = "application/vnd.plotly.v1+json";

/** Height in px of a figure whose layout names none: Plotly's own default. */
const DEFAULT_HEIGHT = 450;
/** Margin in px that an axis with its title needs below the plot. */
const AXIS_MARGIN = 50;
const LINE_HEIGHT = 1.35;

interface PlotlyAnnotation {
	readonly text?: string;
}

interface PlotlyLayout {
	readonly height?: number;
	readonly margin?: { readonly t?: number; readonly b?: number };
	readonly title?: {
		readonly text?: string;
		readonly font?: { readonly size?: number };
	};
	readonly annotations?: readonly PlotlyAnnotation[];
	readonly meta?: { readonly caption?: string };
}

interface PlotlyBundle {
	readonly data: readonly unknown[];
	readonly layout?: PlotlyLayout;
	readonly config?: object;
}

/** `<figure>` number `number` of the report. */
export function figureHtml(output: DisplayOutput, number: number): string {
	const bundle = output.data[PLOTLY_MIME] as PlotlyBundle;
	const layout = bundle.layout ?? {};
	const bare = withoutWords(layout);
	const { title, caption } = wordsOf(output, layout);
	const image = staticImage(output);
	const still = image
		? `<img class="still" src="${image}" alt="${escapeHtml(plainText(title || caption))}">`
		: "";
	return `<figure class="figure" id="figure-${number}">
${bare.title ? "" : `<figcaption class="message">${title}</figcaption>`}
<div class="canvas" style="min-height: ${bare.height}px">${still}<div class="live" style="height: ${bare.height}px"></div></div>
<script type="application/json">${jsonForScript({ ...bundle, layout: bare })}</script>
<figcaption><b>Figure ${number}.</b> ${caption}</figcaption>
</figure>`;
}

/** The image of a bundle as a data: URI, sharp before small. */
export function staticImage(output: DisplayOutput): string | undefined {
	const svg = output.data["image/svg+xml"] as MultilineText | undefined;
	if (svg !== undefined)
		return `data:image/svg+xml;base64,${Buffer.from(joined(svg)).toString("base64")}`;
	const png = output.data["image/png"] as MultilineText | undefined;
	if (png !== undefined)
		return `data:image/png;base64,${joined(png).replace(/\s/g, "")}`;
	return undefined;
}

/** Title and caption, as HTML: from the layout; a caption also from the output's metadata or the <figcaption> of its HTML form. */
function wordsOf(
	output: DisplayOutput,
	layout: PlotlyLayout,
): { title: string; caption: string } {
	const title = fromPlotly(layout.title?.text ?? "");
	const inLayout = layout.annotations?.find((one) => isCaption(one, layout));
	if (inLayout) return { title, caption: fromPlotly(inLayout.text ?? "") };
	const named = layout.meta?.caption ?? output.metadata.caption;
	if (typeof named === "string") return { title, caption: escapeHtml(named) };
	const html = joined((output.data["text/html"] ?? "") as MultilineText);
	const inner = JSDOM.fragment(html).querySelector("figcaption")?.innerHTML;
	return { title, caption: sanitise(inner ?? "").trim() };
}

/** The layout without title and caption, and without the room they took. */
function withoutWords(layout: PlotlyLayout): PlotlyLayout & { height: number } {
	const { title, margin, annotations = [], ...rest } = layout;
	const height = layout.height ?? DEFAULT_HEIGHT;
	const kept = annotations.filter((one) => !isCaption(one, layout));
	const lines = title?.text ? title.text.split(/<br\s*\/?>/).length : 0;
	const top = Math.ceil(lines * (title?.font?.size ?? 17) * LINE_HEIGHT);
	const bottom =
		kept.length < annotations.length
			? Math.max(0, (margin?.b ?? 80) - AXIS_MARGIN)
			: 0;
	if (margin?.t === undefined) return { ...layout, height };
	return {
		...rest,
		annotations: kept,
		height: height - top - bottom,
		margin: { ...margin, t: margin.t - top, b: (margin.b ?? 80) - bottom },
	};
}

/** The annotation that repeats the caption named in the layout's `meta`. */
function isCaption(
	{ text }: PlotlyAnnotation,
	{ meta }: PlotlyLayout,
): boolean {
	if (!text || !meta?.caption) return false;
	const letters = (words: string) => plainText(words).replace(/[\s_^]/g, "");
	return letters(text) === letters(escapeHtml(meta.caption));
}

/** Plotly's pseudo-HTML for the page: its line breaks are for one width only. */
function fromPlotly(text: string): string {
	return sanitise(text.replace(/<br\s*\/?>/g, " ")).replace(/<\/?b>/g, "");
}

function plainText(html: string): string {
	return (JSDOM.fragment(html).textContent ?? "").trim();
}
