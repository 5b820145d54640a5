/** The report page: every part of a notebook is there, nothing foreign runs or loads. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { JSDOM } from "jsdom";
import { reportPage } from "../../scripts/report/page.js";
import {
	code,
	display,
	failedChapter,
	markdown,
	notebook,
	SUMMARY,
	soundChapter,
	stdout,
} from "./fixture.js";

const FOLDERS = {
	source: "/project/notebooks",
	target: "/project/build/report",
};

describe("the report of two notebooks", () => {
	let html: string;
	let page: Document;

	before(async () => {
		const chapters = [await soundChapter(), failedChapter()];
		html = await reportPage({ chapters, summary: SUMMARY, ...FOLDERS });
		page = new JSDOM(html).window.document;
	});

	const text = (selector: string) =>
		[...page.querySelectorAll(selector)].map((found) =>
			found.textContent?.trim(),
		);

	test("has the notebooks in their order, each under its name", () => {
		const ids = [...page.querySelectorAll("article")].map(({ id }) => id);
		assert.deepEqual(ids, ["01-the-neuron", "02-a-network"]);
	});

	test("has a table of contents whose links all lead somewhere, repeated headings included", () => {
		const links = [...page.querySelectorAll<HTMLAnchorElement>("nav a")].map(
			(link) => link.getAttribute("href") ?? "",
		);
		assert.deepEqual(links, [
			"#summary",
			"#01-the-neuron",
			"#01-the-neuron--what-r-does",
			"#01-the-neuron--what-r-does-2",
			"#02-a-network",
		]);
		for (const link of links)
			assert.ok(page.getElementById(link.slice(1)), `${link} leads nowhere`);
	});

	test("renders mathematics as MathML, and leaves prices and code alone", () => {
		assert.equal(page.querySelectorAll(".equation math").length, 1);
		const inline = page.querySelectorAll("p math");
		assert.equal(inline.length, 1);
		assert.match(text("article p")[0] ?? "", /a price of \$5 and \$x\$ stay/);
		assert.equal(page.querySelectorAll(".katex-error").length, 0);
	});

	test("highlights code and escapes what is in it", () => {
		const first = page.querySelector("pre.code");
		assert.ok(first?.querySelector(".hljs-keyword"));
		assert.match(first?.textContent ?? "", /cell\.alpha < 1 && "a leak"/);
	});

	test("shows text as a terminal would: no colour codes, overwritten lines gone", () => {
		assert.deepEqual(text("pre.stdout"), ["a leak\nepoch 3"]);
	});

	test("has each figure as still and as data, with message and caption in words", () => {
		const figures = [...page.querySelectorAll("figure")];
		assert.equal(figures.length, 3);
		for (const figure of figures) {
			const still = figure.querySelector("img.still")?.getAttribute("src");
			assert.match(still ?? "", /^data:image\/png;base64,.{1000}/);
			const bundle = JSON.parse(
				figure.querySelector("script")?.textContent ?? "",
			);
			assert.ok(bundle.data.length > 0);
			assert.ok(bundle.layout.height > 0);
		}
		assert.equal(
			text("figure .message")[0],
			"The fast state jumps, the slow state follows and ends the spike",
		);
		assert.equal(
			page.querySelector("figcaption:not(.message)")?.innerHTML,
			"<b>Figure 1.</b> One neuron; x<sub>t</sub> and h<sub>s</sub> over 80 steps.",
		);
		assert.match(text("figcaption:not(.message)")[1] ?? "", /drawn digits/);
	});

	test("leaves message and caption out of the interactive figure, and the room they took", () => {
		const bundle = JSON.parse(
			page.querySelector("figure script")?.textContent ?? "",
		);
		assert.doesNotMatch(
			JSON.stringify(bundle.layout.annotations),
			/One neuron|The fast state jumps/,
		);
		assert.ok(bundle.layout.margin.b <= 60);
	});

	test("has Plotly once, inside the page", () => {
		assert.equal(html.split("plotly.js v").length - 1, 1);
		assert.equal(page.querySelectorAll("script[src]").length, 0);
	});

	test("keeps a table and throws out its scripts, handlers and remote images", () => {
		const table = page.querySelector(".html");
		assert.equal(table?.querySelector("td")?.textContent, "SRC <i>");
		assert.equal(
			table?.querySelectorAll("script, img[src], [onclick]").length,
			0,
		);
		assert.doesNotMatch(html, /evil\.example/);
	});

	test("loads nothing from anywhere: every src, link and url() is data or an anchor", () => {
		for (const element of page.querySelectorAll(
			"[src], link[href], [srcset], [poster]",
		))
			assert.match(
				element.getAttribute("src") ?? element.getAttribute("href") ?? "",
				/^data:/,
			);
		for (const style of page.querySelectorAll("style"))
			assert.doesNotMatch(
				style.textContent ?? "",
				/@import|url\(\s*["']?https?:/,
			);
		const policy = page
			.querySelector("meta[http-equiv]")
			?.getAttribute("content");
		assert.match(policy ?? "", /default-src 'none'/);
		assert.match(
			page.querySelector("link[rel=icon]")?.getAttribute("href") ?? "",
			/^data:/,
		);
	});

	test("says which notebook failed and shows the error, escaped", () => {
		const failed = page.getElementById("02-a-network");
		assert.match(
			failed?.querySelector(".banner.failed")?.textContent ?? "",
			/did not finish/,
		);
		assert.match(
			failed?.querySelector("pre.error")?.textContent ?? "",
			/TypeError: Cannot read .*'<c>'.*\n\nat cell \[2\], line 1$/,
		);
		assert.match(text("nav li").at(-1) ?? "", /✗/);
	});

	test("leads from one notebook to another inside the page", async () => {
		const chapters = [
			{
				name: "01-the-neuron",
				failed: false,
				notebook: notebook(
					markdown(
						"[next](02-a-network.ipynb), [code](../lib/cells/src.ts), [bad](javascript:alert(1))",
					),
				),
			},
			failedChapter(),
		];
		const other = await reportPage({ chapters, summary: SUMMARY, ...FOLDERS });
		const links = [
			...new JSDOM(other).window.document.querySelectorAll("article a"),
		].map((link) => link.getAttribute("href"));
		assert.deepEqual(links, ["#02-a-network", "../../lib/cells/src.ts"]);
	});
});

test("a script in a figure's data cannot end the script that holds it", async () => {
	const chapter = {
		name: "00-x",
		failed: false,
		notebook: notebook(
			code(
				"figure",
				display({
					"application/vnd.plotly.v1+json": {
						data: [{ name: "</script><script>alert(1)</script>" }],
						layout: { title: { text: "a" } },
					},
				}),
				stdout("<script>alert(2)</script>"),
			),
		),
	};
	const html = await reportPage({
		chapters: [chapter],
		summary: SUMMARY,
		...FOLDERS,
	});
	assert.doesNotMatch(html, /<script>alert/);
	const page = new JSDOM(html).window.document;
	const bundle = JSON.parse(
		page.querySelector("figure script")?.textContent ?? "",
	);
	assert.equal(bundle.data[0].name, "</script><script>alert(1)</script>");
});
