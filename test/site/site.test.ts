/** The site of the committed notebooks: its links, sizes and addresses. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { before, describe, test } from "node:test";
import { JSDOM } from "jsdom";
import { NOTEBOOKS, PROJECT } from "../../scripts/project.js";
import { buildSite } from "../../scripts/site/build.js";
import type { Page } from "../../scripts/site/page.js";
import { searchEntries } from "../../scripts/site/search.js";
import { temporaryFolder } from "../temporary.js";

/** What a page may weigh with the styles and scripts that it opens with; pictures, fonts, figures' data and Plotly come after. */
const BYTES = 300_000;

describe("the site", () => {
	const site = temporaryFolder();
	const documents = new Map<string, Document>();
	let pages: readonly Page[];

	before(async () => {
		pages = await buildSite({ notebooks: NOTEBOOKS, out: site });
		for (const { file } of pages)
			documents.set(
				file,
				new JSDOM(readFileSync(path.join(site, file), "utf8")).window.document,
			);
	});

	test("has a page for every notebook, the ledger, the benchmarks and each folder of the library", () => {
		const files = pages.map(({ file }) => file);
		for (const name of readdirSync(NOTEBOOKS))
			if (name.endsWith(".ipynb"))
				assert.ok(files.includes(name.replace("ipynb", "html")), name);
		for (const file of ["index", "ledger", "benchmarks", "api", "api-cells"])
			assert.ok(files.includes(`${file}.html`), file);
	});

	test("has links that all lead to a page and a place in it, or to another host", () => {
		for (const [file, page] of documents)
			for (const link of page.querySelectorAll("a")) {
				const href = link.getAttribute("href") ?? "";
				if (/^(https?|mailto):/.test(href)) continue;
				const [target, fragment] = href.split("#");
				const other = documents.get(target || file);
				assert.ok(other, `${file} links to ${href}`);
				if (fragment !== undefined)
					assert.ok(
						other.getElementById(decodeURIComponent(fragment)),
						`${file} links to ${href}, a place that is not there`,
					);
			}
	});

	test("loads files of its own only, and all of them are there", () => {
		for (const [file, page] of documents) {
			const sources = [
				...[...page.querySelectorAll("[src]")].map((one) =>
					one.getAttribute("src"),
				),
				...[...page.querySelectorAll("link")].map((one) =>
					one.getAttribute("href"),
				),
				...[...page.querySelectorAll<HTMLElement>("[data-source]")].map(
					(one) => one.dataset.source,
				),
			];
			for (const source of sources)
				assert.ok(
					source?.startsWith("data:") ||
						existsSync(path.join(site, `${source}`)),
					`${file} loads ${source}`,
				);
		}
		const styles = readFileSync(path.join(site, "assets", "katex.css"), "utf8");
		for (const [, font] of styles.matchAll(/url\(([^)]*)\)/g))
			assert.ok(existsSync(path.join(site, "assets", font)), font);
	});

	test(`has pages of at most ${BYTES / 1000} kB with the styles and scripts that they open with`, () => {
		for (const [file, page] of documents) {
			const opened = [
				file,
				...[...page.querySelectorAll("script[src]")].map(
					(one) => `${one.getAttribute("src")}`,
				),
				...[...page.querySelectorAll("link[rel=stylesheet]")].map(
					(one) => `${one.getAttribute("href")}`,
				),
			];
			const size = opened
				.map((one) => statSync(path.join(site, one)).size)
				.reduce((sum, one) => sum + one);
			assert.ok(size <= BYTES, `${file} has ${size} bytes`);
		}
	});

	test("names no path of the machine it was built on", () => {
		const paths = [PROJECT, os.homedir(), os.tmpdir(), process.execPath].filter(
			(one) => one.length > 1,
		);
		const files = readdirSync(site, { recursive: true, encoding: "utf8" });
		for (const file of files) {
			if (!/\.(html|js|css)$/.test(file) || file.endsWith("plotly.js"))
				continue;
			const text = readFileSync(path.join(site, file), "utf8");
			for (const one of paths)
				assert.ok(
					!new RegExp(`${one.replace(/[.\\]/g, "\\$&")}(?![\\w-])`).test(text),
					`${file} names ${one}`,
				);
		}
	});

	test("has no id twice on a page", () => {
		for (const [file, page] of documents) {
			const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
			const twice = ids.filter((id, k) => ids.indexOf(id) !== k);
			assert.deepEqual(twice, [], file);
		}
	});

	test("is searched by headings, names and claims, each at its place", () => {
		const entries = pages.flatMap(searchEntries);
		for (const { id } of entries) {
			const [file, place] = id.split("#");
			assert.ok(documents.get(file)?.getElementById(place), id);
		}
		const titles = entries.map(({ title }) => title);
		assert.ok(titles.includes("stateTraces function"));
		assert.ok(
			titles.includes(
				"One neuron under a constant or pulsed input makes spikes.",
			),
		);
		assert.ok(entries.every(({ title }) => title !== ""));
	});

	test("links the names that a notebook imports to the library's reference", () => {
		const links = documents
			.get("00-start-here.html")
			?.querySelectorAll('.cell a[href^="api-"]');
		assert.ok((links?.length ?? 0) >= 5, `${links?.length} links`);
	});
});
