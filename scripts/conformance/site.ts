/**
 * Opens every page of the site in headless Chromium: from a host below some folders in light, from file:// in dark and at the width of a
 * telephone. No console error, no foreign request, every figure drawn and answering the mouse, the search found by keyboard, everything
 * reached by Tab, no serious fault for axe-core. Leaves pictures of all figures in build/site-screenshots.
 * Usage: node build/scripts/conformance/site.js [FOLDER [PAGE …]] (default build/site, all its pages).
 */
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
} from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { PROJECT, shortPath } from "../project.js";
import {
	faultsOfContent,
	inBrowser,
	NARROW,
	type View,
	watchedPage,
} from "./browser.js";
import { hoverFaults } from "./site/hover.js";
import { searchFaults, tabFaults } from "./site/keyboard.js";
import { serve } from "./site/serve.js";

interface SiteView extends View {
	/** Address of the site's folder. */
	readonly base: string;
}

/** Words that the search is tried with; one is a name of the library. */
const WORDS = ["slow gate", "stateTraces"];
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

async function inspect(
	browser: Browser,
	view: SiteView,
	file: string,
	folder: string,
): Promise<string[]> {
	const faults: string[] = [];
	const allowed = new RegExp(`^(${view.base}|data:|blob:)`);
	const page = await watchedPage(browser, view, allowed, faults);
	await page.goto(`${view.base}${file}`, { waitUntil: "load" });
	const name = path.join(
		folder,
		`${path.basename(file, ".html")}-${view.name}`,
	);
	await page.screenshot({ path: `${name}.png` });
	faults.push(...(await faultsOfContent(page)));

	const figures = page.locator("figure.figure");
	const count = await figures.count();
	for (let k = 0; k < count; k++) {
		if (view.name === "light") faults.push(...(await hoverFaults(page, k)));
		await figures.nth(k).screenshot({ path: `${name}-figure-${k + 1}.png` });
	}
	faults.push(...(await accessibilityFaults(page)));
	if (view.name === "light") faults.push(...(await tabFaults(page)));
	await page.close();
	return faults.map((fault) => `${file} (${view.name}): ${fault}`);
}

/** Serious and critical faults that axe-core finds. It may fetch no styles, as nothing may on these pages. */
async function accessibilityFaults(page: Page): Promise<string[]> {
	await page.evaluate(AXE);
	const violations = (await page.evaluate(
		"axe.run(document, { resultTypes: ['violations'], preload: false }).then((found) => found.violations)",
	)) as readonly {
		readonly id: string;
		readonly impact: string;
		readonly help: string;
		readonly nodes: readonly { readonly html: string }[];
	}[];
	return violations
		.filter(({ impact }) => ["serious", "critical"].includes(impact))
		.map(
			({ id, impact, help, nodes }) =>
				`${impact}, ${id}: ${help} (${nodes.length} times, first ${nodes[0].html.slice(0, 120)})`,
		);
}

/** The search from the start page, and the theme that is kept from page to page. */
async function inspectControls(
	browser: Browser,
	view: SiteView,
	files: readonly string[],
): Promise<string[]> {
	const faults: string[] = [];
	const page = await watchedPage(browser, view, /./, faults);
	for (const words of WORDS) {
		await page.goto(`${view.base}index.html`);
		faults.push(...(await searchFaults(page, words)));
	}
	await page.goto(`${view.base}${files[0]}`);
	// On a narrow page the controls are in the closed contents.
	if (!(await page.isVisible("#page-theme")))
		await page.click("#page-contents summary");
	const other = view.colorScheme === "dark" ? "light" : "dark";
	await page.selectOption("#page-theme", other);
	await page.goto(`${view.base}${files[1]}`);
	const kept = await page.evaluate(
		"document.documentElement.dataset.theme + getComputedStyle(document.body).colorScheme",
	);
	if (kept !== `${other}${other}`)
		faults.push(`the theme ${other} is not kept on the next page: ${kept}`);
	await page.close();
	return faults.map((fault) => `controls (${view.name}): ${fault}`);
}

async function main(): Promise<void> {
	const site = path.resolve(
		process.argv[2] ?? path.join(PROJECT, "build/site"),
	);
	if (!existsSync(path.join(site, "index.html")))
		throw new Error(
			`there is no site in ${site}; write it with "npm run site"`,
		);
	const folder = path.join(PROJECT, "build", "site-screenshots");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const asked = process.argv.slice(3);
	const files = asked.length
		? asked
		: readdirSync(site).filter((name) => name.endsWith(".html"));
	const host = await serve(site);
	const local = `${pathToFileURL(site).href}/`;
	const views: readonly SiteView[] = [
		{ name: "light", width: 1440, colorScheme: "light", base: host.address },
		{ name: "dark", width: 1440, colorScheme: "dark", base: local },
		{ name: "narrow", width: NARROW, colorScheme: "light", base: local },
	];
	const faults: string[] = [];
	await inBrowser(async (browser) => {
		for (const view of views) {
			const started = Date.now();
			for (const file of files)
				faults.push(...(await inspect(browser, view, file, folder)));
			faults.push(...(await inspectControls(browser, view, files)));
			console.log(
				`${view.name}: ${files.length} pages in ${Math.round((Date.now() - started) / 1000)} s`,
			);
		}
	});
	host.close();
	if (faults.length) throw new Error(faults.join("\n"));
	console.log(`the site is sound; pictures are in ${shortPath(folder)}`);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
