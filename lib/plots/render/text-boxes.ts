/**
 * Where SVG text lies, for a page without a renderer: Plotly asks the browser how large its labels are before it places them,
 * and jsdom does not know. Understands what Plotly writes: lines and runs in `<tspan>`, translate, rotate and scale.
 */
import type { DOMWindow } from "jsdom";

/** Width in px of a run of text. */
export type MeasureText = (text: string, size: number, bold: boolean) => number;

/** Of DejaVu Sans, as shares of the font size. */
const ASCENT = 0.928;
const DESCENT = 0.236;

interface Box {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/** [a, b, c, d, e, f] as in SVG: x' = a x + c y + e, y' = b x + d y + f. */
type Matrix = readonly [number, number, number, number, number, number];

/** Makes `getBoundingClientRect` and `getBBox` tell the extent of the text in an element; anything without text has none. */
export function installTextBoxes(
	window: DOMWindow,
	measure: MeasureText,
): void {
	const rectangle = (box: Box) => ({
		...box,
		x: box.left,
		y: box.top,
		width: box.right - box.left,
		height: box.bottom - box.top,
		toJSON: () => box,
	});
	window.Element.prototype.getBoundingClientRect = function () {
		return rectangle(boxOf(this, measure));
	};
	Object.assign(window.SVGElement.prototype, {
		getBBox(this: Element) {
			return rectangle(boxOf(this, measure));
		},
	});
}

function boxOf(element: Element, measure: MeasureText): Box {
	const texts =
		element.tagName === "text"
			? [element]
			: [...element.querySelectorAll("text")];
	const corners = texts.flatMap((text) => {
		const { left, right, top, bottom } = textBox(text, measure);
		const place = placeOf(text);
		return [
			apply(place, left, top),
			apply(place, right, top),
			apply(place, left, bottom),
			apply(place, right, bottom),
		];
	});
	if (corners.length === 0) return { left: 0, right: 0, top: 0, bottom: 0 };
	const xs = corners.map(([x]) => x);
	const ys = corners.map(([, y]) => y);
	return {
		left: Math.min(...xs),
		right: Math.max(...xs),
		top: Math.min(...ys),
		bottom: Math.max(...ys),
	};
}

/** Extent of a `<text>` in its own coordinates. */
function textBox(text: Element, measure: MeasureText): Box {
	const size = fontSize(text, 12);
	const lines = [...text.querySelectorAll("tspan.line")];
	const rows = (lines.length > 0 ? lines : [text]).map((line) => {
		const width = runWidth(line, size, isBold(text), measure);
		const x = Number(line.getAttribute("x") ?? text.getAttribute("x") ?? 0);
		const y =
			Number(line.getAttribute("y") ?? text.getAttribute("y") ?? 0) +
			ems(line.getAttribute("dy")) * size;
		const left = x - width * anchorShare(text);
		return {
			left,
			right: left + width,
			top: y - ASCENT * size,
			bottom: y + DESCENT * size,
		};
	});
	return {
		left: Math.min(...rows.map((row) => row.left)),
		right: Math.max(...rows.map((row) => row.right)),
		top: Math.min(...rows.map((row) => row.top)),
		bottom: Math.max(...rows.map((row) => row.bottom)),
	};
}

function runWidth(
	node: Node,
	size: number,
	bold: boolean,
	measure: MeasureText,
): number {
	let width = 0;
	for (const child of node.childNodes) {
		if (child.nodeType === child.TEXT_NODE)
			width += measure(child.nodeValue ?? "", size, bold);
		else if (child.nodeType === child.ELEMENT_NODE) {
			const element = child as Element;
			width += runWidth(
				element,
				fontSize(element, size),
				bold || isBold(element),
				measure,
			);
		}
	}
	return width;
}

function style(element: Element, property: string): string {
	return (
		(element as SVGElement).style?.getPropertyValue(property) ||
		element.getAttribute(property) ||
		""
	);
}

/** Font size in px; `<sub>` and `<sup>` state theirs in per cent. */
function fontSize(element: Element, inherited: number): number {
	const stated = style(element, "font-size");
	if (stated === "") return inherited;
	return stated.endsWith("%")
		? (inherited * Number.parseFloat(stated)) / 100
		: Number.parseFloat(stated);
}

function isBold(element: Element): boolean {
	return /^(bold|[6-9]00)$/.test(style(element, "font-weight"));
}

function ems(length: string | null): number {
	return length?.endsWith("em") ? Number.parseFloat(length) : 0;
}

/** Which share of a text lies left of its position. */
function anchorShare(text: Element): number {
	const anchor = style(text, "text-anchor");
	return anchor === "middle" ? 0.5 : anchor === "end" ? 1 : 0;
}

/** From an element's coordinates to the page's. */
function placeOf(element: Element): Matrix {
	let place: Matrix = [1, 0, 0, 1, 0, 0];
	for (let at: Element | null = element; at; at = at.parentElement)
		place = multiply(parseTransform(at.getAttribute("transform") ?? ""), place);
	return place;
}

function parseTransform(transform: string): Matrix {
	let matrix: Matrix = [1, 0, 0, 1, 0, 0];
	for (const [, name, list] of transform.matchAll(
		/(translate|rotate|scale)\(([^)]*)\)/g,
	)) {
		const [first, second, third] = list.split(/[\s,]+/).map(Number);
		if (name === "translate")
			matrix = multiply(matrix, [1, 0, 0, 1, first, second || 0]);
		else if (name === "scale")
			matrix = multiply(matrix, [first, 0, 0, second ?? first, 0, 0]);
		else {
			const cosine = Math.cos((first * Math.PI) / 180);
			const sine = Math.sin((first * Math.PI) / 180);
			const turn: Matrix = [cosine, sine, -sine, cosine, 0, 0];
			const around = multiply(
				multiply([1, 0, 0, 1, second || 0, third || 0], turn),
				[1, 0, 0, 1, -second || 0, -third || 0],
			);
			matrix = multiply(matrix, around);
		}
	}
	return matrix;
}

function multiply(
	[a, b, c, d, e, f]: Matrix,
	[g, h, i, j, k, l]: Matrix,
): Matrix {
	return [
		a * g + c * h,
		b * g + d * h,
		a * i + c * j,
		b * i + d * j,
		a * k + c * l + e,
		b * k + d * l + f,
	];
}

function apply(
	[a, b, c, d, e, f]: Matrix,
	x: number,
	y: number,
): [number, number] {
	return [a * x + c * y + e, b * x + d * y + f];
}
