/**
 * Opens the report in headless Chromium: no console error, no request to anywhere, every figure drawn; leaves screenshots
 * in light, dark and at the width of a telephone. Usage: node build/scripts/conformance/report.js [PAGE] (default build/report/index.html).
 */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import {
	faultsOfContent,
	inBrowser,
	NARROW,
	type View,
	watchedPage,
} from "./browser.js";

const VIEWS: readonly View[] = [
	{ name: "light", width: 1280, colorScheme: "light" },
	{ name: "dark", width: 1280, colorScheme: "dark" },
	{ name: "narrow", width: NARROW, colorScheme: "light" },
	{ name: "narrow-dark", width: NARROW, colorScheme: "dark" },
];
/** Chromium paints no picture taller than this many px; longer pages are cut. */
const MAX_HEIGHT = 16_000;

/** Opens the page in one view; returns what is wrong with it. */
async function inspect(
	browser: Browser,
	file: string,
	view: View,
	folder: string,
): Promise<string[]> {
	const faults: string[] = [];
	const page = await watchedPage(browser, view, /^(file|data|blob):/, faults);
	const started = Date.now();
	await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
	const opened = Date.now() - started;
	const eager = await page.locator(".js-plotly-plot").count();
	faults.push(...(await faultsOfContent(page)));

	const figures = page.locator("figure.figure");
	const count = await figures.count();
	console.log(
		`${view.name}: opened in ${opened} ms with ${eager} of ${count} figures drawn`,
	);
	const height = (await page.evaluate(
		"document.documentElement.scrollHeight",
	)) as number;
	await page.screenshot({
		path: path.join(folder, `${view.name}.png`),
		fullPage: true,
		clip: {
			x: 0,
			y: 0,
			width: view.width,
			height: Math.min(height, MAX_HEIGHT),
		},
	});
	for (let k = 0; k < count; k++)
		await figures.nth(k).screenshot({
			path: path.join(folder, `${view.name}-figure-${k + 1}.png`),
		});
	await page.close();
	return faults.map((fault) => `${view.name}: ${fault}`);
}

async function main(): Promise<void> {
	const file = path.resolve(process.argv[2] ?? "build/report/index.html");
	if (!existsSync(file))
		throw new Error(
			`there is no report at ${file}; write it with "npm run replicate"`,
		);
	const folder = path.join(path.dirname(file), "screenshots");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await inBrowser(async (browser) => {
		const faults: string[] = [];
		for (const view of VIEWS)
			faults.push(...(await inspect(browser, file, view, folder)));
		if (faults.length) throw new Error(faults.join("\n"));
	});
	console.log(`the report is sound; screenshots are in ${folder}`);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
