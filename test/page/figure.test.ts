/** A figure in a page: where its data and still are kept, and the controls of one that moves. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, describe, test } from "node:test";
import vm from "node:vm";
import { JSDOM } from "jsdom";
import { bundle } from "spiking-recurrent-cell";
import type { RichOutput } from "../../scripts/notebooks/nbformat.js";
import { figureHtml } from "../../scripts/page/figure.js";
import { besidePages, IN_PAGE } from "../../scripts/page/keeper.js";
import { FIGURES } from "../plots/samples.js";
import { temporaryFolder } from "../temporary.js";

async function outputOf(name: string): Promise<RichOutput> {
	const { data, metadata } = await bundle(FIGURES[name]);
	return {
		output_type: "display_data",
		data: { ...data },
		metadata: { ...metadata },
	};
}

test("beside the page, a figure is a still in a file and data in a script that gives it back", async () => {
	const site = temporaryFolder();
	const output = await outputOf("linePlot");
	const html = figureHtml(output, 1, besidePages(site, "figures"));
	const page = JSDOM.fragment(html);
	const still = page.querySelector("img");
	assert.match(
		still?.getAttribute("src") ?? "",
		/^figures\/[0-9a-f]{16}\.png$/,
	);
	assert.equal(
		readFileSync(path.join(site, `${still?.getAttribute("src")}`), "base64"),
		output.data["image/png"],
	);
	const template = page.querySelector<HTMLElement>("template.data");
	const source = template?.dataset.source ?? "";
	const window: { pageData?: Record<string, { data: unknown }> } = {};
	vm.runInNewContext(readFileSync(path.join(site, source), "utf8"), { window });
	assert.equal(
		JSON.stringify(window.pageData?.[source].data),
		JSON.stringify(FIGURES.linePlot.data),
	);
});

describe("a figure that moves", () => {
	let page: DocumentFragment;
	let shown: { layout: Record<string, unknown>; frames: object[] };

	before(async () => {
		const html = figureHtml(await outputOf("travellingSpike"), 1, IN_PAGE);
		page = JSDOM.fragment(html);
		shown = JSON.parse(page.querySelector("script")?.textContent ?? "");
	});

	test("has a button and a slider of the page in place of Plotly's, which no keyboard reaches", () => {
		assert.equal(shown.layout.sliders, undefined);
		assert.equal(shown.layout.updatemenus, undefined);
		const slider = page.querySelector<HTMLInputElement>(".player input");
		assert.equal(Number(slider?.max), shown.frames.length - 1);
		assert.match(slider?.parentElement?.textContent ?? "", /step/);
		assert.equal(page.querySelectorAll(".player button").length, 1);
	});

	test("opens with the frame that the figure shows: the last one of a movie of votes", async () => {
		const html = figureHtml(await outputOf("voteMovie"), 1, IN_PAGE);
		const player = JSDOM.fragment(html).querySelector(".player");
		const slider = player?.querySelector("input");
		assert.equal(slider?.getAttribute("value"), slider?.max);
		assert.equal(player?.querySelector("output")?.textContent, "5");
	});

	test("has no room left below its axis for what went: at most 60 px", () => {
		const { b } = shown.layout.margin as { b: number };
		assert.ok(b <= 60, `${b} px`);
	});
});
