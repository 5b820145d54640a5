/** Headless Chromium for the checks of pages, and what every page is checked for. */
import { type Browser, chromium, type Page } from "playwright-core";
import { CHROMIUM, FLAGS } from "./chromium.js";

export interface View {
	readonly name: string;
	/** Of the window, in px. */
	readonly width: number;
	readonly colorScheme: "light" | "dark";
}

/** Width of a telephone in px. */
export const NARROW = 390;
const HEIGHT = 900;

/** Runs `work` in a browser: $CHROMIUM or /usr/bin/chromium. */
export async function inBrowser(
	work: (browser: Browser) => Promise<void>,
): Promise<void> {
	const browser = await chromium.launch({
		executablePath: CHROMIUM,
		headless: true,
		args: [...FLAGS],
	});
	try {
		await work(browser);
	} finally {
		await browser.close();
	}
}

/** A new page; whatever its console complains of, and every request that is not `allowed`, is added to `faults`. */
export async function watchedPage(
	browser: Browser,
	{ width, colorScheme }: View,
	allowed: RegExp,
	faults: string[],
): Promise<Page> {
	const page = await browser.newPage({
		viewport: { width, height: HEIGHT },
		colorScheme,
	});
	page.on("console", (message) => {
		if (["error", "warning"].includes(message.type()))
			faults.push(`console ${message.type()}: ${message.text()}`);
	});
	page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
	page.on("request", (request) => {
		if (!allowed.test(request.url()))
			faults.push(`request to ${request.url()}`);
	});
	page.on("requestfailed", (request) => {
		// What a page that is left had not loaded yet is no fault.
		if (request.failure()?.errorText !== "net::ERR_ABORTED")
			faults.push(`${request.url()} did not load`);
	});
	page.on("response", (response) => {
		if (response.status() >= 400)
			faults.push(`${response.url()} answers ${response.status()}`);
	});
	return page;
}

/** Draws all figures; returns what is not drawn, formulas that do not parse, and by how much the page is wider than its window. */
export async function faultsOfContent(page: Page): Promise<string[]> {
	await page.evaluate("drawAllFigures()");
	await page.waitForTimeout(300);
	return (await page.evaluate(`(() => {
		const faults = [];
		for (const figure of document.querySelectorAll("figure.figure")) {
			const marks = figure.querySelectorAll(".js-plotly-plot svg.main-svg :is(path, image, rect)");
			const visible = [...marks].some((mark) => mark.getBoundingClientRect().width > 0);
			if (!visible) faults.push(figure.id + " was not drawn");
		}
		for (const wrong of document.querySelectorAll(".katex-error, math merror"))
			faults.push("formula does not parse: " + wrong.textContent);
		if (document.documentElement.scrollWidth > innerWidth)
			faults.push("the page is " + document.documentElement.scrollWidth + " px wide in a window of " + innerWidth);
		return faults;
	})()`)) as string[];
}
