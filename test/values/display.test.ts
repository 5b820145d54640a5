import assert from "node:assert/strict";
import path from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { inflateSync } from "node:zlib";
import {
	live,
	renderPng,
	renderSvg,
	resultTable,
	show,
} from "spiking-recurrent-cell";
import { FIGURES } from "../plots/samples.js";

const { encodePng } =
	require("spiking-recurrent-cell/dist/plots/render/png.js") as typeof import("spiking-recurrent-cell/dist/plots/render/png.js");

interface Output {
	readonly content: {
		readonly data: Record<string, unknown>;
		readonly metadata: Record<string, { width: number; height: number }>;
		readonly transient: { display_id?: string };
	};
	readonly update: boolean | undefined;
}

/** Stands where tslab's module stands in a kernel. */
const kernelPath = path.join(
	path.sep,
	"somewhere",
	"node_modules",
	"tslab",
	"dist",
	"jupyter.js",
);
const kernel = { exports: { lastWriteDisplayData: null as unknown } };
let outputs: Output[] = [];

before(() => {
	require.cache[kernelPath] = kernel as unknown as NodeJS.Module;
});
beforeEach(() => {
	outputs = [];
	kernel.exports.lastWriteDisplayData = (
		content: Output["content"],
		update?: boolean,
	) => outputs.push({ content, update });
});
after(() => {
	delete require.cache[kernelPath];
});

const table = resultTable({
	message: "One result",
	results: [
		{
			network: "SRC",
			dataset: { title: "MNIST", origin: "files" },
			values: [1],
			published: null,
			command: "x",
		},
	],
});

/** Runs `action` as outside a notebook and returns what it printed. */
async function printed(
	action: () => Promise<void>,
	t: { mock: { method: typeof import("node:test").mock.method } },
): Promise<string> {
	kernel.exports.lastWriteDisplayData = null;
	const log = t.mock.method(console, "log", () => {});
	await action();
	log.mock.restore();
	return log.mock.calls.map((call) => String(call.arguments[0])).join("\n");
}

for (const [name, figure] of Object.entries(FIGURES))
	test(`${name}: one output with Plotly's JSON, a PNG of at most 80 kB and text`, async () => {
		await show(figure);
		assert.equal(outputs.length, 1);
		const { data, metadata } = outputs[0].content;
		assert.deepEqual(Object.keys(data).sort(), [
			"application/vnd.plotly.v1+json",
			"image/png",
			"text/plain",
		]);
		const png = Buffer.from(String(data["image/png"]), "base64");
		assert.equal(png.toString("latin1", 0, 8), "\x89PNG\r\n\x1a\n");
		assert.ok(png.length <= 80 * 1024, `${png.length} bytes`);
		assert.equal(png.readUInt32BE(16), Math.round(1.5 * figure.layout.width));
		const { width, height } = (figure.still ?? figure).layout;
		assert.deepEqual(metadata["image/png"], { width, height });
		const plotly = data["application/vnd.plotly.v1+json"] as {
			data: unknown;
			layout: unknown;
		};
		assert.deepEqual(
			[plotly.data, plotly.layout],
			[figure.data, figure.layout],
		);
		assert.ok(JSON.stringify(plotly).length < 100 * 1024);
		assert.doesNotMatch(String(data["text/plain"]), /<\w+>/);
	});

test("a table is one output with HTML, markdown and text", async () => {
	await show(table);
	assert.deepEqual(Object.keys(outputs[0].content.data), [
		"text/html",
		"text/markdown",
		"text/plain",
	]);
});

test("outside a notebook, figures print their words and tables their text", async (t) => {
	assert.equal(
		await printed(() => show(FIGURES.stateTraces), t),
		"The slow state h_s follows h\nTwo waves.",
	);
	assert.match(
		await printed(() => show(table), t),
		/SRC +MNIST +1 +1\.00 +not available +x/,
	);
});

test("the image is the same to the byte when it is drawn again after another", async () => {
	const [first, svg] = [
		await renderPng(FIGURES.learningCurves),
		await renderSvg(FIGURES.learningCurves),
	];
	const [, together] = await Promise.all([
		renderSvg(FIGURES.imageGrid),
		renderSvg(FIGURES.learningCurves),
	]);
	assert.equal(together, svg);
	assert.deepEqual(await renderPng(FIGURES.learningCurves), first);
	assert.equal(await renderSvg(FIGURES.learningCurves), svg);
});

test("the SVG holds message, axis titles, legend and caption", async () => {
	const svg = await renderSvg(FIGURES.learningCurves);
	for (const text of [
		"All cells learn",
		"epoch",
		"training loss (nat)",
		"validation accuracy (%)",
		"SRC",
		"LIF",
		"GRU",
		"built-in, not MNIST",
	])
		assert.ok(svg.includes(text), text);
});

test("texts have widths: the legend's entries are as wide as DejaVu Sans writes them", async () => {
	const svg = await renderSvg(FIGURES.learningCurves);
	const widths = [
		...svg.matchAll(/class="legendtoggle"[^>]* width="([\d.]+)"/g),
	].map((match) => Number(match[1]));
	assert.equal(widths.length, 3);
	const [src, lif, gru] = widths;
	// By the font's table of advance widths, at 12 px: "LIF" 17.127 px, "GRU" 26.420 px.
	assert.ok(Math.abs(gru - lif - (26.42 - 17.127)) < 0.01, widths.join(" "));
	assert.ok(lif < src && src < gru, widths.join(" "));
});

test("heat maps are in the static image", async () => {
	const svg = await renderSvg(FIGURES.imageGrid);
	assert.ok(
		(svg.match(/<image [^>]*data:image\/png;base64,\w{40}/g) ?? []).length >=
			12,
	);
});

test("letters are drawn: a figure without its words gives another image", async () => {
	const { layout } = FIGURES.linePlot;
	const mute = { ...FIGURES.linePlot, layout: { ...layout, annotations: [] } };
	const [worded, wordless] = [
		await renderPng(FIGURES.linePlot),
		await renderPng(mute),
	];
	assert.ok(
		worded.length > wordless.length + 1000,
		`${worded.length} and ${wordless.length} bytes`,
	);
});

test("a PNG keeps up to 256 colours exactly and the most frequent ones of more", () => {
	const width = 40;
	const height = 40;
	const pixels = new Uint8Array(4 * width * height);
	for (let k = 0; k < width * height; k++)
		pixels.set(
			k < 100 ? [7, 8, 9, 255] : [k % 256, 255 - (k % 200), k % 90, 255],
			4 * k,
		);
	const file = encodePng(pixels, width, height);
	const start = file.indexOf("PLTE") + 4;
	const data = file.indexOf("IDAT");
	const rows = inflateSync(
		file.subarray(data + 4, data + 4 + file.readUInt32BE(data - 4)),
	);
	let worst = 0;
	for (let k = 0; k < width * height; k++) {
		const place = start + 3 * rows[k + Math.floor(k / width) + 1];
		const error = Math.max(
			...[0, 1, 2].map((c) => Math.abs(file[place + c] - pixels[4 * k + c])),
		);
		if (k < 100) assert.equal(error, 0);
		worst = Math.max(worst, error);
	}
	assert.ok(worst > 0 && worst < 60, `worst error ${worst}`);
});

test("a live display is written once and then updated in place, not faster than its interval", async () => {
	const display = live(1e6);
	await display.update("epoch 1");
	await display.update("epoch 2");
	await display.update("epoch 3");
	assert.equal(outputs.length, 1);
	await display.done();
	assert.deepEqual(
		outputs.map(({ content }) => content.data["text/plain"]),
		["epoch 1", "epoch 3"],
	);
	assert.deepEqual(
		outputs.map(({ update }) => update),
		[false, true],
	);
	const [first, second] = outputs.map(
		({ content }) => content.transient.display_id,
	);
	assert.ok(first !== undefined && first === second);
	await display.done();
	assert.equal(outputs.length, 2);
});

test("two live displays do not share an output", async () => {
	for (const text of ["a", "b"]) await live().update(text);
	assert.notEqual(
		outputs[0].content.transient.display_id,
		outputs[1].content.transient.display_id,
	);
});

test("outside a notebook a live display prints its last content, once", async (t) => {
	const text = await printed(async () => {
		const display = live(0);
		await display.update("epoch 1");
		await display.update("epoch 2");
		await display.done();
	}, t);
	assert.equal(text, "epoch 2");
});
